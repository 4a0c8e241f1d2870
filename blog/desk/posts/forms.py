"""What an editor sends about posts in the lists. The forms check shape; the verbs judge meaning."""

import re
from datetime import datetime
from typing import Any

from flask import request
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf
from wtforms.widgets import DateTimeLocalInput

from blog.desk.forms import COMMENTS_CLOSED, COMMENTS_OPEN, ButtonForm, DeskForm
from blog.posts.model import Post, Standing
from blog.web.fields import as_word, at_most
from blog.web.typed_times import NoSuchTime, as_typed, time_typed

UNSCHEDULED = "unscheduled"
RESTORED = "restored"
AS_IT_WAS = "as it was"
_STATES = (*Standing, COMMENTS_OPEN, COMMENTS_CLOSED)
GOALS = (
    *(Standing.PUBLISHED, Standing.WITHDRAWN, Standing.TRASH, COMMENTS_OPEN, COMMENTS_CLOSED),
    *(UNSCHEDULED, RESTORED, AS_IT_WAS),
)
MANY_GO = (Standing.PUBLISHED, Standing.WITHDRAWN, Standing.TRASH, RESTORED, AS_IT_WAS)
MOST_AT_ONCE = 100
_LARGEST = 2**31 - 1
_PICK = re.compile(r"([0-9]{1,10}):([a-z]+)")


class PostDecision(ButtonForm):
    """`seen` is the state the editor saw."""

    seen = HiddenField(validators=[AnyOf(_STATES)])
    to = HiddenField(validators=[AnyOf(GOALS)])


class Bulk(ButtonForm):
    """`pick` holds the number of each, and the standing it was seen in; one or several of them,
    with a blank between."""

    to = HiddenField(validators=[AnyOf(MANY_GO)])

    @property
    def picked(self) -> dict[int, Standing]:
        """Those that were selected; what is no such thing is passed over."""
        sent = (_PICK.fullmatch(pick) for pick in self._picks)
        found = ((int(it[1]), it[2]) for it in sent if it)
        known = list(Standing)
        return {n: Standing(word) for n, word in found if n <= _LARGEST and word in known}

    @property
    def is_too_many(self) -> bool:
        return len(self._picks) > MOST_AT_ONCE

    @property
    def is_sure(self) -> bool:
        return bool(request.form.get("sure"))

    @property
    def _picks(self) -> list[str]:
        return " ".join(request.form.getlist("pick")).split()


class RemoveForm(ButtonForm):
    """Yes, for good."""


class WhenField(StringField):
    """A day and a time as the clock of the site's zone shows them; may be left empty."""

    widget = DateTimeLocalInput()

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, filters=[as_word], validators=[at_most(40, "This")], **options)

    def show(self, at: datetime | None, zone: str) -> None:
        self.data = as_typed(at, zone) if at else ""

    def moment(self, zone: str, *, before: datetime | None) -> tuple[datetime | None, str]:
        """What was typed, and how it was taken if it could be taken two ways. What still says the
        time that stood there `before` is that one. Raises NoSuchTime."""
        text = self.data or ""
        if not text:
            return None, ""
        if before is not None and text == as_typed(before, zone):
            return before, ""
        found = time_typed(text, zone)
        return found.at, found.note


class TimesForm(DeskForm):
    """`seen` is the mark of what the editor saw."""

    seen = HiddenField(filters=[as_word])
    publish_at = WhenField("Appears")
    expires_at = WhenField("Ends")

    def see(self, post: Post) -> None:
        self.seen.data = mark_of(post)

    def has_seen(self, post: Post) -> bool:
        return bool(self.seen.data == mark_of(post))

    def read(self, post: Post, zone: str) -> tuple[list[datetime | None], str] | None:
        """When it appears and when it ends, and what is to be said about it; None where something
        typed is no time, which is then said beside it."""
        moments, notes = [], []
        for field, before in (
            (self.publish_at, post.publish_at),
            (self.expires_at, post.expires_at),
        ):
            try:
                at, note = field.moment(zone, before=before)
            except NoSuchTime as wrong:
                field.errors = [str(wrong)]
                continue
            moments.append(at)
            notes += [note] if note else []
        return (moments, " ".join(notes)) if len(moments) == 2 else None


def mark_of(post: Post) -> str:
    """Another one when it was moved or timed meanwhile."""
    times = (post.publish_at, post.expires_at)
    return "|".join([post.standing, *(at.isoformat() if at else "" for at in times)])
