"""What an editor sends about posts in the lists. The forms check shape; the verbs judge meaning."""

from datetime import datetime
from typing import Any

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


class PostDecision(ButtonForm):
    """`seen` is the state the editor saw."""

    seen = HiddenField(validators=[AnyOf(_STATES)])
    to = HiddenField(validators=[AnyOf(GOALS)])


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
