"""The links in letters about comments: each for one comment, one purpose and one recipient."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from blog import signed
from blog.comments.model import Status
from blog.outbox.office import Office

FOR = timedelta(days=7)
_NUMBERS = 3


class Purpose(StrEnum):
    APPROVE = "approve"
    SPAM = "spam"
    TRASH = "trash"


GOALS = {
    Purpose.APPROVE: Status.APPROVED,
    Purpose.SPAM: Status.SPAM,
    Purpose.TRASH: Status.TRASH,
}


@dataclass(frozen=True, kw_only=True)
class Link:
    """`editor_id` is 0 where the letter went to an address that is no editor's.

    `written` is when the comment was, in seconds: SQLite may give its number to another once it
    is deleted."""

    comment_id: int
    editor_id: int
    written: int


def url(link: Link, purpose: Purpose, *, office: Office, now: datetime) -> str:
    token = signed.sign(
        link.comment_id,
        link.editor_id,
        link.written,
        purpose=_salt(purpose),
        until=now + FOR,
        secret=office.secret,
    )
    return f"{office.public_url}/letters/{purpose}/{token}"


def read(token: str, purpose: Purpose, *, secret: str, now: datetime) -> Link | None:
    """None for a forged or expired one, or one for another purpose."""
    found = signed.numbers_in(token, purpose=_salt(purpose), secret=secret, now=now, count=_NUMBERS)
    if found is None:
        return None
    comment_id, editor_id, written = found
    return Link(comment_id=comment_id, editor_id=editor_id, written=written)


def _salt(purpose: Purpose) -> str:
    return f"{purpose} from a letter"
