"""The author of a comment corrects it or takes it back, by the link that nobody else has."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, current_app, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from blog import owner
from blog.comments import revise
from blog.comments import store as comments
from blog.comments.model import Comment
from blog.comments.revise import FRESH, Correction, Refused
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.intake.admit import Flood
from blog.posts import store as posts
from blog.posts.model import Post
from blog.public import words
from blog.public.door import private, public, refused
from blog.public.flood import floods_of_comments
from blog.public.forms import CorrectionForm
from blog.public.replies import mine
from blog.public.replies.face import Drawn, preview_of
from blog.public.replies.preview import alone, is_for_script
from blog.public.replies.reply import given_back
from blog.public.words import Refusal
from blog.text.markup import comment_html
from blog.web import client
from blog.web.fields import typed
from blog.web.kit import kit

_PLACE = "/blog/<slug:slug>/comments/mine/<given>/"


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Whose comment it is, by the link: `number` of the post at `slug`."""

    slug: str
    given: str
    number: int


@public.get(_PLACE)
def my_comment(slug: str, given: str) -> Response:
    if (place := _place(slug, given)) is None:
        return _back_to(slug)
    with reading(kit().engine) as session:
        post, comment = _found(session, place)
        why = revise.refusal(session, comment, now=kit().now())
    form = CorrectionForm(formdata=None, comment=comment.text)
    if why:
        words.say(form, words.NO_LONGER[why])
    return private(_draw(place, form, post=post, comment=comment, is_over=bool(why)), 200)


@public.get(f"{_PLACE}preview")
@public.get(f"{_PLACE}withdrawal")
def my_comment_again(slug: str, given: str) -> Response:
    """Where a form was drawn; opening that address again leads to it."""
    return redirect(mine.correction(slug, given), 303)


@public.post(_PLACE)
def correct(slug: str, given: str) -> Response:
    return _answer(slug, given, _correct)


@public.post(f"{_PLACE}withdrawal")
def withdraw(slug: str, given: str) -> Response:
    return _answer(slug, given, _withdraw)


@public.post(f"{_PLACE}preview")
def preview_correction(slug: str, given: str) -> Response:
    return _answer(slug, given, _preview)


def _answer(slug: str, given: str, act: Callable[[_Place, CorrectionForm], Response]) -> Response:
    """Whatever happens, what was typed is on the page that says so."""
    form = CorrectionForm(formdata=request.form)
    if (place := _place(slug, given)) is None:
        return _back_to(slug)
    try:
        return act(place, form)
    except NotFound:
        return given_back(form)
    except NO_DATABASE as error:
        current_app.logger.error("A correction was not stored: %s", cause_of(error))
        words.say(form, words.NOT_STORED)
        return refused(_draw(place, form), words.NOT_STORED.status)


def _correct(place: _Place, form: CorrectionForm) -> Response:
    if objection := words.refusal(form):
        return _refused(place, form, objection)
    text = typed(form.comment).strip()
    said = Correction(text=text, html=comment_html(text), address=client.address())
    office = owner.office()
    with writing(kit().engine) as session:
        _found(session, place)
        hit = revise.correct(
            session,
            place.number,
            said,
            policy=owner.policy(),
            office=office,
            floods=floods_of_comments(),
            now=kit().now(),
        )
    return _done(place, form, hit)


def _withdraw(place: _Place, form: CorrectionForm) -> Response:
    if words.refusal(form) is words.FOREIGN:  # what it says does not matter
        return _refused(place, form, words.FOREIGN)
    with writing(kit().engine) as session:
        _found(session, place)
        hit = revise.withdraw(session, place.number, now=kit().now())
    return _done(place, form, hit)


def _preview(place: _Place, form: CorrectionForm) -> Response:
    if objection := words.refusal(form):
        return _refused(place, form, objection)
    with reading(kit().engine) as session:
        post, comment = _found(session, place)
    shown = preview_of(
        typed(form.comment).strip(),
        name=comment.name,
        website=comment.website,
        hue=comment.hue,
        at=comment.created_at,
        zone=owner.wishes().zone,
    )
    if is_for_script():
        return alone(shown)
    return refused(_draw(place, form, post=post, comment=comment, preview=shown), 200)


def _done(place: _Place, form: CorrectionForm, hit: Refused | Flood | None) -> Response:
    """Afterwards the author sees what became of it, on the page where it stands."""
    if hit is None:
        kit().wake_courier()
        return redirect(mine.page(place.slug, place.given, place.number), 303)
    return _refused(
        place, form, words.NO_LONGER[hit] if isinstance(hit, Refused) else words.too_many(hit)
    )


def _refused(place: _Place, form: CorrectionForm, objection: Refusal) -> Response:
    words.say(form, objection)
    with reading(kit().engine) as session:
        post, comment = _found(session, place)
    is_over = objection in words.NO_LONGER.values()
    return refused(
        _draw(place, form, post=post, comment=comment, is_over=is_over), objection.status
    )


def _place(slug: str, given: str) -> _Place | None:
    number = mine.comment_id(given)
    return None if number is None else _Place(slug=slug, given=given, number=number)


def _back_to(slug: str) -> Response:
    """A link that is forged or expired opens nothing."""
    return redirect(f"/blog/{slug}/", 303)


def _found(session: Session, place: _Place) -> tuple[Post, Comment]:
    post = posts.readable(session, place.slug) or abort(404)
    comment = comments.comment(session, place.number)
    if comment is None or comment.post_id != post.id:
        abort(404)
    return post, comment


def _draw(
    place: _Place,
    form: CorrectionForm,
    *,
    post: Post | None = None,
    comment: Comment | None = None,
    preview: list[Drawn] | None = None,
    is_over: bool = False,
) -> str:
    return render_template(
        "public/correct.html",
        title="Your comment",
        path=f"/blog/{place.slug}/",
        noindex=True,
        action=mine.correction(place.slug, place.given),
        page=mine.page(place.slug, place.given, place.number),
        post=post,
        until=comment and comment.created_at + FRESH,
        form=form,
        preview=preview,
        is_over=is_over,
        unsent=typed(form.comment),
    )
