"""Fields that only the form of a post has."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from blog import owner
from blog.posts.offered.store import Branch
from blog.text.plain import is_blank
from blog.text.prose.posts import LONGEST
from blog.web.fields import ChoiceField, as_word, typed
from blog.web.typed_times import NoSuchTime, as_typed, time_typed

_LARGEST = 2_147_483_647


def needed_by_readers(words: str) -> Callable[[Any, Field], None]:
    """A draft may lack it; what readers see may not."""

    def check(form: Any, field: Field) -> None:
        if form.is_for_readers and is_blank(typed(field)):
            raise StopValidation(words)

    return check


def not_longer(_form: Any, field: Field) -> None:
    """Without the attribute that makes browsers cut off what is pasted, unsaid."""
    if len(typed(field)) > LONGEST:
        raise StopValidation(f"The text is too long: at most {LONGEST:,} characters.")


class NumberChoice(ChoiceField):
    """One of `offered`, by its number."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.type = ChoiceField.__name__  # it is drawn as one

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else str(value)

    @property
    def number(self) -> int | None:
        word = typed(self)
        is_number = word.isascii() and word.isdigit() and len(word) < 10
        return int(word) if is_number else None


class ChosenNumbers(Field):
    """Ticks: the numbers of those that are chosen. What is not offered any more is left out."""

    offered: Sequence[Branch] = ()

    def process_data(self, value: Any) -> None:
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        numbers = {int(it) for it in valuelist if it.isascii() and it.isdigit() and len(it) < 11}
        self.data = tuple(sorted(it for it in numbers if 0 < it <= _LARGEST))


class MomentField(StringField):
    """A date and time in the site's zone, as the browser's own field for it says them; `note` says
    how it was taken where the clocks show it twice. What still says the time that `was` there is
    that one."""

    moment: datetime | None = None
    was: datetime | None = None
    note = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"filters": [as_word], **options})

    def pre_validate(self, form: BaseForm) -> None:
        if not typed(self):
            return
        zone = owner.wishes().zone
        if self.was is not None and typed(self) == as_typed(self.was, zone):
            self.moment = self.was
            return
        try:
            found = time_typed(typed(self), zone)
        except NoSuchTime as wrong:
            raise StopValidation(str(wrong)) from None
        self.moment, self.note = found.at, found.note

    @staticmethod
    def shown(at: datetime | None, zone: str) -> str:
        return as_typed(at, zone) if at else ""
