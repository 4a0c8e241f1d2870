"""The tree of categories: added to, changed, put in order, and taken from without losing posts."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.door import NUMBER, desk, me
from blog.desk.filing.forms import CategoryForm, RemovalForm
from blog.desk.filing.keeping import as_seen, filed, in_posts, said_at
from blog.desk.ordered.order import MoveForm, mark_of, moved
from blog.desk.owners.keeping import Meanwhile, Wrong
from blog.terms import arrange, store
from blog.terms.arrange import Filing, NoPlace
from blog.terms.tags.store import SlugTaken
from blog.terms.tree import Branch, Tree
from blog.web.fields import typed
from blog.web.kit import kit

_GONE = "Somebody deleted this category after you opened the page, so nothing was done."
_NO_PLACE = "Somebody moved the categories meanwhile, so it cannot stand there. Choose again."
_TAKEN = "Another category stands at this address. Choose another one."
_SAME_NAME = "There is a category of this name at this place already."
_ONE = f"/categories/<{NUMBER}:category_id>"


@desk.get("/categories/")
def categories() -> str:
    return _list(CategoryForm(formdata=None))


@desk.post("/categories/")
def add_category() -> Answer | tuple[str, int]:
    form = CategoryForm()
    form.offer(_tree())

    def keep(session: Session) -> str:
        _is_new(store.tree_to_change(session), form)
        with said_at(form.slug, _TAKEN, SlugTaken), said_at(form.under, _NO_PLACE, NoPlace):
            arrange.add_category(session, _filing(form))
        return f"“{typed(form.name)}” is added."

    return filed(form, keep, page=lambda: _list(form), to=url_for("desk.categories"))


@desk.get(_ONE)
def category(category_id: int) -> str:
    found = _tree().of(category_id) or abort(404)
    given = {"name": found.name, "slug": found.slug, "about": found.about, "seen": _mark(found)}
    form = CategoryForm(data={**given, "under": str(found.parent_id or "")})
    return _one(category_id, form)


@desk.post(_ONE)
def change_category(category_id: int) -> Answer | tuple[str, int]:
    form = CategoryForm()
    form.offer(_tree(), category_id)

    def keep(session: Session) -> str:
        tree = store.tree_to_change(session)
        found = _there(tree, category_id)
        as_seen(form, _mark(found))
        _is_new(tree, form, but=found)
        with said_at(form.slug, _TAKEN, SlugTaken), said_at(form.under, _NO_PLACE, NoPlace):
            arrange.change_category(
                session, tree, found, _filing(form), by=me().name, now=kit().now()
            )
        return f"“{typed(form.name)}” is saved."

    return filed(form, keep, page=lambda: _one(category_id, form), to=url_for("desk.categories"))


@desk.get(f"{_ONE}/place")
@desk.get(f"{_ONE}/removal")
def where_categories_are(category_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the list."""
    return redirect(url_for("desk.categories"), 303)


@desk.post(f"{_ONE}/place")
def move_category(category_id: int) -> Answer | tuple[str, int]:
    """One step among those that stand under the same one."""
    form = MoveForm()

    def keep(session: Session) -> str:
        tree = store.tree_to_change(session)
        beside = tree.below(_there(tree, category_id).parent_id)
        arrange.order_categories(session, moved([it.id for it in beside], form, category_id))
        return "The order is saved."

    return filed(form, keep, page=lambda: _list_after(form), to=url_for("desk.categories"))


@desk.post(f"{_ONE}/removal")
def remove_category(category_id: int) -> Answer | tuple[str, int]:
    form = RemovalForm()

    def keep(session: Session) -> str:
        tree = store.tree_to_change(session)
        found = _there(tree, category_id)
        as_seen(form, _mark(found))
        posts = arrange.remove_category(session, tree, found)
        return f"“{found.name}” is deleted. {in_posts(posts)}"

    return filed(form, keep, page=lambda: _list_after(form), to=url_for("desk.categories"))


def _list_after(refused: MoveForm | RemovalForm) -> str:
    """The list as it stands, with what was wrong with a click."""
    form = CategoryForm(formdata=None)
    form.object_to(refused.objection)
    return _list(form)


def _list(form: CategoryForm) -> str:
    with reading(kit().engine) as look:
        tree, counts = store.tree(look), store.post_counts(look)
    form.offer(tree)
    beside = {it.id: [other.id for other in tree.below(it.parent_id)] for it in tree.branches}
    return render_template(
        "desk/filing/categories.html", form=form, tree=tree, counts=counts, beside=beside,
        seen={number: mark_of(ids) for number, ids in beside.items()},
    )  # fmt: skip


def _one(category_id: int, form: CategoryForm) -> str:
    with reading(kit().engine) as look:
        tree, posts = store.tree(look), store.post_count(look, category_id)
    form.offer(tree, category_id)
    found = tree.of(category_id)
    return render_template(
        "desk/filing/category.html",
        form=form,
        category=found,
        category_id=category_id,
        posts=posts,
        below=len(tree.below(category_id)) if found else 0,
        parent=tree.of(found.parent_id) if found else None,
        mark=_mark(found) if found else "",
    )


def _tree() -> Tree:
    with reading(kit().engine) as look:
        return store.tree(look)


def _there(tree: Tree, category_id: int) -> Branch:
    if (found := tree.of(category_id)) is None:
        raise Meanwhile(_GONE)
    return found


def _is_new(tree: Tree, form: CategoryForm, *, but: Branch | None = None) -> None:
    """Two of one name side by side could not be told from each other."""
    name = typed(form.name).casefold()
    for other in tree.below(form.parent_id):
        if other.name.casefold() == name and (but is None or other.id != but.id):
            form.name.errors = [_SAME_NAME]
            raise Wrong


def _filing(form: CategoryForm) -> Filing:
    return Filing(
        name=typed(form.name),
        slug=typed(form.slug),
        about=typed(form.about),
        parent_id=form.parent_id,
    )


def _mark(found: Branch) -> str:
    return mark_of((found.name, found.slug, found.about, found.parent_id))
