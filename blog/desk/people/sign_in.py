"""Signing in and out."""

from flask import current_app, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.desk import door
from blog.desk.door import desk
from blog.desk.forms import DeskForm, SignInForm
from blog.desk.people import tries
from blog.editors import passwords, store
from blog.editors import sign_in as sessions
from blog.editors.model import Editor
from blog.editors.people import email_key
from blog.web import client
from blog.web.kit import kit

_WRONG = "This e-mail address and this password do not belong together."
_TOO_MANY = (
    "There were too many wrong tries. Wait for 15 minutes, then try again. "
    "If you have forgotten your password, ask for a new one below."
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
        return _page(form), 429, {"Retry-After": str(tries.WINDOW)}
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
    with writing(kit().engine) as session:
        return tries.is_one_too_many(session, email)


def _signed_in(email: str, password: str) -> bool:
    """The password is checked while no transaction is open: it takes its time on purpose."""
    with reading(kit().engine) as look:
        editor = store.by_email(look, email)
    right = passwords.is_right(password, editor.password if editor else None)
    if editor is None or not right:
        with writing(kit().engine) as session:
            tries.note_wrong(session, email)
        return False
    fresh = passwords.kept(password) if passwords.is_outdated(editor.password) else None
    with writing(kit().engine) as session:
        tries.note_right(session, email)
        token = begun(session, editor, fresh=fresh)
    return is_in(token, editor)


def begun(session: Session, editor: Editor, *, fresh: str | None = None) -> str | None:
    """The token of a new session, in place of the one this browser had."""
    sessions.end(session, door.let_out())
    here = tries.come_from()
    return sessions.begin(session, editor, fresh=fresh, now=kit().now(), come_from=here)


def is_in(token: str | None, editor: Editor) -> bool:
    """Whether they are, once what `begun` wrote is committed."""
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
