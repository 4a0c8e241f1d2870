"""What happens to posts by the clock: they appear, and they end."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog import edition
from blog.decisions import store as decisions
from blog.posts import store
from blog.posts.addresses.moved import stands
from blog.posts.model import Standing

COURIER = "the courier"


def come_due(session: Session, post_id: int, *, now: datetime) -> None:
    """Publish it if its time has come, withdraw it if its end has; both where both have passed.
    Of several who do so at once one does."""
    if store.come_due(session, post_id, now=now):
        _note(session, post_id, was=Standing.SCHEDULED, became=Standing.PUBLISHED, now=now)
        if post := store.post(session, post_id):
            stands(session, post)
    if store.end(session, post_id, now=now):
        _note(session, post_id, was=Standing.PUBLISHED, became=Standing.WITHDRAWN, now=now)


def _note(session: Session, post_id: int, *, was: str, became: str, now: datetime) -> None:
    decisions.note(
        session,
        thing="post",
        thing_id=post_id,
        was=was,
        became=became,
        by=COURIER,
        now=now,
        why="its time had come",
    )
    edition.turn(session)
