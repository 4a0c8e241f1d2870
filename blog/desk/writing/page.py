"""The page on which a post or page is written, and who may have it."""

from dataclasses import replace
from typing import Any

from flask import abort, render_template, url_for
from sqlalchemy.orm import Session

from blog.db import reading
from blog.desk.door import i_may, me
from blog.desk.pictures import choice
from blog.desk.posts.mine import refuse_what_is_not_mine
from blog.desk.writing.form import PostForm, filled_as_kept
from blog.desk.writing.hints import hints_of
from blog.desk.writing.saved import arrived
from blog.editors import store as editors
from blog.editors.roles import Right
from blog.posts import store
from blog.posts.life import early
from blog.posts.model import Kind, Post
from blog.posts.offered.store import offered
from blog.posts.stands import as_it_stands
from blog.posts.write import Draft
from blog.revisions import looking
from blog.revisions import store as revisions
from blog.revisions.model import PostDraft
from blog.revisions.store import Other
from blog.revisions.words import is_same
from blog.text.prose.posts import LONGEST
from blog.web.kit import kit


def post_of_mine(look: Session, post_id: int) -> Post:
    post = store.post(look, post_id) or abort(404)
    refuse_what_is_not_mine(look, post)
    return post


def post_of_mine_to_change(session: Session, post_id: int) -> Post:
    post = store.post_to_change(session, post_id) or abort(404)
    refuse_what_is_not_mine(session, post)
    return post


def offer(look: Session, form: PostForm, post: Post | None) -> None:
    """What may be chosen in the form; who writes only their own chooses no author."""
    but, picture_id = (post.id, post.picture_id) if post else (None, None)
    found = offered(look, but=but, picture_id=picture_id)
    form.offer(found if i_may(Right.WRITE_ALL) else replace(found, authors={}))
    form.known_tags = found.tags


def drawn(form: PostForm, kind: Kind, post: Post | None = None, **more: Any) -> str:
    with reading(kit().engine) as look:
        if form.known_tags is None:
            offer(look, form, post)
        around = _around(look, form, post) if post else {}
        found = hints_of(look, form, post)
        pictures = choice.offered(look, form.picture_id.number)
    return render_template(
        "desk/writing/edit.html",
        form=form,
        kind=kind,
        post=post,
        longest=LONGEST,
        days=early.DAYS,
        arrived=arrived(),
        hints=found,
        pictures=pictures,
        **{**around, **more},
    )


def _around(look: Session, form: PostForm, post: Post) -> dict[str, Any]:
    """What else is known of a post that is there already."""
    others = looking.others(look, post.id, but=me().editor_id, now=kit().now())
    token = early.token_of(post, secret=kit().settings.secret_key, now=kit().now())
    return {
        "others": in_words(look, others),
        "early_url": token and url_for("public.early", token=token),
        "revisions": revisions.count(look, post.id),
        "unsaved": _unsaved(look, form, post),
    }


def _unsaved(look: Session, form: PostForm, post: Post) -> PostDraft | None:
    """What I wrote and did not save, unless it is in the form, or is what the post says."""
    kept = revisions.draft(look, post.id, me().editor_id)
    if kept is None or form.version.data == str(kept.version):
        return None
    return None if says_the_same(as_it_stands(look, post), kept) else kept


def says_the_same(stands: Draft, kept: PostDraft) -> bool:
    form = filled_as_kept(kept)
    form.kind = stands.kind
    form.expires_at.was = stands.expires_at
    form.read_moments()
    draft = form.draft(author_id=form.author_id.number or stands.author_id)
    if not draft.slug:
        draft = Draft(**{**vars(draft), "slug": stands.slug})
    return is_same(stands, draft)


def in_words(look: Session, others: list[Other]) -> str:
    """Such as: Erin is writing on this. Bob has this open."""
    if not others:
        return ""
    names = {editor.id: editor.name for editor in editors.everyone(look)}
    said = [
        f"{names[it.editor_id]} {'is writing on this' if it.writes else 'has this open'}."
        for it in others
        if it.editor_id in names
    ]
    return " ".join(said)
