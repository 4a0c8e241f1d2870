"""Inviting somebody by letter: the link in it is theirs alone, works once, and ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.admission import letters, store, tokens
from blog.admission.model import Invitation, What
from blog.editors import people
from blog.editors import store as editors
from blog.editors.model import Editor, Role
from blog.editors.people import email_key
from blog.editors.sign_in import From
from blog.outbox.office import Office
from blog.outbox.write import write

FOR = timedelta(days=7)


class AlreadyInvited(Exception):
    """A letter to this address is on its way; it can be sent again."""


@dataclass(frozen=True, kw_only=True)
class Guest:
    email: str
    name: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class Host:
    """Who invites, and how the day and time at which a link ends are said."""

    name: str
    office: Office
    until: str


def invite(session: Session, guest: Guest, *, host: Host, now: datetime) -> Invitation:
    """Owe them the letter. Raises EmailTaken, NameTaken and AlreadyInvited."""
    email = email_key(guest.email)
    editors.owners_held(session)  # two owners invite one after the other
    if editors.by_email(session, email):
        raise people.EmailTaken(email)
    people.refuse_name(session, guest.name)
    if store.open_to(session, email, now=now):
        raise AlreadyInvited(email)
    token = tokens.new()
    invited = Invitation(
        email=email,
        name=guest.name,
        role=guest.role,
        token_hash=tokens.hashed(token),
        by=host.name,
        created_at=now,
        expires_at=now + FOR,
    )
    session.add(invited)
    session.flush()
    _send(session, invited, token, host=host, now=now)
    return invited


def send_again(
    session: Session, invited: Invitation, *, seen: datetime, host: Host, now: datetime
) -> bool:
    """With a new link, and seven days anew; the one before ends. `seen` is when that would have
    expired. False where somebody was first. Raises EmailTaken."""
    if editors.by_email(session, invited.email):
        raise people.EmailTaken(invited.email)
    token = tokens.new()
    if not store.renew(
        session, invited.id, seen=seen, token_hash=tokens.hashed(token), until=now + FOR
    ):
        return False
    _send(session, invited, token, host=host, now=now)
    return True


def accept(
    session: Session, token: str, *, name: str, kept: str, come_from: From, now: datetime
) -> Editor | None:
    """They are an editor now; `kept` is what is stored of their password. None where the link
    opens nothing. Raises EmailTaken and NameTaken."""
    invited = store.use(session, tokens.hashed(token), now=now)
    if invited is None:
        return None
    people.refuse_name(session, name)
    editor = people.enter(
        session, email=invited.email, name=name, role=invited.role, kept=kept, now=now
    )
    store.note(
        session,
        editor.email,
        what=What.INVITED,
        network=come_from.network,
        browser=come_from.browser,
        now=now,
    )
    return editor


def _send(session: Session, invited: Invitation, token: str, *, host: Host, now: datetime) -> None:
    letter = letters.invitation(
        invited, token, host=host.name, office=host.office, until=host.until
    )
    write(session, letter, domain=host.office.domain, now=now)
