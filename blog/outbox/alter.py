"""What an editor may do with a letter: send it now, hold it, let it go, or to somebody else.

Each verb moves a letter only from the stage that the editor saw; False if it has moved on."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.outbox import store
from blog.outbox.model import PRIVATE, Stage

_MAY_BE_SENT = frozenset((Stage.DUE, Stage.HELD, Stage.DEAD, Stage.DROPPED))
_MAY_BE_HELD = frozenset((Stage.DUE, Stage.DEAD))
_MAY_BE_DROPPED = frozenset((Stage.DUE, Stage.HELD, Stage.DEAD))


def send_again(session: Session, letter_id: int, *, seen: Stage, now: datetime) -> bool:
    """Make it due now. One that is due already is left alone: it is about to be sent."""
    return seen in _MAY_BE_SENT and store.make_due(session, letter_id, seen=seen, now=now)


def hold(session: Session, letter_id: int, *, seen: Stage, why: str) -> bool:
    """It leaves only when somebody sends it."""
    values = {"stage": Stage.HELD, "why": why}
    return seen in _MAY_BE_HELD and store.alter(session, letter_id, seen=seen, values=values)


def drop(session: Session, letter_id: int, *, seen: Stage, why: str) -> bool:
    """It is not sent, and nobody is warned of it any more; it stays on record."""
    values = {"stage": Stage.DROPPED, "why": why}
    return seen in _MAY_BE_DROPPED and store.alter(session, letter_id, seen=seen, values=values)


def send_to(
    session: Session, letter_id: int, *, seen: Stage, recipient: str, now: datetime
) -> bool:
    """The same letter, with its Message-ID, to another address and at once. Its attempts keep the
    address that each of them was for. Not what lets its reader in, as somebody else."""
    letter = store.letter(session, letter_id)
    if letter is None or letter.about in PRIVATE:
        return False
    values = {"stage": Stage.DUE, "recipient": recipient, "due_at": now, "attempts": 0}
    return seen in _MAY_BE_SENT and store.alter(session, letter_id, seen=seen, values=values)
