"""What an editor sends about comments. The forms check shape; the verbs judge meaning."""

import hashlib
from datetime import datetime

from flask import request
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, ValidationError

from blog.comments.model import Status
from blog.desk.comments.place import SHOWN
from blog.desk.forms import DeskForm
from blog.spam.words import may_be_listed
from blog.web.fields import Seen, as_line, as_text, as_word, at_most

RESTORE = "restore"
MOST_AT_ONCE = 100
_LONGEST_TEXT = 65_525
_LARGEST_NUMBER = 2**31 - 1
_TYPED = frozenset(("text", "line"))


class ButtonForm(DeskForm):
    stale = (
        "You signed in again after this page was opened, so nothing was done yet. "
        "If you still mean it, press the button again."
    )


class SeenForm(ButtonForm):
    """`seen` is the state the editor saw."""

    seen = HiddenField(validators=[AnyOf(SHOWN)])

    @property
    def seen_status(self) -> Status:
        return Status(self.seen.data or "")


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
    """`pick` is there once for each comment: its number and the state it was seen in."""

    to = HiddenField(validators=[AnyOf([*SHOWN, RESTORE])])

    @property
    def picked(self) -> dict[int, Status]:
        """The comments that were selected; what is no such thing is passed over."""
        found = (pick.partition(":") for pick in request.form.getlist("pick")[:MOST_AT_ONCE])
        return {
            int(number): Status(status)
            for number, _, status in found
            if status in SHOWN and number.isascii() and number.isdigit()
            if len(number) <= 10 and int(number) <= _LARGEST_NUMBER
        }

    @property
    def is_sure(self) -> bool:
        return bool(request.form.get("sure"))


class Undo(ButtonForm):
    number = HiddenField(filters=[as_word], validators=[at_most(20, "This")])


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


def moment_in(text: str, *, now: datetime) -> datetime | None:
    """A moment that a page carried; None for what is none, or has not come yet."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and found <= now else None
