"""Who is an editor: adding one, a new password, and saying goodbye."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from blog.editors import passwords, store
from blog.editors.model import Editor, Role


class EmailTaken(Exception):
    """An editor with this address is there already."""


class Unknown(Exception):
    """No editor has this address."""


class NameTaken(Exception):
    """Another editor has this name."""


class LastOwner(Exception):
    """Nobody could open the settings any more."""


class WeakPassword(Exception):
    """The password is refused; the message says why."""


def email_key(email: str) -> str:
    """One spelling for an address, so that nobody has to remember which letters were large."""
    return email.strip().lower()


def add(
    session: Session, *, email: str, name: str, role: Role, password: str, now: datetime
) -> Editor:
    """A new editor. Raises EmailTaken and WeakPassword."""
    if store.by_email(session, email_key(email)) is not None:
        raise EmailTaken(email)
    refuse_weak(password, email=email, name=name)
    kept = passwords.kept(password)
    return enter(session, email=email, name=name, role=role, kept=kept, now=now)


def enter(
    session: Session, *, email: str, name: str, role: Role, kept: str, now: datetime
) -> Editor:
    """A new editor, whose password was looked at and hashed before. Raises EmailTaken."""
    if store.by_email(session, email_key(email)) is not None:
        raise EmailTaken(email)
    new = Editor(email=email_key(email), name=name, role=role, password=kept, created_at=now)
    session.add(new)
    try:
        session.flush()
    except IntegrityError as taken:  # by somebody who came in at this very moment
        raise EmailTaken(email) from taken
    return new


def change_role(session: Session, editor_id: int, *, seen: Role, to: Role) -> bool:
    """False where the role is no longer the one that was seen. Raises LastOwner."""
    if seen is Role.OWNER and to is not Role.OWNER:
        _keep_one_owner(session, editor_id)
    return store.change_role(session, editor_id, seen=seen, to=to)


def rename(session: Session, editor_id: int, *, name: str) -> None:
    """Raises NameTaken: decisions and letters go by the name, so no two share one."""
    refuse_name(session, name, but=editor_id)
    store.rename(session, editor_id, name=name)


def refuse_name(session: Session, name: str, *, but: int | None = None) -> None:
    """Raises NameTaken where another editor is called so; of two at once the second learns it."""
    store.owners_held(session)
    others = (it.name.casefold() for it in store.everyone(session) if it.id != but)
    if name.casefold() in others:
        raise NameTaken(name)


def say_goodbye(session: Session, editor_id: int) -> None:
    """Like `remove`, for the desk. Raises LastOwner."""
    _keep_one_owner(session, editor_id)
    store.end_all(session, editor_id)
    store.drop(session, editor_id)


def _keep_one_owner(session: Session, editor_id: int) -> None:
    """Whoever else takes an owner away at this moment waits, and then sees what was left."""
    if store.owners_held(session) == [editor_id]:
        raise LastOwner


def new_password(session: Session, email: str, *, password: str) -> None:
    """Every session of theirs ends, whoever had it. Raises Unknown and WeakPassword."""
    editor = _editor(session, email)
    refuse_weak(password, email=editor.email, name=editor.name)
    editor.password = passwords.kept(password)
    store.end_all(session, editor.id)


def remove(session: Session, email: str) -> None:
    """They and their sessions are gone; what they did stays under their name. Raises Unknown."""
    editor = _editor(session, email)
    store.end_all(session, editor.id)
    store.drop(session, editor.id)


def _editor(session: Session, email: str) -> Editor:
    editor = store.by_email(session, email_key(email))
    if editor is None:
        raise Unknown(email)
    return editor


def refuse_weak(password: str, *, email: str, name: str) -> None:
    """Raises WeakPassword."""
    if why := passwords.objection(password, email=email, name=name):
        raise WeakPassword(why)
