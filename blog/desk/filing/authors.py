"""Under whose names posts stand: who is there, and how each is presented to readers."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.authors import store
from blog.authors.model import Author
from blog.db import reading
from blog.desk.door import NUMBER, desk, me
from blog.desk.filing.forms import AuthorForm, MyAuthorForm, NewAuthorForm, RemovalForm
from blog.desk.filing.keeping import as_seen, filed, said_at
from blog.desk.ordered.order import mark_of
from blog.desk.owners.keeping import Meanwhile
from blog.editors import store as editors
from blog.posts.listed import store as listed
from blog.posts.signing import Portrait, forget, present
from blog.web.fields import typed
from blog.web.kit import kit

_GONE = "Somebody deleted this author after you opened the page, so nothing was done."
TAKEN = "Another author stands at this address. Choose another one."
_HAS_POSTS = "There are posts by this author, so the author stays."
_ONE = f"/authors/<{NUMBER}:author_id>"


@desk.get("/authors/")
def authors() -> str:
    return _list(NewAuthorForm(formdata=None))


@desk.post("/authors/")
def add_author() -> Answer | tuple[str, int]:
    form = NewAuthorForm()

    def keep(session: Session) -> str:
        store.add(session, typed(form.name))
        return f"“{typed(form.name)}” is added."

    return filed(form, keep, page=lambda: _list(form), to=url_for("desk.authors"))


@desk.get(_ONE)
def author(author_id: int) -> str:
    with reading(kit().engine) as look:
        found = store.author(look, author_id) or abort(404)
    return _one(author_id, AuthorForm(data={**given(found), "editor": str(found.editor_id or "")}))


@desk.post(_ONE)
def change_author(author_id: int) -> Answer | tuple[str, int]:
    form = AuthorForm()
    _offer(form, author_id)

    def keep(session: Session) -> str:
        found = store.to_change(session, author_id)
        if found is None:
            raise Meanwhile(_GONE)
        as_seen(form, mark(found))
        keep_portrait(session, found, form, editor_id=form.editor_id)
        return f"“{typed(form.name)}” is saved."

    return filed(form, keep, page=lambda: _one(author_id, form), to=url_for("desk.authors"))


@desk.get(f"{_ONE}/removal")
def where_author_is(author_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the list."""
    return redirect(url_for("desk.authors"), 303)


@desk.post(f"{_ONE}/removal")
def remove_author(author_id: int) -> Answer | tuple[str, int]:
    form = RemovalForm()

    def keep(session: Session) -> str:
        found = store.to_change(session, author_id)
        if found is None:
            raise Meanwhile(_GONE)
        as_seen(form, mark(found))
        if listed.posts_of(session, author_id):
            raise Meanwhile(_HAS_POSTS)
        name = found.name
        forget(session, found)
        return f"“{name}” is deleted."

    def page() -> str:
        shown = NewAuthorForm(formdata=None)
        shown.object_to(form.objection)
        return _list(shown)

    return filed(form, keep, page=page, to=url_for("desk.authors"))


def given(found: Author) -> dict[str, str]:
    """What a form begins with."""
    return {"name": found.name, "slug": found.slug, "about": found.about, "seen": mark(found)}


def keep_portrait(
    session: Session, found: Author, form: MyAuthorForm, *, editor_id: int | None
) -> None:
    portrait = Portrait(
        name=typed(form.name),
        slug=typed(form.slug),
        about=typed(form.about),
        editor_id=editor_id,
    )
    with said_at(form.slug, TAKEN, store.Taken):
        present(session, found, portrait, by=me().name, now=kit().now())


def mark(found: Author) -> str:
    return mark_of((found.name, found.slug, found.about, found.editor_id))


def _list(form: NewAuthorForm) -> str:
    with reading(kit().engine) as look:
        found, counts = store.everyone(look), listed.post_counts(look)
        names = {it.id: it.name for it in editors.everyone(look)}
    return render_template(
        "desk/filing/authors.html", form=form, authors=found, counts=counts, editors=names
    )


def _one(author_id: int, form: AuthorForm) -> str:
    _offer(form, author_id)
    with reading(kit().engine) as look:
        found, posts = store.author(look, author_id), listed.posts_of(look, author_id)
    return render_template(
        "desk/filing/author.html",
        form=form,
        author=found,
        author_id=author_id,
        posts=posts,
        mark=mark(found) if found else "",
    )


def _offer(form: AuthorForm, author_id: int) -> None:
    """Editors who are no other author already."""
    with reading(kit().engine) as look:
        taken = {it.editor_id for it in store.everyone(look) if it.id != author_id}
        there = editors.everyone(look)
    form.editor.offered = {str(it.id): it.name for it in there if it.id not in taken}
