"""One tag: renamed, merged into another, or deleted."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.door import NUMBER, desk, me
from blog.desk.filing.forms import MergeForm, RemovalForm, TagForm
from blog.desk.filing.keeping import as_seen, filed, in_posts, said_at
from blog.desk.ordered.order import mark_of
from blog.desk.owners.keeping import Meanwhile, Wrong
from blog.terms import arrange
from blog.terms.model import Tag
from blog.terms.tags import store
from blog.terms.tags.store import SlugTaken
from blog.web.fields import typed
from blog.web.kit import kit

_GONE = "Somebody deleted this tag after you opened the page, so nothing was done."
_TAKEN = "Another tag stands at this address. Choose another one, or merge the two."
_SAME_NAME = "Another tag has this name already. You can merge the two, below."
_NO_SUCH = "There is no tag of this name. Write it as the list does."
_ITSELF = "That is this tag itself. Name the other one."
_ONE = f"/tags/<{NUMBER}:tag_id>"


@desk.get(_ONE)
def tag(tag_id: int) -> str:
    with reading(kit().engine) as look:
        found = store.tag(look, tag_id) or abort(404)
    return _page(tag_id, TagForm(data={"name": found.name, "slug": found.slug}))


@desk.post(_ONE)
def rename_tag(tag_id: int) -> Answer | tuple[str, int]:
    form = TagForm()

    def keep(session: Session) -> str:
        found = _there(store.to_change(session, [tag_id]), tag_id)
        as_seen(form, _mark(found))
        name = typed(form.name)
        if (other := store.named(session, name)) and other.id != tag_id:
            form.name.errors = [_SAME_NAME]
            raise Wrong
        with said_at(form.slug, _TAKEN, SlugTaken):
            arrange.rename_tag(
                session, found, name=name, slug=typed(form.slug), by=me().name, now=kit().now()
            )
        return f"“{name}” is saved."

    return filed(form, keep, page=lambda: _page(tag_id, form), to=url_for("desk.tags"))


@desk.get(f"{_ONE}/merger")
@desk.get(f"{_ONE}/removal")
def where_tag_is(tag_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the tag."""
    return redirect(url_for("desk.tag", tag_id=tag_id), 303)


@desk.post(f"{_ONE}/merger")
def merge_tag(tag_id: int) -> Answer | tuple[str, int]:
    form = MergeForm()

    def keep(session: Session) -> str:
        into = _other(session, form, tag_id)
        held = store.to_change(session, [tag_id, into])
        found = _there(held, tag_id)
        as_seen(form, _mark(found))
        stays, name = _there(held, into), found.name
        posts = arrange.merge_tag(session, found, stays, by=me().name, now=kit().now())
        count = {1: "One post has"}.get(posts, f"{posts:,} posts have")
        return f"“{name}” is now “{stays.name}”. {count} that instead."

    page = lambda: _page(tag_id, _unchanged(tag_id), merge=form)  # noqa: E731
    return filed(form, keep, page=page, to=url_for("desk.tags"))


@desk.post(f"{_ONE}/removal")
def remove_tag(tag_id: int) -> Answer | tuple[str, int]:
    form = RemovalForm()

    def keep(session: Session) -> str:
        found = _there(store.to_change(session, [tag_id]), tag_id)
        as_seen(form, _mark(found))
        name = found.name
        return f"“{name}” is deleted. {in_posts(arrange.remove_tag(session, found))}"

    def page() -> str:
        shown = _unchanged(tag_id)
        shown.object_to(form.objection)
        return _page(tag_id, shown)

    return filed(form, keep, page=page, to=url_for("desk.tags"))


def _page(tag_id: int, form: TagForm, *, merge: MergeForm | None = None) -> str:
    with reading(kit().engine) as look:
        found, posts = store.tag(look, tag_id), store.post_count(look, tag_id)
    return render_template(
        "desk/filing/tag.html",
        form=form,
        merge=merge or MergeForm(formdata=None),
        tag=found,
        tag_id=tag_id,
        posts=posts,
        mark=_mark(found) if found else "",
    )


def _unchanged(tag_id: int) -> TagForm:
    """The other form on the page, as the tag stands."""
    with reading(kit().engine) as look:
        found = store.tag(look, tag_id)
    return TagForm(formdata=None, data={"name": found.name, "slug": found.slug} if found else {})


def _there(held: dict[int, Tag], tag_id: int) -> Tag:
    if tag_id not in held:
        raise Meanwhile(_GONE)
    return held[tag_id]


def _other(session: Session, form: MergeForm, tag_id: int) -> int:
    other = store.named(session, typed(form.into))
    if other is None or other.id == tag_id:
        form.into.errors = [_ITSELF if other else _NO_SUCH]
        raise Wrong
    return other.id


def _mark(found: Tag) -> str:
    return mark_of((found.name, found.slug))
