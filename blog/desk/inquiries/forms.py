"""What an editor sends about inquiries. The forms check shape; the verbs judge meaning."""

import re
from datetime import date

from flask import request
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, ValidationError

from blog.desk.forms import ButtonForm, DeskForm
from blog.inbox.change import ASSIGNEE, DUE, LABEL, NOTE, STAR
from blog.inquiries.model import State
from blog.text.plain import is_blank
from blog.web.fields import as_line, as_text, as_word, at_most

RESTORE, TO_STAR, TO_UNSTAR, TO_ASSIGN, TO_LABEL = "restore", "star", "unstar", "assign", "label"
UNLABEL = "unlabel"
MOST_AT_ONCE = 100
_LONGEST_NOTE = 20_000
_LONGEST_LABEL = 40
_LARGEST_NUMBER = 2**31 - 1
_PICK = re.compile(r"([0-9]{1,10}):([a-z]+)")


class Decision(ButtonForm):
    """`seen` is the state the editor saw."""

    seen = HiddenField(validators=[AnyOf(list(State))])
    to = HiddenField(validators=[AnyOf([*State, RESTORE])])

    @property
    def seen_state(self) -> State:
        return State(self.seen.data or "")


class Change(DeskForm):
    """`what` is changed, from what was `seen`; which of the others it needs depends on that."""

    what = HiddenField(validators=[AnyOf([ASSIGNEE, LABEL, UNLABEL, STAR, DUE, NOTE])])
    seen = HiddenField(filters=[as_word])
    assignee = HiddenField(filters=[as_word])
    label = StringField(filters=[as_line], validators=[at_most(_LONGEST_LABEL, "A label")])
    starred = HiddenField(filters=[as_word])
    due = StringField(filters=[as_word])
    text = TextAreaField(filters=[as_text], validators=[at_most(_LONGEST_NOTE, "A note")])

    def validate_label(self, field: Field) -> None:
        if self.what.data in (LABEL, UNLABEL) and is_blank(field.data or ""):
            raise ValidationError("Enter a label.")

    def validate_text(self, field: Field) -> None:
        if self.what.data == NOTE and is_blank(field.data or ""):
            raise ValidationError("Write something into the note.")

    def validate_due(self, field: Field) -> None:
        if self.what.data == DUE and field.data and day_in(field.data) is None:
            raise ValidationError("Enter a day such as 2026-12-24.")

    def validate_assignee(self, field: Field) -> None:
        if self.what.data == ASSIGNEE:
            _refuse_no_number(field.data or "")

    def validate_seen(self, field: Field) -> None:
        """What one can only see, a page has sent."""
        if self.what.data == ASSIGNEE:
            _refuse_no_number(field.data or "")
        if self.what.data == DUE and field.data and day_in(field.data) is None:
            raise ValidationError("This page does not say what you saw. Open it again.")

    @property
    def wrong(self) -> str:
        """The first thing that is wrong with it, in words."""
        of_fields = (str(it) for field in self for it in field.errors if field.name != "what")
        return next(of_fields, self.objection)


class Bulk(ButtonForm):
    """`pick` is there once for each inquiry: its number and the state it was seen in."""

    to = HiddenField(validators=[AnyOf([*State, RESTORE, TO_STAR, TO_UNSTAR, TO_ASSIGN, TO_LABEL])])
    assignee = HiddenField(filters=[as_word])
    label = HiddenField(filters=[as_line], validators=[at_most(_LONGEST_LABEL, "A label")])

    def validate_assignee(self, field: Field) -> None:
        if self.to.data == TO_ASSIGN:
            _refuse_no_number(field.data or "")

    @property
    def picked(self) -> dict[int, State]:
        """The inquiries that were selected; what is no such thing is passed over."""
        sent = (_PICK.fullmatch(pick) for pick in request.form.getlist("pick"))
        found = [(int(it[1]), it[2]) for it in sent if it]
        known = list(State)
        return {n: State(word) for n, word in found if n <= _LARGEST_NUMBER and word in known}

    @property
    def is_too_many(self) -> bool:
        return len(request.form.getlist("pick")) > MOST_AT_ONCE

    @property
    def is_sure(self) -> bool:
        return bool(request.form.get("sure"))


def _refuse_no_number(word: str) -> None:
    if number_in(word) is None:
        raise ValidationError("Choose one of the people.")


def number_in(word: str) -> int | None:
    """0 for nothing, which stands for nobody; None for what is no number."""
    if not word:
        return 0
    is_number = word.isascii() and word.isdigit() and len(word) <= 10
    return int(word) if is_number and int(word) <= _LARGEST_NUMBER else None


def day_in(word: str) -> date | None:
    """A day of a year that a calendar shows."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None
