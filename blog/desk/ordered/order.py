"""One step up or down a list, unless the list is another one than the editor saw."""

import hashlib
from collections.abc import Iterable, Sequence

from wtforms import HiddenField
from wtforms.validators import AnyOf

from blog.desk.forms import ButtonForm
from blog.desk.owners.keeping import Meanwhile
from blog.web.fields import as_word

CHANGED = (
    "Somebody changed it after you opened this page, so nothing was saved. What you typed is still "
    "here: saving again puts it in place of what stands there now."
)
REMOVED_OTHERWISE = (
    "Somebody changed it after you opened this page, so it was not deleted. This is how it stands."
)
REORDERED = "Somebody changed the list after you opened this page. This is how it stands now."
_UP, _DOWN = "up", "down"


class MoveForm(ButtonForm):
    """`seen` is the order the editor saw."""

    seen = HiddenField(filters=[as_word])
    to = HiddenField(validators=[AnyOf([_UP, _DOWN])])


class RemoveForm(ButtonForm):
    """`seen` is the mark of what the editor saw."""

    seen = HiddenField(filters=[as_word])


def mark_of(values: Iterable[object]) -> str:
    """Tells one state of things from another."""
    return hashlib.sha256(repr(tuple(values)).encode("utf-8", "replace")).hexdigest()[:16]


def moved(ids: Sequence[int], form: MoveForm, wanted: int) -> list[int]:
    """The ids after it; the first cannot go up, nor the last down, and neither is a mistake."""
    if form.seen.data != mark_of(ids) or wanted not in ids:
        raise Meanwhile(REORDERED)
    here = ids.index(wanted)
    there = min(max(here + (1 if form.to.data == _DOWN else -1), 0), len(ids) - 1)
    after = [it for it in ids if it != wanted]
    after.insert(there, wanted)
    return after
