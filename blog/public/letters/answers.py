"""Whoever gets letters about answers says yes to them, or stops them, by a link in a letter."""

from datetime import UTC, datetime

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from blog import owner
from blog.comments import store as comments
from blog.db import reading, writing
from blog.followers import consent, links
from blog.followers.consent import Standing
from blog.followers.links import Link, Purpose
from blog.posts import store as posts
from blog.posts.model import Post
from blog.public.door import private, public
from blog.public.letters import answer_words as words
from blog.public.letters.said import draw
from blog.web.guard import is_foreign
from blog.web.kit import kit

_PATH = f"/answers/<any({', '.join(repr(str(it)) for it in Purpose)}):purpose>/<token>"
_LONG_AGO = datetime.fromtimestamp(0, UTC)


@public.get(_PATH)
def answers_link(purpose: str, token: str) -> Response:
    """What the link would do. Looking does nothing: mail scanners follow links."""
    asked = Purpose(purpose)
    link = _link(asked, token)
    return _page(asked, link) if link else _no_link(asked, token)


@public.post(_PATH)
def say_by_letter(purpose: str, token: str) -> Response:
    """A mail program's one click is done without another question, wherever it comes from: it
    sends no cookie that could be abused, and nobody else knows the address."""
    asked = Purpose(purpose)
    is_one_click = asked is not Purpose.CONFIRM and "List-Unsubscribe" in request.form
    if is_foreign() and not is_one_click:
        return draw(words.FOREIGN)
    link = _link(asked, token)
    if link is None:
        return _no_link(asked, token)
    with writing(kit().engine) as session:
        secret = kit().settings.secret_key
        consent.say(session, asked, link, secret=secret, now=kit().now())
    return _page(asked, link) if is_one_click else redirect(request.path, 303)


def _link(asked: Purpose, token: str) -> Link | None:
    return links.read(token, asked, secret=kit().settings.secret_key, now=kit().now())


def _no_link(asked: Purpose, token: str) -> Response:
    was_ours = links.read(token, asked, secret=kit().settings.secret_key, now=_LONG_AGO)
    return draw(words.EXPIRED if was_ours else words.FORGED)


def _page(asked: Purpose, link: Link) -> Response:
    with reading(kit().engine) as look:
        found = consent.standing(look, link, secret=kit().settings.secret_key)
        post = _post(look, found) if found else None
    if found is None:
        return draw(words.UNKNOWN[asked])
    is_done = found.is_done(asked)
    said = words.DONE[asked] if is_done else words.QUESTIONS[asked]
    page = render_template(
        "public/letters/answers.html",
        title=said.title,
        path="",
        noindex=True,
        said=said,
        post=post,
        button="" if is_done else words.BUTTONS[asked],
        stop_all="" if asked is Purpose.STOP_ALL else _stop_all(found, asked, is_done),
    )
    return private(page, 200)


def _post(session: Session, found: Standing) -> Post | None:
    comment = comments.comment(session, found.comment_id) if found.comment_id else None
    return posts.post(session, comment.post_id) if comment else None


def _stop_all(found: Standing, asked: Purpose, is_done: bool) -> str:
    """Beside the answer to one comment stands the end of them all; but no end beside a question
    that needs only be left alone."""
    if found.is_done(Purpose.STOP_ALL) or (asked is Purpose.CONFIRM and not is_done):
        return ""
    url = links.stop_all_url(found.follower, office=owner.office(), now=kit().now())
    return url.removeprefix(kit().settings.public_url)
