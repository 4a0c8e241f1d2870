"""Who is an editor: adding one, a new password, and saying goodbye."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.editors import passwords, store
from blog.editors.model import Editor, Role


class EmailTaken(Exception):
    """An editor with this address is there already."""


class Unknown(Exception):
    """No editor has this address."""


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
    _refuse_weak(password, email=email, name=name)
    editor = Editor(
        email=email_key(email),
        name=name,
        role=role,
        password=passwords.kept(password),
        created_at=now,
    )
    session.add(editor)
    session.flush()
    return editor


def new_password(session: Session, email: str, *, password: str) -> None:
    """Every session of theirs ends, whoever had it. Raises Unknown and WeakPassword."""
    editor = _editor(session, email)
    _refuse_weak(password, email=editor.email, name=editor.name)
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


def _refuse_weak(password: str, *, email: str, name: str) -> None:
    if why := passwords.objection(password, email=email, name=name):
        raise WeakPassword(why)
