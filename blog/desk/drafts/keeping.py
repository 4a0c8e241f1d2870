"""What is written on a post and not saved: kept every few seconds, for its editor alone."""

from typing import Any

from flask import current_app, jsonify, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.authors import store as authors
from blog.db import NO_DATABASE, cause_of, writing
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import ButtonForm, DeskForm
from blog.desk.posts.mine import kind_asked
from blog.desk.writing.form import PostForm, made_title, number_in
from blog.desk.writing.page import post_of_mine_to_change
from blog.posts.model import Kind, Post
from blog.posts.write import Draft, write
from blog.revisions import drafts
from blog.revisions import store as revisions
from blog.revisions.drafts import Newer
from blog.revisions.model import PostDraft
from blog.text.prose.posts import LONGEST
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.times import hour

_NOT_KEPT = "it could not be stored just now"
_LONGEST_FIELDS = 100_000
_TOO_LONG = f"the text is too long: at most {LONGEST:,} characters"


@desk.post("/posts/new/draft")
def keep_new_post() -> Any:
    """The first words make it a post, as a draft that only the desk shows, so nothing is lost."""
    kind = kind_asked()
    return _answer(lambda session, form: _begun(session, form, kind))


@desk.post(f"/posts/<{NUMBER}:post_id>/draft")
def keep_post(post_id: int) -> Any:
    return _answer(lambda session, form: post_of_mine_to_change(session, post_id))


@desk.post(f"/posts/<{NUMBER}:post_id>/draft/gone")
def drop_draft(post_id: int) -> Answer | tuple[str, int]:
    form = ButtonForm()
    if not form.validate():
        return redirect(url_for("desk.edit_post", post_id=post_id), 303)
    with writing(kit().engine) as session:
        post_of_mine_to_change(session, post_id)
        revisions.drop_draft(session, post_id, me().editor_id)
    say("What was not saved is thrown away.")
    return redirect(url_for("desk.edit_post", post_id=post_id), 303)


def _answer(find: Any) -> Any:
    form = PostForm()
    if (wrong := _wrong_in(form)) is not None:
        return jsonify(words=wrong, token=generate_csrf()), 422
    try:
        with writing(kit().engine) as session:
            post = find(session, form)
            version = _keep(session, post, form)
            answer = _kept(post, version)
    except Newer as newer:
        return jsonify(**_other(newer.draft)), 409
    except NO_DATABASE as error:
        current_app.logger.error("A draft was not stored: %s", cause_of(error))
        return jsonify(words=_NOT_KEPT), 503
    return jsonify(**answer)


def _wrong_in(form: PostForm) -> str | None:
    """Only what would keep it from being kept; the rest is said when it is saved."""
    if not DeskForm.validate(_Token()):
        return "you signed in again; it is kept in a moment"
    if len(typed(form.body)) > LONGEST:
        return _TOO_LONG
    rest = sum(len(it) for values in request.form.listvalues() for it in values)
    rest -= len(request.form.get("body", ""))
    return "the fields around the text are too long" if rest > _LONGEST_FIELDS else None


class _Token(DeskForm):
    """Nothing but the token."""


def _begun(session: Session, form: PostForm, kind: Kind) -> Post:
    mine = authors.for_editor(session, me().editor_id, me().name)
    revisions.hold(session, mine.id)
    born = typed(form.born)[:32]
    if known := revisions.begun(session, me().editor_id, born=born):
        return known
    title = typed(form.title)[:300] or made_title(typed(form.body))
    draft = Draft(title=title, body=typed(form.body), kind=kind, author_id=mine.id)
    return write(session, draft, author=me().name, now=kit().now())


def _keep(session: Session, post: Post, form: PostForm) -> int:
    words: dict[str, Any] = drafts.fields_in(request.form.to_dict(flat=False))
    if born := typed(form.born)[:32]:
        words["born"] = [born]
    return drafts.keep(
        session,
        post,
        me().editor_id,
        body=typed(form.body),
        words=words,
        seen=number_in(form.seen) or post.version,
        version=number_in(form.version),
        now=kit().now(),
    )


def _kept(post: Post, version: int) -> dict[str, Any]:
    at = hour(kit().now(), owner.wishes().zone)
    return {
        "version": version,
        "seen": post.version,
        "words": f"Kept at {at}, not saved yet",
        "page": url_for("desk.edit_post", post_id=post.id),
        "draft": url_for("desk.keep_post", post_id=post.id),
        "presence": url_for("desk.be_at_post", post_id=post.id),
    }


def _other(kept: PostDraft) -> dict[str, Any]:
    at = hour(kept.at, owner.wishes().zone)
    fields = {"body": [kept.body], **kept.words}
    return {
        "words": f"In another tab you kept another text at {at}.",
        "version": kept.version,
        "fields": fields,
    }
