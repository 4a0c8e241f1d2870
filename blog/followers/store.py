"""All SQL of the followers."""

from datetime import datetime

from sqlalchemy import Table, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.followers.model import Consent, Follower, Following

_follower: Table = Follower.__table__  # type: ignore[assignment]


def is_followed(session: Session, comment_id: int) -> bool:
    return session.get(Following, comment_id) is not None


def claim_question(
    session: Session,
    *,
    email_key: str,
    email: str,
    unanswered_before: datetime,
    stopped_before: datetime,
    now: datetime,
) -> bool:
    """Whether this address is to be asked, now and by us; of two at once one gets True.

    An address that has not answered is asked again after a while. One whose owner said yes once
    and stopped is, too. One that was stopped without ever a yes belongs to somebody whom others
    signed up: it is never asked again."""
    asks = insert_into(session.get_bind().dialect.name, _follower).values(
        email_key=email_key, email=email, consent=Consent.ASKED, asked_at=now
    )
    column = _follower.c
    may_ask = or_(
        and_(column.consent == Consent.ASKED, column.asked_at <= unanswered_before),
        and_(
            column.consent == Consent.STOPPED,
            column.consented_at.is_not(None),
            column.asked_at <= stopped_before,
        ),
    )
    asked = asks.on_conflict_do_update(
        index_elements=[column.email_key], set_={"asked_at": now}, where=may_ask
    ).returning(column.id)
    return session.scalar(asked) is not None


def by_key(session: Session, email_key: str) -> Follower | None:
    return session.scalar(select(Follower).where(Follower.email_key == email_key))


def follower(session: Session, follower_id: int) -> Follower | None:
    return session.get(Follower, follower_id)


def following(session: Session, comment_id: int) -> Following | None:
    return session.get(Following, comment_id)


def follow(session: Session, comment_id: int, follower_id: int) -> None:
    session.add(Following(comment_id=comment_id, follower_id=follower_id))
    session.flush()


def to_be_told(session: Session, comment_id: int) -> Follower | None:
    """Who follows this comment, said yes, and did not stop."""
    found = (
        select(Follower)
        .join(Following, Following.follower_id == Follower.id)
        .where(Following.comment_id == comment_id, Following.stopped_at.is_(None))
        .where(Follower.consent == Consent.CONFIRMED)
    )
    return session.scalar(found)


def confirm(session: Session, follower_id: int, *, now: datetime) -> None:
    session.execute(
        update(Follower)
        .where(Follower.id == follower_id, Follower.consent != Consent.CONFIRMED)
        .values(consent=Consent.CONFIRMED, consented_at=now)
    )


def stop(session: Session, comment_id: int, follower_id: int, *, now: datetime) -> None:
    session.execute(
        update(Following)
        .where(Following.comment_id == comment_id, Following.follower_id == follower_id)
        .where(Following.stopped_at.is_(None))
        .values(stopped_at=now)
    )


def stop_all(session: Session, follower_id: int, *, now: datetime) -> None:
    """What was followed until now stays stopped, should its owner say yes another time."""
    session.execute(
        update(Follower)
        .where(Follower.id == follower_id, Follower.consent != Consent.STOPPED)
        .values(consent=Consent.STOPPED, asked_at=now)
    )
    session.execute(
        update(Following)
        .where(Following.follower_id == follower_id, Following.stopped_at.is_(None))
        .values(stopped_at=now)
    )


def forget(session: Session, *, asked_before: datetime) -> None:
    """Addresses whose owners never answered; and those with nothing left to be told of."""
    follows = exists().where(Following.follower_id == Follower.id)
    unanswered = and_(Follower.consent == Consent.ASKED, Follower.asked_at < asked_before)
    idle = and_(Follower.consent == Consent.CONFIRMED, ~follows)
    session.execute(
        delete(Follower).where(or_(unanswered, idle)).execution_options(synchronize_session=False)
    )
