"""Signing in and out."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.desk import door
from blog.desk.door import desk
from blog.desk.forms import DeskForm, SignInForm
from blog.editors import passwords, store
from blog.editors import sign_in as sessions
from blog.editors.people import email_key
from blog.intake import store as intake
from blog.web import client
from blog.web.kit import kit

_WINDOW = 15 * 60
_TRIES_AN_ACCOUNT = 10
_TRIES_A_NETWORK = 20
_WRONG = "This e-mail address and this password do not belong together."
_TOO_MANY = (
    "There were too many tries. Wait for 15 minutes, then try again. "
    "If you have forgotten your password, ask whoever looks after the site for a new one."
)


@desk.get("/sign-in")
def sign_in() -> str | Answer:
    if door.is_signed_in():
        return redirect(url_for("desk.today"), 303)
    return _page(SignInForm(data={"next": request.args.get("next", "")}))


@desk.post("/sign-in")
def try_sign_in() -> str | Answer | tuple[str, int] | tuple[str, int, dict[str, str]]:
    form = SignInForm()
    if not form.validate():
        return _page(form), 422
    email, password = email_key(form.email.data or ""), form.password.data or ""
    if _is_one_try_too_many(email):
        current_app.logger.warning("sign-in: too many tries from %s", client.network())
        form.object_to(_TOO_MANY)
        return _page(form), 429, {"Retry-After": str(_WINDOW)}
    if not _signed_in(email, password):
        current_app.logger.warning("sign-in: refused, from %s", client.network())
        form.object_to(_WRONG)
        return _page(form), 422
    return redirect(_own_path(form.next.data or ""), 303)


@desk.post("/sign-out")
def sign_out() -> Answer | tuple[str, int]:
    form = DeskForm()
    if not form.validate():
        return render_template("desk/people/sign_out.html", form=form), 422
    token = door.let_out()
    with writing(kit().engine) as session:
        sessions.end(session, token)
    return redirect(url_for("desk.sign_in"), 303)


def _page(form: SignInForm) -> str:
    return render_template("desk/people/sign_in.html", form=form)


def _is_one_try_too_many(email: str) -> bool:
    """Counted before the password is looked at, so that tries at once are no way around it."""
    now = kit().now()
    with writing(kit().engine) as session:
        of_account = intake.count(session, f"sign-in as {email}", seconds=_WINDOW, now=now)
        of_network = intake.count(
            session, f"sign-in from {client.bucket()}", seconds=_WINDOW, now=now
        )
    return of_account > _TRIES_AN_ACCOUNT or of_network > _TRIES_A_NETWORK


def _signed_in(email: str, password: str) -> bool:
    """The password is checked while no transaction is open: it takes its time on purpose."""
    with reading(kit().engine) as look:
        editor = store.by_email(look, email)
    right = passwords.is_right(password, editor.password if editor else None)
    if editor is None or not right:
        return False
    fresh = passwords.kept(password) if passwords.is_outdated(editor.password) else None
    with writing(kit().engine) as session:
        sessions.end(session, door.let_out())
        token = sessions.begin(session, editor, fresh=fresh, now=kit().now())
    if token is None:
        return False
    door.let_in(token)
    current_app.logger.info("sign-in: editor %d", editor.id)
    return True


def _own_path(wanted: str) -> str:
    """Back to where they wanted to go, if that is a page of the desk."""
    if wanted.startswith("/desk/") and wanted.isprintable() and "\\" not in wanted:
        return wanted
    return url_for("desk.today")
