"""Editors and their signed-in sessions, in and out of the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from blog.editors.model import Editor, Role, SignedIn


@dataclass(frozen=True, kw_only=True)
class Present:
    """An editor who is signed in; `session_id` is the session they came with."""

    session_id: int
    editor_id: int
    name: str
    email: str
    role: Role
    seen_at: datetime


def by_email(session: Session, email: str) -> Editor | None:
    return session.scalar(select(Editor).where(Editor.email == email))


def editor(session: Session, editor_id: int) -> Editor | None:
    return session.get(Editor, editor_id)


def everyone(session: Session) -> list[Editor]:
    return list(session.scalars(select(Editor).order_by(func.lower(Editor.name), Editor.id)))


def has_owner(session: Session) -> bool:
    return bool(session.scalar(select(exists().where(Editor.role == Role.OWNER))))


def owners_held(session: Session) -> list[int]:
    """The owners by number. Nobody else changes what they are until this transaction ends."""
    found = select(Editor.id).where(Editor.role == Role.OWNER).order_by(Editor.id)
    return list(session.scalars(found.with_for_update()))


def change_role(session: Session, editor_id: int, *, seen: Role, to: Role) -> bool:
    """Only where it still is the one that was seen."""
    changed = session.scalar(
        update(Editor)
        .where(Editor.id == editor_id, Editor.role == seen)
        .values(role=to)
        .returning(Editor.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def rename(session: Session, editor_id: int, *, name: str) -> None:
    session.execute(update(Editor).where(Editor.id == editor_id).values(name=name))


def drop(session: Session, editor_id: int) -> None:
    session.execute(delete(Editor).where(Editor.id == editor_id))


def change_password(session: Session, editor_id: int, *, seen: str, to: str) -> bool:
    """Only where it still is the one that was seen."""
    changed = session.scalar(
        update(Editor)
        .where(Editor.id == editor_id, Editor.password == seen)
        .values(password=to)
        .returning(Editor.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def present(
    session: Session, token_hash: str, *, begun_after: datetime, seen_after: datetime
) -> Present | None:
    """Whose session this is, if it was begun and last used after these moments."""
    found = (
        select(SignedIn.id, SignedIn.seen_at, Editor)
        .join(Editor, Editor.id == SignedIn.editor_id)
        .where(SignedIn.token_hash == token_hash)
        .where(SignedIn.created_at > begun_after, SignedIn.seen_at > seen_after)
    )
    row = session.execute(found).one_or_none()
    if row is None:
        return None
    session_id, seen_at, editor = row
    return Present(
        session_id=session_id,
        editor_id=editor.id,
        name=editor.name,
        email=editor.email,
        role=Role(editor.role),
        seen_at=seen_at,
    )


def see(session: Session, session_id: int, *, now: datetime) -> None:
    session.execute(update(SignedIn).where(SignedIn.id == session_id).values(seen_at=now))


def end(session: Session, token_hash: str) -> None:
    session.execute(delete(SignedIn).where(SignedIn.token_hash == token_hash))


def end_one(session: Session, session_id: int, *, of: int) -> bool:
    """False where it has ended, or was never this editor's."""
    mine = delete(SignedIn).where(SignedIn.id == session_id, SignedIn.editor_id == of)
    return session.scalar(mine.returning(SignedIn.id)) is not None


def sessions_of(
    session: Session, editor_id: int, *, begun_after: datetime, seen_after: datetime
) -> list[SignedIn]:
    """The one seen last first."""
    found = select(SignedIn).where(SignedIn.editor_id == editor_id)
    alive = found.where(SignedIn.created_at > begun_after, SignedIn.seen_at > seen_after)
    return list(session.scalars(alive.order_by(SignedIn.seen_at.desc(), SignedIn.id.desc())))


def end_all(session: Session, editor_id: int) -> None:
    session.execute(delete(SignedIn).where(SignedIn.editor_id == editor_id))


def forget(session: Session, *, begun_before: datetime, seen_before: datetime) -> None:
    """Sessions that have run out open nothing any more."""
    ended = or_(SignedIn.created_at <= begun_before, SignedIn.seen_at <= seen_before)
    session.execute(delete(SignedIn).where(ended))
