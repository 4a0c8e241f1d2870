"""What an editor may do with a letter that is stuck: try it now, or let it go."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.outbox import store


def send_again(session: Session, letter_id: int, *, now: datetime) -> bool:
    """Make a dead, dropped or waiting letter due now; False if it has moved meanwhile."""
    return store.make_due(session, letter_id, now=now)


def drop(session: Session, letter_id: int, *, now: datetime) -> bool:
    """Stop warning about a dead letter; it stays on record. False if it has moved meanwhile."""
    return store.set_aside(session, letter_id)
