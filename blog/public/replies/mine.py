"""What the author of a comment sees of it, by a signed link that nobody else has."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from sqlalchemy.orm import Session

from blog import signed
from blog.comments import revise
from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.comments.revise import FRESH, Refused
from blog.posts.model import Post
from blog.web.kit import kit

_PURPOSE = "my own comment"
_FOR = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Own:
    """`until` is when it can last be corrected, if it still can; `gone` why nobody sees it now."""

    id: int
    url: str
    until: datetime | None = None
    corrected_at: datetime | None = None
    gone: Refused | None = None


def token(comment_id: int, *, written_at: datetime) -> str:
    return signed.sign(
        comment_id, purpose=_PURPOSE, until=written_at + _FOR, secret=kit().settings.secret_key
    )


def comment_id(given: str) -> int | None:
    return signed.number_in(
        given, purpose=_PURPOSE, secret=kit().settings.secret_key, now=kit().now()
    )


def page(slug: str, given: str, comment_id: int) -> str:
    """Of the post, with the comment as its author sees it."""
    return f"/blog/{slug}/?mine={given}#comment-{comment_id}"


def correction(slug: str, given: str) -> str:
    return f"/blog/{slug}/comments/mine/{quote(given, safe='')}/"


def own(session: Session, post: Post, comment_id: int, given: str) -> Own | None:
    """None for a comment of another post, and for one that was deleted."""
    comment = comments.comment(session, comment_id)
    if comment is None or comment.post_id != post.id:
        return None
    refused = revise.refusal(session, comment, now=kit().now())
    return Own(
        id=comment.id,
        url=correction(post.slug, given),
        until=None if refused else comment.created_at + FRESH,
        corrected_at=_corrected_at(session, comment),
        gone=_gone(session, comment),
    )


def _corrected_at(session: Session, comment: Comment) -> datetime | None:
    written = comments.versions(session, comment.id)
    return max((version.at for version in written if not version.by), default=None)


def _gone(session: Session, comment: Comment) -> Refused | None:
    if comment.status not in (Status.TRASH, Status.GONE):
        return None
    withdrawn = revise.is_withdrawn(session, comment)
    return Refused.WITHDRAWN if withdrawn else Refused.DECIDED
