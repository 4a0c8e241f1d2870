"""What everybody may do with their own account: name, password, sessions, and what happened."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.admission import reset, store
from blog.admission.model import What
from blog.authors import store as authors
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk import door
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import ButtonForm
from blog.desk.owners.keeping import Wrong, kept
from blog.desk.people import forgotten, tries
from blog.desk.people import sign_in as signing_in
from blog.desk.people.deciding import PERSON, note
from blog.desk.people.forms import PASSWORD_HINT, ROLES, NameForm, PasswordForm
from blog.editors import passwords, people
from blog.editors import sign_in as sessions
from blog.editors import store as editors
from blog.editors.model import Editor
from blog.editors.roles import IN_WORDS
from blog.media import store as pictures
from blog.posts.signing import Portrait, present
from blog.text import browsers
from blog.web.fields import typed
from blog.web.kit import kit

_MOST_ENTRIES = 50
_NAME_TAKEN = "Somebody else is called so. Choose a name that tells you apart."
_WRONG = "This is not your present password."
_TOO_MANY = "There were too many wrong tries. Wait for 15 minutes, then try again."
_NOT_NOW = "This could not be stored just now. Please try again in a minute."
_SAID = {
    What.RIGHT: "Signed in",
    What.WRONG: "Wrong password",
    What.INVITED: "Came in by invitation",
    What.RESET: "New password by letter",
    What.PASSWORD: "Password changed",
}


@dataclass(kw_only=True)
class _Forms:
    """Both that the page has; the one that was refused keeps what was typed."""

    name: NameForm = field(
        default_factory=lambda: NameForm(formdata=None, data={"name": me().name})
    )
    password: PasswordForm = field(default_factory=lambda: PasswordForm(formdata=None))
    button: ButtonForm = field(default_factory=lambda: ButtonForm(formdata=None))


@desk.get("/me/")
def account() -> str:
    return _page(_Forms())


@desk.get("/me/name")
@desk.get("/me/password", endpoint="where_my_password_is")
@desk.get("/me/sign-out", endpoint="where_my_sessions_are")
@desk.get(f"/me/sessions/<{NUMBER}:session_id>", endpoint="where_a_session_was")
def where_the_account_is(session_id: int = 0) -> Answer:
    """Where a refused form was drawn; reloading that address leads back to the page."""
    return redirect(url_for("desk.account"), 303)


@desk.post("/me/name")
def change_name() -> Answer | tuple[str, int]:
    form = NameForm()

    def keep(session: Session) -> str:
        name = typed(form.name)
        if name == me().name:
            return "Your name is saved."
        try:
            if authors.is_called(session, name, but=me().editor_id):
                raise people.NameTaken(name)
            people.rename(session, me().editor_id, name=name)
        except people.NameTaken as taken:
            form.name.errors = [_NAME_TAKEN]
            raise Wrong from taken
        _rename_author(session, name)
        pictures.sign(session, me().name, name)
        note(session, PERSON, me().editor_id, was="", became="renamed", why=f"{me().name} → {name}")
        return "Your name is saved."

    return kept(form, keep, page=lambda: _page(_Forms(name=form)), to=url_for("desk.account"))


def _rename_author(session: Session, name: str) -> None:
    """Who wrote under the name they had writes, and wrote, under the one they have now."""
    mine = authors.of_editor(session, me().editor_id)
    found = authors.to_change(session, mine.id) if mine else None
    if found is None or found.name != me().name:
        return
    portrait = Portrait(name=name, slug=found.slug, about=found.about, editor_id=found.editor_id)
    present(session, found, portrait, by=me().name, now=kit().now())


@desk.post("/me/password")
def change_password() -> Answer | tuple[str, int]:
    form = PasswordForm()
    if not form.validate() or not _is_fit(form):
        return _page(_Forms(password=form)), 422
    try:
        answer = _changed(form)
    except NO_DATABASE as error:
        current_app.logger.error("A password was not stored: %s", cause_of(error))
        form.object_to(_NOT_NOW)
        return _page(_Forms(password=form)), 503
    if answer is None:
        return _page(_Forms(password=form)), 422
    return answer


def _changed(form: PasswordForm) -> Answer | None:
    """None where the form says what is wrong."""
    with writing(kit().engine) as session:
        too_many = tries.is_one_too_many(session, me().email)
        editor = editors.editor(session, me().editor_id)
    if too_many or editor is None:
        form.object_to(_TOO_MANY)
        return None
    if not passwords.is_right(typed(form.present), editor.password):
        with writing(kit().engine) as session:
            tries.note_wrong(session, me().email)
        form.present.errors = [_WRONG]
        return None
    if not _is_kept(editor, typed(form.password)):
        form.object_to("Your password was changed elsewhere just now, so nothing was done.")
        return None
    kit().wake_courier()
    say("Your password is changed. Wherever else you were signed in, you are signed out.")
    return redirect(url_for("desk.account"), 303)


def _is_kept(editor: Editor, password: str) -> bool:
    """Hashed while no transaction is open: it takes its time on purpose."""
    new, now, here = passwords.kept(password), kit().now(), tries.come_from()
    with writing(kit().engine) as session:
        tries.take_off(session, editor.email)
        changed = reset.change(
            session, editor, kept=new, what=What.PASSWORD, come_from=here, now=now
        )
        if not changed:
            return False
        forgotten.tell(session, editor)
        editor.password = new
        token = signing_in.begun(session, editor)
    return signing_in.is_in(token, editor)


@desk.post(f"/me/sessions/<{NUMBER}:session_id>")
def end_session(session_id: int) -> Answer | tuple[str, int]:
    form = ButtonForm()

    def keep(session: Session) -> str:
        ended = editors.end_one(session, session_id, of=me().editor_id)
        return "That session is ended." if ended else "That session had ended already."

    return _pressed(form, keep)


@desk.post("/me/sign-out")
def sign_out_everywhere() -> Answer | tuple[str, int]:
    form = ButtonForm()
    if not form.validate():
        return _page(_Forms(button=form)), 422
    with writing(kit().engine) as session:
        editors.end_all(session, me().editor_id)
    door.let_out()
    return redirect(url_for("desk.sign_in"), 303)


def _pressed(form: ButtonForm, keep: Callable[[Session], str]) -> Answer | tuple[str, int]:
    there = url_for("desk.account")
    return kept(form, keep, page=lambda: _page(_Forms(button=form)), to=there, for_readers=False)


def _is_fit(form: PasswordForm) -> bool:
    why = passwords.objection(typed(form.password), email=me().email, name=me().name)
    if why:
        form.password.errors = [why]
    return why is None


def _page(forms: _Forms) -> str:
    with reading(kit().engine) as look:
        open_ones = sessions.open_ones(look, me().editor_id, now=kit().now())
        entries = store.entries_of(look, me().editor_id, most=_MOST_ENTRIES)
    return render_template(
        "desk/people/account.html",
        forms=forms,
        sessions=open_ones,
        entries=entries,
        browser=browsers.in_words,
        said_of=_SAID,
        role=ROLES[me().role],
        role_may=IN_WORDS[me().role],
        hint=PASSWORD_HINT,
    )
