"""Coming in by an invitation: the link in the letter, a name, a password."""

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog.admission import invite, store, tokens
from blog.admission.model import Invitation
from blog.authors import store as authors
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk.chrome import say
from blog.desk.door import desk
from blog.desk.people import private, sign_in, tries
from blog.desk.people.forms import PASSWORD_HINT, ROLES, WelcomeForm
from blog.editors import passwords, people
from blog.editors.roles import IN_WORDS
from blog.web.fields import typed
from blog.web.kit import kit

_NAME_TAKEN = "Somebody here is called so already. Add something that tells you apart."
_NOT_NOW = "This could not be stored just now. Enter your password once more in a minute."


@desk.get("/welcome/<token>")
def welcome(token: str) -> Answer:
    """What the link is for. Looking does nothing: mail scanners follow links."""
    invited = _invitation(token)
    if invited is None or _why_not(invited):
        return _no_link(invited)
    return _page(WelcomeForm(data={"name": invited.name}), token, invited)


@desk.post("/welcome/<token>")
def come_in(token: str) -> Answer:
    form, invited = WelcomeForm(), _invitation(token)
    if invited is None or _why_not(invited):
        return _no_link(invited)
    if not form.validate() or not _is_fit(form, invited):
        return _page(form, token, invited, status=422)
    try:
        signed_in = _is_in(token, typed(form.name), typed(form.password), invited)
    except people.EmailTaken:
        return _no_link(invited, kind="editor")
    except people.NameTaken:
        form.name.errors = [_NAME_TAKEN]
        return _page(form, token, invited, status=422)
    except NO_DATABASE as error:
        current_app.logger.error("Nobody came in: %s", cause_of(error))
        form.object_to(_NOT_NOW)
        return _page(form, token, invited, status=503)
    if not signed_in:
        return _no_link(_invitation(token))
    say("Welcome. This is your desk.")
    return redirect(url_for("desk.today"), 303)


def _is_in(token: str, name: str, password: str, invited: Invitation) -> bool:
    """Hashed while no transaction is open: it takes its time on purpose."""
    kept, now, here = passwords.kept(password), kit().now(), tries.come_from()
    with writing(kit().engine) as session:
        if name != invited.name and authors.is_called(session, name):
            raise people.NameTaken(name)  # or they would write under somebody else's name
        editor = invite.accept(session, token, name=name, kept=kept, come_from=here, now=now)
        session_token = sign_in.begun(session, editor) if editor else None
    return editor is not None and sign_in.is_in(session_token, editor)


def _is_fit(form: WelcomeForm, invited: Invitation) -> bool:
    why = passwords.objection(typed(form.password), email=invited.email, name=typed(form.name))
    if why:
        form.password.errors = [why]
    return why is None


def _invitation(token: str) -> Invitation | None:
    with reading(kit().engine) as look:
        return store.invitation_by(look, tokens.hashed(token))


def _why_not(invited: Invitation) -> str:
    if invited.used_at:
        return "used"
    if invited.ended_at:
        return "taken back"
    return "expired" if invited.expires_at <= kit().now() else ""


def _page(form: WelcomeForm, token: str, invited: Invitation, *, status: int = 200) -> Answer:
    shown = render_template(
        "desk/people/welcome.html",
        form=form,
        token=token,
        invited=invited,
        role=ROLES[invited.role],
        role_may=IN_WORDS[invited.role],
        hint=PASSWORD_HINT,
    )
    return private.page(shown, status)


def _no_link(invited: Invitation | None, *, kind: str = "") -> Answer:
    kind = kind or (_why_not(invited) if invited else "") or "invitation"
    return private.page(render_template("desk/people/no_link.html", kind=kind), 410)
