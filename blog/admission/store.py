"""Invitations, new passwords and entries, in and out of the database."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, func, literal, or_, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.orm import Session

from blog.admission.model import Asked, Entry, Invitation, Reset, What
from blog.db import Utc, insert_into
from blog.editors.model import Editor, SignedIn

_CAME_IN = (What.RIGHT, What.INVITED, What.RESET)

# -- invitations -------------------------------------------------------------------------------


def _is_open(now: datetime) -> tuple[Any, ...]:
    unused = (Invitation.used_at.is_(None), Invitation.ended_at.is_(None))
    return (*unused, Invitation.expires_at > now)


def open_to(session: Session, email: str, *, now: datetime) -> Invitation | None:
    wanted = select(Invitation).where(Invitation.email == email, *_is_open(now))
    return session.scalar(wanted.limit(1))


def waiting(session: Session) -> list[Invitation]:
    """Neither used nor taken back, the expired ones as well; the latest first."""
    wanted = select(Invitation).where(Invitation.used_at.is_(None), Invitation.ended_at.is_(None))
    return list(session.scalars(wanted.order_by(Invitation.id.desc())))


def invitation(session: Session, invitation_id: int) -> Invitation | None:
    return session.get(Invitation, invitation_id)


def invitation_by(session: Session, token_hash: str) -> Invitation | None:
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def renew(
    session: Session, invitation_id: int, *, seen: datetime, token_hash: str, until: datetime
) -> bool:
    """Another token in place of the one before; False where it ended, or was renewed since it
    expired at `seen`."""
    renewed = update(Invitation).where(
        Invitation.id == invitation_id,
        Invitation.used_at.is_(None),
        Invitation.ended_at.is_(None),
        Invitation.expires_at == seen,
    )
    values = {"token_hash": token_hash, "expires_at": until}
    return _hit(session, renewed.values(values).returning(Invitation.id))


def take_back(session: Session, invitation_id: int, *, now: datetime) -> bool:
    taken = update(Invitation).where(
        Invitation.id == invitation_id,
        Invitation.used_at.is_(None),
        Invitation.ended_at.is_(None),
    )
    return _hit(session, taken.values(ended_at=now).returning(Invitation.id))


def use(session: Session, token_hash: str, *, now: datetime) -> Invitation | None:
    """Of several at once, one gets it."""
    used = update(Invitation).where(Invitation.token_hash == token_hash, *_is_open(now))
    return session.scalar(used.values(used_at=now).returning(Invitation))


# -- new passwords -----------------------------------------------------------------------------


def ask(session: Session, email: str, *, now: datetime) -> None:
    session.execute(plain_insert(Asked).values(email=email, at=now))


def is_anything_asked(session: Session) -> bool:
    return session.scalar(select(Asked.id).limit(1)) is not None


def take_asked(session: Session) -> list[Asked]:
    """All that was asked, the first first; nobody else answers them. They are gone with it."""
    found = session.scalars(delete(Asked).returning(Asked)).all()
    return sorted(found, key=lambda it: it.id)


def keep_reset(
    session: Session, editor_id: int, *, token_hash: str, now: datetime, until: datetime
) -> None:
    """In place of the one before."""
    insert = insert_into(session.get_bind().dialect.name, cast(Table, Reset.__table__))
    values = {"token_hash": token_hash, "created_at": now, "expires_at": until}
    new = insert.values(editor_id=editor_id, **values)
    session.execute(new.on_conflict_do_update(index_elements=["editor_id"], set_=values))


def reset_by(session: Session, token_hash: str, *, now: datetime) -> Editor | None:
    """Whose password it replaces."""
    found = select(Editor).join(Reset, Reset.editor_id == Editor.id)
    return session.scalar(found.where(Reset.token_hash == token_hash, Reset.expires_at > now))


def use_reset(session: Session, token_hash: str, *, now: datetime) -> bool:
    """Of several at once, one gets it."""
    used = delete(Reset).where(Reset.token_hash == token_hash, Reset.expires_at > now)
    return _hit(session, used.returning(Reset.editor_id))


def end_reset(session: Session, editor_id: int) -> None:
    session.execute(delete(Reset).where(Reset.editor_id == editor_id))


# -- entries -----------------------------------------------------------------------------------


def note(
    session: Session, email: str, *, what: What, network: str, browser: str, now: datetime
) -> None:
    """One statement whether or not an editor has this address, so that both take as long."""
    whose = select(
        Editor.id,
        literal(what, Entry.what.type),
        literal(network),
        literal(browser),
        literal(now, Utc),
    ).where(Editor.email == email)
    columns = ["editor_id", "what", "network", "browser", "at"]
    session.execute(plain_insert(Entry).from_select(columns, whose))


def entries_of(session: Session, editor_id: int, *, most: int) -> list[Entry]:
    """The latest first."""
    found = select(Entry).where(Entry.editor_id == editor_id)
    return list(session.scalars(found.order_by(Entry.at.desc(), Entry.id.desc()).limit(most)))


def is_known_network(session: Session, email: str, network: str) -> bool:
    """Whether this editor came in from there before."""
    found = select(Entry.id).join(Editor, Editor.id == Entry.editor_id)
    came = found.where(Editor.email == email, Entry.network == network, Entry.what.in_(_CAME_IN))
    return session.scalar(came.limit(1)) is not None


def last_seen(session: Session) -> dict[int, datetime]:
    """Of each editor who was ever here, as far back as it is kept."""
    seen = select(SignedIn.editor_id, func.max(SignedIn.seen_at)).group_by(SignedIn.editor_id)
    came = select(Entry.editor_id, func.max(Entry.at)).where(Entry.what.in_(_CAME_IN))
    found = [*session.execute(came.group_by(Entry.editor_id)), *session.execute(seen)]
    latest: dict[int, datetime] = {}
    for editor_id, at in found:
        latest[editor_id] = max(at, latest.get(editor_id, at))
    return latest


def forget(session: Session, *, before: datetime, now: datetime) -> None:
    """Old entries, links that opened something once, and what nobody answered."""
    session.execute(delete(Entry).where(Entry.at < before))
    session.execute(delete(Reset).where(Reset.expires_at <= now))
    over = or_(Invitation.used_at < before, Invitation.ended_at < before)
    session.execute(delete(Invitation).where(or_(over, Invitation.expires_at < before)))


def _hit(session: Session, statement: Any) -> bool:
    found = session.scalar(statement.execution_options(synchronize_session=False))
    return found is not None
