"""What an editor sends about comments. The forms check shape; the verbs judge meaning."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any

from flask import request
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, ValidationError

from blog.comments.model import Status
from blog.desk.comments.place import SHOWN
from blog.desk.forms import ButtonForm, DeskForm
from blog.spam.words import may_be_listed
from blog.web.fields import Seen, as_line, as_text, as_word, at_most

RESTORE = "restore"
MOST_AT_ONCE = 100
_LONGEST_TEXT = 65_525
_LARGEST_NUMBER = 2**31 - 1
_GRACE = timedelta(seconds=2)
_PICK = re.compile(r"([0-9]{1,10}):([a-z]+)(?::(\S{0,40}))?")
_TYPED = frozenset(("text", "line"))


class SeenForm(ButtonForm):
    """`seen` is the state the editor saw, `stamp` tells the text; of one never changed, nothing."""

    seen = HiddenField(validators=[AnyOf(SHOWN)])
    stamp = HiddenField(filters=[as_word])

    @property
    def seen_status(self) -> Status:
        return Status(self.seen.data or "")

    @property
    def as_seen(self) -> dict[str, Any]:
        return {"seen": self.seen_status, "stamp": self.stamp.data or ""}


class Decision(SeenForm):
    to = HiddenField(validators=[AnyOf([*SHOWN, RESTORE])])


class Answer(SeenForm):
    stale = DeskForm.stale
    text = TextAreaField(
        filters=[as_text],
        validators=[Seen("Write your answer."), at_most(_LONGEST_TEXT, "The answer")],
    )


class NewText(DeskForm):
    """`seen` is the fingerprint of the text the editor saw."""

    seen = HiddenField(filters=[as_word])
    text = TextAreaField(
        filters=[as_text],
        validators=[
            Seen("A comment has to say something. Move it to the trash instead."),
            at_most(_LONGEST_TEXT, "The comment"),
        ],
    )


class Block(SeenForm):
    stale = DeskForm.stale
    line = StringField(
        filters=[as_line],
        validators=[Seen("Enter a word, or pick one."), at_most(200, "The line")],
    )

    def validate_line(self, field: Field) -> None:
        if not may_be_listed(field.data or ""):
            raise ValidationError("There is no letter and no digit in it that could be matched.")


class Bulk(ButtonForm):
    """`pick` is there once for each comment: its number, the state it was seen in, its stamp."""

    to = HiddenField(validators=[AnyOf([*SHOWN, RESTORE])])

    @property
    def picked(self) -> dict[int, Status]:
        """The comments that were selected; what is no such thing is passed over."""
        return {number: Status(status) for number, status, _ in self._picks}

    @property
    def stamps(self) -> dict[int, str]:
        return {number: stamp for number, _, stamp in self._picks}

    @property
    def is_too_many(self) -> bool:
        return len(request.form.getlist("pick")) > MOST_AT_ONCE

    @property
    def _picks(self) -> list[tuple[int, str, str]]:
        sent = (_PICK.fullmatch(pick) for pick in request.form.getlist("pick"))
        found = [(int(it[1]), it[2], it[3] or "") for it in sent if it]
        return [it for it in found if it[0] <= _LARGEST_NUMBER and it[1] in SHOWN]

    @property
    def is_sure(self) -> bool:
        return bool(request.form.get("sure"))


class Emptying(ButtonForm):
    """`seen_at` is the moment the page was made on which the editor saw the list."""

    status = HiddenField(validators=[AnyOf([Status.SPAM, Status.TRASH])])
    seen_at = HiddenField(filters=[as_word])


def wrong_in(form: DeskForm) -> str:
    """The first thing that is wrong with it, in words."""
    of_fields = (str(error) for field in form for error in field.errors if field.name in _TYPED)
    return next(of_fields, form.objection)


def fingerprint(text: str) -> str:
    """A short sign of what a text said when an editor saw it."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def just_before(now: datetime) -> datetime:
    """What was there by then is on a page that is read from `now` on. What carries an earlier
    time may be stored later: whoever moves a comment notes the time first, and commits after
    waiting for others, on SQLite for the one writer, on PostgreSQL for the row."""
    return now - _GRACE


def moment_in(text: str, *, now: datetime) -> datetime | None:
    """A moment that a page carried; None for what is none, or has not come yet."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and found <= now else None
