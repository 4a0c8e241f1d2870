"""Writing a post or page: kept before it is published, and nothing lost, of whoever wrote it."""

import secrets
from typing import Any

from flask import current_app, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.authors import store as authors
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk.chrome import say, say_beside
from blog.desk.door import NUMBER, desk, i_may, me
from blog.desk.posts.mine import kind_asked, refuse_pages
from blog.desk.writing.form import PostForm, filled_as_kept, filled_with, number_in
from blog.desk.writing.page import (
    drawn,
    offer,
    post_of_mine,
    post_of_mine_to_change,
)
from blog.desk.writing.preview import preview_of
from blog.desk.writing.saved import note_arrival, why_numbered
from blog.desk.writing.theirs import theirs
from blog.editors.roles import Right
from blog.posts.life.publish import AlreadyMoved, EndsFirst, TimeHasPassed, publish, schedule
from blog.posts.model import Kind, Post, Standing
from blog.posts.stands import as_it_stands
from blog.posts.write import SlugTaken
from blog.revisions import drafts
from blog.revisions import store as revisions
from blog.revisions.save import Meanwhile, begin, save
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.times import moment

_NOT_KEPT = "This could not be stored just now. Your text is still here: save it again in a minute."
_MOVED = "Somebody published or withdrew this meanwhile, so nothing was changed. Look at it again."
_WRONG_TIMES: dict[type[Exception], str] = {
    TimeHasPassed: "This time has passed. Choose another, or publish at once.",
    EndsFirst: "It would be taken down before it is published.",
}
_A_DATE_IS_SET = "A time to come is set: press “Schedule”, or empty it to publish at once."
_FOR_READERS = (Standing.PUBLISHED, Standing.SCHEDULED)


@desk.get("/posts/new")
def new_post() -> str:
    return _new(kind_asked())


@desk.get("/pages/new")
def new_page() -> str:
    refuse_pages()
    return _new(Kind.PAGE)


@desk.post("/posts/new")
def write_post() -> Any:
    return _answer(None, kind_asked())


@desk.get(f"/posts/<{NUMBER}:post_id>")
def edit_post(post_id: int) -> str:
    """As it stands; or what I wrote on it and did not save, if I ask for it or never saved any."""
    with reading(kit().engine) as look:
        post = post_of_mine(look, post_id)
        kept = revisions.draft(look, post_id, me().editor_id)
        if kept and ("draft" in request.args or not _was_saved(look, post)):
            return drawn(filled_as_kept(kept), post.kind, post, kept=kept)
        form = filled_with(post, as_it_stands(look, post))
    return drawn(form, post.kind, post)


@desk.post(f"/posts/<{NUMBER}:post_id>")
def rewrite_post(post_id: int) -> Any:
    with reading(kit().engine) as look:
        post = post_of_mine(look, post_id)
    return _answer(post, post.kind)


def _new(kind: Kind) -> str:
    form = PostForm(data={"comments_open": owner.discussion().open_by_default})
    form.born.data = secrets.token_hex(8)
    return drawn(form, kind)


def _was_saved(look: Session, post: Post) -> bool:
    return post.standing is not Standing.DRAFT or revisions.has_any(look, post.id)


def _answer(post: Post | None, kind: Kind) -> Any:
    act = request.form.get("act", "save")
    if act == "preview":
        return preview_of(post, kind)
    form = _form(post, kind, act)
    valid = form.validate()
    if act == "take" and post is not None:
        return _both(form, post, 422) if form.form_errors else _theirs_taken(post, form)
    if valid and act == "publish" and form.is_later_than(kit().now()):
        form.publish_at.errors, valid = [_A_DATE_IS_SET], False
    if not valid:
        return drawn(form, kind, post), 422
    try:
        with writing(kit().engine) as session:
            kept = _save(session, form, post.id if post else None)
            words = _move(session, kept, form, act)
            numbered = None if typed(form.slug) else why_numbered(session, kept)
    except SlugTaken as taken:
        form.say_taken(taken.words)
        return drawn(form, kind, post), 422
    except Meanwhile:
        return _both(form, post)
    except AlreadyMoved:
        form.object_to(_MOVED)
        return drawn(form, kind, post), 409
    except (TimeHasPassed, EndsFirst) as wrong:
        form.publish_at.errors = [_WRONG_TIMES[type(wrong)]]
        return drawn(form, kind, post), 422
    except NO_DATABASE as error:
        current_app.logger.error("a post could not be stored: %s", cause_of(error))
        form.object_to(_NOT_KEPT)
        return drawn(form, kind, post), 503
    note_arrival()
    say_beside(words, numbered)
    return redirect(url_for("desk.edit_post", post_id=kept.id), 303)


