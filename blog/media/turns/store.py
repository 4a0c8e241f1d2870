"""Whose turn it is to make the variants of a picture, in and out of the database."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from blog.media.child import Print
from blog.media.model import Picture, Stage, Variant
from blog.media.sizes import Size

# A darkroom renews its claim with each variant; one that has not for so long has stopped.
LEFT_AFTER = timedelta(minutes=4)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A picture that is ours to work on, for as long as `at` stays the moment of its claim."""

    picture_id: int
    width: int
    ending: str
    at: datetime


def is_any_waiting(session: Session, *, now: datetime) -> bool:
    return session.scalar(select(Picture.id).where(*_free(now)).limit(1)) is not None


def claim(session: Session, *, now: datetime) -> Claim | None:
    """The oldest that waits, taken for ourselves; two can never take the same one."""
    oldest = select(Picture.id).where(*_free(now)).order_by(Picture.id).limit(1)
    oldest = oldest.with_for_update(skip_locked=True)
    taken = session.execute(
        update(Picture)
        .where(Picture.id == oldest.scalar_subquery(), *_free(now))
        .values(claimed_at=now)
        .returning(Picture.id, Picture.width, Picture.ending)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is None:
        return None
    return Claim(picture_id=taken.id, width=taken.width, ending=taken.ending, at=now)


def made(session: Session, picture_id: int) -> set[Size]:
    found = select(Variant.width, Variant.ending).where(
        Variant.picture_id == picture_id, ~Variant.is_master
    )
    return {(width, ending) for width, ending in session.execute(found)}


def master(session: Session, picture_id: int) -> bytes:
    found = select(Variant.body).where(Variant.picture_id == picture_id, Variant.is_master)
    return session.scalar(found) or b""


def keep(session: Session, claim: Claim, done: Print, *, now: datetime) -> Claim | None:
    """One variant more, and the claim renewed; None if it is ours no longer."""
    if not _change(session, claim, claimed_at=now):
        return None
    session.add(
        Variant(
            picture_id=claim.picture_id,
            width=done.width,
            ending=done.ending,
            height=done.height,
            size=len(done.body),
            body=done.body,
        )
    )
    session.flush()
    return replace(claim, at=now)


def finish(session: Session, claim: Claim) -> bool:
    return _change(session, claim, stage=Stage.READY, claimed_at=None, why="")


def fail(session: Session, claim: Claim, why: str) -> bool:
    return _change(session, claim, stage=Stage.FAILED, claimed_at=None, why=why)


def give_back(session: Session, claim: Claim) -> bool:
    return _change(session, claim, claimed_at=None)


def try_again(session: Session, picture_id: int) -> bool:
    """Whether it had failed."""
    again = session.scalar(
        update(Picture)
        .where(Picture.id == picture_id, Picture.stage == Stage.FAILED)
        .values(stage=Stage.WAITING, claimed_at=None, why="")
        .returning(Picture.id)
        .execution_options(synchronize_session=False)
    )
    return again is not None


def made_counts(session: Session, picture_ids: Collection[int]) -> dict[int, int]:
    """How many variants of each are there."""
    found = (
        select(Variant.picture_id, func.count().label("made"))
        .where(Variant.picture_id.in_(picture_ids), ~Variant.is_master)
        .group_by(Variant.picture_id)
    )
    counts = {row.picture_id: row.made for row in session.execute(found)}
    return {number: counts.get(number, 0) for number in picture_ids}


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    left = Picture.claimed_at < now - LEFT_AFTER
    return (Picture.stage == Stage.WAITING, or_(Picture.claimed_at.is_(None), left))


def _change(session: Session, claim: Claim, **values: object) -> bool:
    changed = session.scalar(
        update(Picture)
        .where(
            Picture.id == claim.picture_id,
            Picture.stage == Stage.WAITING,
            Picture.claimed_at == claim.at,
        )
        .values(**values)
        .returning(Picture.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None
