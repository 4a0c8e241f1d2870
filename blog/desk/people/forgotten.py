"""A new password for who forgot theirs: asked for on one page, chosen by a link in a letter.

The answer is the same for every address, and takes as long: the letter is written elsewhere."""

from flask import current_app, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.admission import reset, store, tokens
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk.chrome import say
from blog.desk.door import desk
from blog.desk.people import private, sign_in, tries
from blog.desk.people.forms import PASSWORD_HINT, ForgottenForm, NewPasswordForm
from blog.editors import passwords
from blog.editors.model import Editor
from blog.editors.people import email_key
from blog.intake import store as intake
from blog.web import client
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.times import moment

_WINDOW = 60 * 60
_LETTERS_AN_ADDRESS = 3
_ASKED_BY_A_NETWORK = 20
_TOO_MANY = "You have asked often. Wait for an hour, then try again."
_NOT_NOW = "This could not be stored just now. Please try again in a minute."


@desk.get("/forgotten")
def forgotten() -> str:
    return _asking(ForgottenForm())


@desk.post("/forgotten")
def ask_for_password() -> str | tuple[str, int] | tuple[str, int, dict[str, str]]:
    form = ForgottenForm()
    if not form.validate():
        return _asking(form), 422
    try:
        is_too_often = _asked(email_key(typed(form.email)))
    except NO_DATABASE as error:
        current_app.logger.error("A new password was not asked for: %s", cause_of(error))
        form.object_to(_NOT_NOW)
        return _asking(form), 503
    if is_too_often:
        form.object_to(_TOO_MANY)
        return _asking(form), 429, {"Retry-After": str(_WINDOW)}
    kit().wake_courier()
    return render_template("desk/people/asked.html", email=typed(form.email))


def _asked(email: str) -> bool:
    """Whether this network asks too often. One address gets few letters, and nobody is told."""
    now = kit().now()
    with writing(kit().engine) as session:
        key = f"new password from {client.bucket()}"
        if intake.count(session, key, seconds=_WINDOW, now=now) > _ASKED_BY_A_NETWORK:
            return True
        key = f"new password for {email}"
        if intake.count(session, key, seconds=_WINDOW, now=now) <= _LETTERS_AN_ADDRESS:
            store.ask(session, email, now=now)
    return False


@desk.get("/new-password/<token>")
def new_password(token: str) -> Answer:
    """What the link is for. Looking does nothing: mail scanners follow links."""
    editor = _whose(token)
    return _choosing(NewPasswordForm(), token, editor) if editor else _no_link()


@desk.post("/new-password/<token>")
def set_password(token: str) -> Answer:
    form = NewPasswordForm()
    editor = _whose(token)
    if editor is None:
        return _no_link()
    if not form.validate() or not _is_fit(form, editor):
        return _choosing(form, token, editor, status=422)
    try:
        signed_in = _is_set(token, editor, typed(form.password))
    except NO_DATABASE as error:
        current_app.logger.error("A password was not stored: %s", cause_of(error))
        form.object_to(_NOT_NOW)
        return _choosing(form, token, editor, status=503)
    if not signed_in:
        return _no_link()
    kit().wake_courier()
    say("Your password is the new one. Wherever else you were signed in, you are signed out.")
    return redirect(url_for("desk.today"), 303)


def _is_set(token: str, editor: Editor, password: str) -> bool:
    """Hashed while no transaction is open: it takes its time on purpose."""
    kept, now, here = passwords.kept(password), kit().now(), tries.come_from()
    with writing(kit().engine) as session:
        if not reset.use(session, token, editor=editor, kept=kept, come_from=here, now=now):
            return False
        tell(session, editor)
        editor.password = kept
        session_token = sign_in.begun(session, editor)
    return sign_in.is_in(session_token, editor)


def tell(session: Session, editor: Editor) -> None:
    """A word to them that it was changed."""
    now = kit().now()
    at = moment(now, owner.wishes().zone)
    reset.tell(session, editor, office=owner.office(), at=at, now=now)


def _is_fit(form: NewPasswordForm, editor: Editor) -> bool:
    why = passwords.objection(typed(form.password), email=editor.email, name=editor.name)
    if why:
        form.password.errors = [why]
    return why is None


def _whose(token: str) -> Editor | None:
    with reading(kit().engine) as look:
        return store.reset_by(look, tokens.hashed(token), now=kit().now())


def _asking(form: ForgottenForm) -> str:
    return render_template("desk/people/forgotten.html", form=form)


def _choosing(form: NewPasswordForm, token: str, editor: Editor, *, status: int = 200) -> Answer:
    shown = render_template(
        "desk/people/new_password.html", form=form, token=token, editor=editor, hint=PASSWORD_HINT
    )
    return private.page(shown, status)


def _no_link() -> Answer:
    return private.page(render_template("desk/people/no_link.html", kind="password"), 410)