def _form(post: Post | None, kind: Kind, act: str) -> PostForm:
    form = PostForm()
    form.kind = kind
    if post:
        form.stands(post)
    form.is_scheduling = act == "schedule"
    form.is_for_readers = act in ("publish", "schedule") or bool(
        post and post.standing in _FOR_READERS
    )
    with reading(kit().engine) as look:
        offer(look, form, post)
    return form


def _save(session: Session, form: PostForm, post_id: int | None) -> Post:
    known = revisions.begun(session, me().editor_id, born=form.born.data or "")
    if post_id is None and known is not None:  # kept, but the page has not heard of it
        form.seen.data, post_id = str(known.version), known.id
    if post_id is None:
        draft = form.draft(author_id=_author(session, form))
        born = form.born.data or ""
        return begin(session, draft, author=me().name, born=born, now=kit().now())
    post = post_of_mine_to_change(session, post_id)
    chosen = form.author_id.number if i_may(Right.WRITE_ALL) else None
    draft = form.draft(author_id=chosen)
    save(session, post, draft, seen=number_in(form.seen), by=me().name, now=kit().now())
    written = form.body.data or ""
    version = number_in(form.version)
    drafts.saved(session, post_id, me().editor_id, body=written, version=version)
    return post


def _author(session: Session, form: PostForm) -> int:
    chosen = form.author_id.number if i_may(Right.WRITE_ALL) else None
    return chosen or authors.for_editor(session, me().editor_id, me().name).id


def _move(session: Session, post: Post, form: PostForm, act: str) -> str:
    """Whether readers get it, and what to say of it."""
    by, now, at = me().name, kit().now(), form.publish_at.moment
    session.flush()
    if act == "publish" and post.standing != Standing.PUBLISHED:
        publish(session, post, by=by, now=now)
        return "Saved and published."
    if act == "schedule" and at is not None:
        when = moment(at, owner.wishes().zone)
        schedule(session, post, at=at, by=by, now=now, why=when)
        return f"Saved. It is published on {when}. {form.publish_at.note}".strip()
    return "Saved and published." if act == "publish" else "Saved."


def _both(form: PostForm, post: Post | None, code: int = 409) -> Any:
    """Theirs is kept; mine is in the form. Who saves once more has seen both."""
    if post is None:
        return drawn(form, form.kind, None, is_sent_twice=True), 409
    with reading(kit().engine) as look:
        now_there = post_of_mine(look, post.id)
        found = theirs(look, now_there, form)
    form.see(now_there)
    return drawn(form, form.kind, now_there, theirs=found), code


def _theirs_taken(post: Post, form: PostForm) -> Answer:
    """Theirs goes into the form; mine is kept, and offered there."""
    sent = request.form.to_dict(flat=False)
    with writing(kit().engine) as session:
        held = post_of_mine_to_change(session, post.id)
        kept = revisions.draft(session, post.id, me().editor_id)
        drafts.keep(
            session,
            held,
            me().editor_id,
            body=form.body.data or "",
            words=drafts.fields_in(sent),
            seen=held.version,
            version=kept.version if kept else 0,
            now=kit().now(),
        )
    note_arrival()
    say("What is saved stands in the form. Your own text is kept: it is offered below.")
    return redirect(url_for("desk.edit_post", post_id=post.id), 303)
