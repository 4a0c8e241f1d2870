"""One of the people: another role, signed out everywhere, or gone."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.admission import store
from blog.db import reading
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.ordered.order import mark_of
from blog.desk.owners.keeping import Meanwhile, kept
from blog.desk.people.deciding import PERSON, note, only_owners
from blog.desk.people.forms import ROLES, PersonButton, RoleForm
from blog.editors import people
from blog.editors import store as editors
from blog.editors.model import Editor, Role
from blog.editors.people import LastOwner
from blog.editors.roles import IN_WORDS
from blog.web.fields import typed
from blog.web.kit import kit

_LAST_OWNER = (
    "That would leave the site without an owner, and nobody could open the settings. "
    "Make somebody else an owner first."
)
_CHANGED = "Somebody changed this while you looked, so nothing was done. This is how it stands now."
_ONE = f"/people/<{NUMBER}:editor_id>"


@desk.get(f"{_ONE}/")
def person(editor_id: int) -> str:
    with reading(kit().engine) as look:
        found = editors.editor(look, editor_id) or abort(404)
    return _page(found.id, RoleForm(formdata=None, data={"role": found.role, "seen": found.role}))


@desk.post(f"{_ONE}/")
def change_role(editor_id: int) -> Answer | tuple[str, int]:
    form = RoleForm()
    stays = editor_id != me().editor_id or form.role.data == Role.OWNER
    there = url_for("desk.person", editor_id=editor_id) if stays else url_for("desk.today")

    def keep(session: Session) -> str:
        only_owners(session)
        found = editors.editor(session, editor_id) or abort(404)
        name, to = found.name, Role(form.role.data or "")
        if to is found.role:
            return f"{name} is {ROLES[to].lower()}."
        try:
            changed = people.change_role(session, editor_id, seen=Role(form.seen.data or ""), to=to)
        except LastOwner:
            raise Meanwhile(_LAST_OWNER) from None
        if not changed:
            form.seen.data = form.role.data = str(found.role)
            raise Meanwhile(_CHANGED)
        note(session, PERSON, editor_id, was=typed(form.seen), became=to, why=name)
        return f"{name} is {ROLES[to].lower()} now."

    return kept(form, keep, page=lambda: _page(editor_id, form), to=there, for_readers=False)


@desk.get(f"{_ONE}/sessions")
@desk.get(f"{_ONE}/removal", endpoint="where_a_person_was")
def where_a_person_is(editor_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the person."""
    return redirect(url_for("desk.person", editor_id=editor_id), 303)


@desk.post(f"{_ONE}/sessions")
def sign_person_out(editor_id: int) -> Answer | tuple[str, int]:
    form = PersonButton()

    def keep(session: Session) -> str:
        only_owners(session)
        found = _as_seen(session, editor_id, form)
        editors.end_all(session, editor_id)
        note(session, PERSON, editor_id, was="", became="signed out", why=found.name)
        return f"{found.name} is signed out everywhere."

    there = url_for("desk.person", editor_id=editor_id)
    return kept(form, keep, page=lambda: _after(editor_id, form), to=there, for_readers=False)


@desk.post(f"{_ONE}/removal")
def remove_person(editor_id: int) -> Answer | tuple[str, int]:
    form = PersonButton()
    if _is_gone(editor_id):
        say("They were removed already.")
        return redirect(url_for("desk.people"), 303)

    def keep(session: Session) -> str:
        only_owners(session)
        found = _as_seen(session, editor_id, form)
        name, role = found.name, found.role
        try:
            people.say_goodbye(session, editor_id)
        except LastOwner:
            raise Meanwhile(_LAST_OWNER) from None
        note(session, PERSON, editor_id, was=role, became="removed", why=name)
        return f"{name} is removed, and signed out. What they wrote stays."

    there = url_for("desk.people")
    return kept(form, keep, page=lambda: _after(editor_id, form), to=there, for_readers=False)


def _is_gone(editor_id: int) -> bool:
    with reading(kit().engine) as look:
        return editors.editor(look, editor_id) is None


def _as_seen(session: Session, editor_id: int, form: PersonButton) -> Editor:
    """SQLite may give the number of somebody who left to somebody else."""
    found = editors.editor(session, editor_id) or abort(404)
    if typed(form.seen) != _mark(found):
        raise Meanwhile(_CHANGED)
    return found


def _mark(found: Editor) -> str:
    return mark_of((found.id, found.email, found.role))


def _after(editor_id: int, refused: PersonButton) -> str:
    """The person as they are, with what was wrong with a click."""
    with reading(kit().engine) as look:
        found = editors.editor(look, editor_id) or abort(404)
    form = RoleForm(formdata=None, data={"role": found.role, "seen": found.role})
    form.object_to(refused.objection)
    return _page(editor_id, form)


def _page(editor_id: int, form: RoleForm) -> str:
    with reading(kit().engine) as look:
        found = editors.editor(look, editor_id) or abort(404)
        seen = store.last_seen(look).get(editor_id)
    return render_template(
        "desk/people/person.html",
        form=form,
        person=found,
        last_seen=seen,
        mark=_mark(found),
        is_me=editor_id == me().editor_id,
        roles=ROLES,
        in_words=IN_WORDS,
    )
