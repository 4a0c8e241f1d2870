"""A visitor replies."""

from flask import abort, current_app, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from blog import owner
from blog.comments import store as comments
from blog.comments.draft import Draft
from blog.comments.submit import Taken, submit
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.posts import store as posts
from blog.posts.life.publish import takes_comments
from blog.posts.model import Post
from blog.public import words
from blog.public.door import public, refused
from blog.public.flood import floods_of_comments
from blog.public.forms import CorrectionForm, ReplyForm, seconds_in
from blog.public.moved import moved
from blog.public.replies import mine, post_page
from blog.public.replies.thread_page import Asked
from blog.public.words import Refusal
from blog.text.markup import comment_html
from blog.web import client
from blog.web.fields import typed
from blog.web.hues import hue
from blog.web.kit import kit

_LARGEST_NUMBER = 2**31 - 1


@public.get("/blog/<slug:slug>/comments")
def comments_of(slug: str) -> Response:
    """Where a refused reply was drawn; opening that address again leads to the form."""
    return redirect(f"/blog/{slug}/#respond", 303)


@public.post("/blog/<slug:slug>/comments")
def reply(slug: str) -> Response:
    form = ReplyForm(formdata=request.form)
    try:
        taken = words.refusal(form) or _take(slug, form)
        if isinstance(taken, Taken):
            kit().wake_courier()
            given = mine.token(taken.comment_id, written_at=taken.written_at)
            return redirect(mine.page(slug, given, taken.comment_id), 303)
        return refuse(slug, form, taken)
    except NotFound:
        return moved() or given_back(form)
    except NO_DATABASE as error:
        current_app.logger.error("A reply was not stored: %s", cause_of(error))
        return set_aside(slug, form)


def _take(slug: str, form: ReplyForm) -> Taken | Refusal:
    """One transaction, from the look at the post to the letter about the reply."""
    draft, office, wished = _draft(form), owner.office(), owner.discussion()
    with writing(kit().engine) as session:  # after all that: rendering takes time
        post, now = posts.readable(session, slug) or abort(404), kit().now()
        if not takes_comments(post, close_after_days=wished.close_after_days, now=now):
            return words.INVALID
        if not _is_answerable(session, post, form):
            return words.NOT_ANSWERABLE
        taken = submit(
            session,
            post,
            draft,
            policy=owner.policy(),
            office=office,
            floods=floods_of_comments(draft.email),
            now=now,
        )
        return taken if isinstance(taken, Taken) else words.too_many(taken)


def _is_answerable(session: Session, post: Post, form: ReplyForm) -> bool:
    number = answered(form)
    if number is None:
        return True
    return comments.answerable(session, number, post_id=post.id) is not None


def answered(form: ReplyForm) -> int | None:
    """The comment it answers; a number that none can have, where it is no number at all."""
    text = form.reply_to.data
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_LARGEST_NUMBER))
    return min(int(text), _LARGEST_NUMBER) if is_number else 0


def _draft(form: ReplyForm) -> Draft:
    text = typed(form.comment).strip()
    return Draft(
        name=typed(form.name),
        email=typed(form.email),
        website=typed(form.website),
        text=text,
        html=comment_html(text),
        parent_id=answered(form),
        trap=typed(form.remark),
        network=client.network(),
        address=client.address(),
        sender=client.bucket(),
        hue=hue(typed(form.email)),
        asks=bool(form.asks.data),
        seconds=seconds_in(form),
    )


def refuse(slug: str, form: ReplyForm, refusal: Refusal) -> Response:
    """The form in its place: under the page of the thread that it answers."""
    words.say(form, refusal)
    answering = answered(form)
    with reading(kit().engine) as session:
        post = posts.readable(session, slug) or abort(404)
        page = post_page.read(session, post, Asked(comment=answering))
    if refusal is words.NOT_ANSWERABLE:
        form.reply_to.data = ""
    status = refusal.status if page.takes_comments else 403
    return refused(post_page.draw(page, form=form, answering=answering), status)


def given_back(form: CorrectionForm) -> Response:
    """The post was withdrawn meanwhile, so there is no page to draw the form on."""
    page = render_template(
        "public/error.html",
        code=404,
        title="This post is not here",
        words="It was taken down, or never stood at this address.",
        path="",
        noindex=True,
        unsent=typed(form.comment),
    )
    return refused(page, 404)


def set_aside(slug: str, form: ReplyForm) -> Response:
    """The database does not answer, so the form is drawn without it, with all that was typed."""
    words.say(form, words.NOT_STORED)
    page = render_template(
        "public/again.html",
        title="Please send it again",
        path=f"/blog/{slug}/",
        post={"slug": slug},
        form=form,
        answered=None,
    )
    return refused(page, words.NOT_STORED.status)
