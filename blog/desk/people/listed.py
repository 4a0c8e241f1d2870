"""The people of the desk, and who is invited to it."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.admission import invite, store
from blog.admission.invite import AlreadyInvited, Guest, Host
from blog.admission.model import Invitation
from blog.db import reading
from blog.desk.door import NUMBER, desk, me
from blog.desk.owners.keeping import Meanwhile, Wrong, kept
from blog.desk.people.deciding import INVITATION, note, only_owners
from blog.desk.people.forms import ROLES, InvitationButton, InvitationForm
from blog.editors import people as editors_rules
from blog.editors import store as editors
from blog.editors.model import Role
from blog.editors.roles import IN_WORDS
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.times import moment

_IS_IN = "Somebody with this address signs in here already."
_INVITED = (
    "There is an open invitation to this address. Send it again, or take it back, in the list."
)
_NAMED_ALIKE = "Somebody here is called so already. Add something that tells them apart."
_MOVED = "This invitation has moved on since you saw it, so nothing was done."
_ONE = f"/people/invitations/<{NUMBER}:invitation_id>"


@desk.get("/people/")
def people() -> str:
    return page(InvitationForm(formdata=None))


@desk.post("/people/")
def invite_person() -> Answer | tuple[str, int]:
    form = InvitationForm()

    def keep(session: Session) -> str:
        only_owners(session)
        guest = Guest(
            email=typed(form.email), name=typed(form.name), role=Role(form.role.data or "")
        )
        invited = _invited(session, form, guest)
        note(session, INVITATION, invited.id, was="", became="invited", why=invited.email)
        return f"The invitation to {invited.email} is on its way."

    return _woken(kept(form, keep, page=lambda: page(form), to=_list(), for_readers=False))


@desk.get(f"{_ONE}/letters")
@desk.get(f"{_ONE}/removal", endpoint="where_an_invitation_was")
def where_invitations_are(invitation_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the list."""
    return redirect(_list(), 303)


@desk.post(f"{_ONE}/letters")
def invite_again(invitation_id: int) -> Answer | tuple[str, int]:
    form = InvitationButton()

    def keep(session: Session) -> str:
        only_owners(session)
        invited = store.invitation(session, invitation_id) or abort(404)
        if typed(form.seen) != seen_of(invited):
            raise Meanwhile(_MOVED)
        try:
            sent = invite.send_again(
                session, invited, seen=invited.expires_at, host=_host(), now=kit().now()
            )
        except editors_rules.EmailTaken as taken:
            raise Meanwhile(_IS_IN) from taken
        if not sent:
            raise Meanwhile(_MOVED)
        note(session, INVITATION, invitation_id, was="", became="sent again", why=invited.email)
        return f"Another letter to {invited.email} is on its way. The link in the first one ends."

    return _woken(kept(form, keep, page=lambda: _after(form), to=_list(), for_readers=False))


@desk.post(f"{_ONE}/removal")
def take_invitation_back(invitation_id: int) -> Answer | tuple[str, int]:
    form = InvitationButton()

    def keep(session: Session) -> str:
        only_owners(session)
        invited = store.invitation(session, invitation_id) or abort(404)
        email = invited.email
        if invited.ended_at:
            return f"The invitation to {email} is taken back."
        if not store.take_back(session, invitation_id, now=kit().now()):
            raise Meanwhile(_MOVED)
        note(session, INVITATION, invitation_id, was="invited", became="taken back", why=email)
        return f"The invitation to {email} is taken back. Its link opens nothing."

    return kept(form, keep, page=lambda: _after(form), to=_list(), for_readers=False)


def _invited(session: Session, form: InvitationForm, guest: Guest) -> Invitation:
    """What the database has against it stands beside the field."""
    try:
        return invite.invite(session, guest, host=_host(), now=kit().now())
    except editors_rules.EmailTaken as taken:
        form.email.errors = [_IS_IN]
        raise Wrong from taken
    except editors_rules.NameTaken as taken:
        form.name.errors = [_NAMED_ALIKE]
        raise Wrong from taken
    except AlreadyInvited as invited:
        form.email.errors = [_INVITED]
        raise Wrong from invited


def _host() -> Host:
    until = moment(kit().now() + invite.FOR, owner.wishes().zone)
    return Host(name=me().name, office=owner.office(), until=until)


def seen_of(invited: Invitation) -> str:
    return invited.expires_at.isoformat()


def _woken(answer: Answer | tuple[str, int]) -> Answer | tuple[str, int]:
    kit().wake_courier()
    return answer


def _list() -> str:
    return url_for("desk.people")


def _after(refused: InvitationButton) -> str:
    """The list as it stands, with what was wrong with a click."""
    form = InvitationForm(formdata=None)
    form.object_to(refused.objection)
    return page(form)


def page(form: InvitationForm) -> str:
    with reading(kit().engine) as look:
        everyone = editors.everyone(look)
        seen = store.last_seen(look)
        waiting = store.waiting(look)
    return render_template(
        "desk/people/people.html",
        form=form,
        everyone=everyone,
        last_seen=seen,
        waiting=waiting,
        seen_of=seen_of,
        roles=ROLES,
        in_words=IN_WORDS,
        now=kit().now(),
    )
