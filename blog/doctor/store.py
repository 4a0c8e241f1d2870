"""What the database says of itself, and of the moments and letters in it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from blog.comments.model import Comment
from blog.inquiries.model import Inquiry
from blog.outbox.model import Letter, Stage


@dataclass(frozen=True, kw_only=True)
class Letters:
    dead: int
    waiting: int
    oldest_at: datetime | None


def sqlite(session: Session) -> dict[str, str]:
    """How it is set, and whether its pages hang together."""
    names = ("journal_mode", "synchronous", "quick_check(1)", "page_count", "page_size")
    return {name: str(session.execute(text(f"PRAGMA {name}")).scalar()) for name in names}


def postgresql(session: Session) -> dict[str, str]:
    connections = text(
        "SELECT count(*), current_setting('max_connections'), current_setting('server_version'),"
        " pg_database_size(current_database()),"
        " current_setting('synchronous_commit'), current_setting('fsync')"
        " FROM pg_stat_activity"
    )
    number, most, version, size, commit, fsync = session.execute(connections).one()
    return {
        "connections": str(number),
        "max_connections": str(most),
        "version": str(version),
        "size": str(size),
        "synchronous_commit": str(commit),
        "fsync": str(fsync),
    }


def its_clock(session: Session) -> datetime | None:
    """What time the database has; None where it has no clock but ours."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    found: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found.astimezone(UTC)


def newest(session: Session) -> datetime | None:
    """When the last thing came in."""
    found = [session.scalar(select(func.max(it.created_at))) for it in (Inquiry, Letter)]
    # by its number: no index of comments stands by the time alone
    found.append(session.scalar(select(Comment.created_at).order_by(Comment.id.desc()).limit(1)))
    return max((at for at in found if at), default=None)


def letters(session: Session) -> Letters:
    dead = session.scalar(select(func.count()).where(Letter.stage == Stage.DEAD))
    unsent = Letter.stage.in_((Stage.DUE, Stage.SENDING))
    waiting, oldest = session.execute(
        select(func.count(), func.min(Letter.created_at)).where(unsent)
    ).one()
    return Letters(dead=dead or 0, waiting=waiting, oldest_at=oldest)
