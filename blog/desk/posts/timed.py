"""When a post or page appears, and when it ends."""

from datetime import datetime

from flask import abort, current_app, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import NO_DATABASE, reading, writing
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.posts.forms import TimesForm
from blog.desk.posts.mine import refuse_what_is_not_mine
from blog.desk.posts.place import place_asked
from blog.posts import store
from blog.posts.life.publish import (
    AlreadyMoved,
    EndsFirst,
    TimeHasPassed,
    end_at,
    schedule,
    unschedule,
)
from blog.posts.model import Kind, Post, Standing
from blog.text.plain import shortened
from blog.web.kit import kit
from blog.web.times import moment

_CHANGED = (
    "Somebody changed this after you opened the page, so nothing was saved. What you typed is "
    "still here: look at it once more."
)
_NOT_KEPT = "This could not be stored just now. What you typed is still here: try it in a minute."


@desk.get(f"/posts/<{NUMBER}:post_id>/times")
def times_of_post(post_id: int) -> str:
    post, form, zone = _post(post_id), TimesForm(), owner.wishes().zone
    form.publish_at.show(post.publish_at, zone)
    form.expires_at.show(post.expires_at, zone)
    form.see(post)
    return _page(form, post)


@desk.post(f"/posts/<{NUMBER}:post_id>/times")
def set_times(post_id: int) -> Answer | tuple[str, int]:
    post, form, zone = _post(post_id), TimesForm(), owner.wishes().zone
    typed = form.read(post, zone) if form.validate() else None
    if typed is None:
        return _page(form, post), 422
    (appears, ends), note = typed
    try:
        with writing(kit().engine) as session:
            found = store.post_to_change(session, post_id) or abort(404)
            refuse_what_is_not_mine(session, found)
            if not form.has_seen(found):
                raise AlreadyMoved
            _set(session, found, appears, ends, zone)
            words = _in_words(found, zone)
    except (TimeHasPassed, EndsFirst) as wrong:
        _say_what_is_wrong(form, wrong, appears, zone)
        return _page(form, post), 422
    except AlreadyMoved:
        return _page_after_others(form, post_id), 409
    except NO_DATABASE:
        current_app.logger.exception("the times of a post could not be stored")
        form.object_to(_NOT_KEPT)
        return _page(form, post), 503
    say(f"{words} {note}".strip())
    return redirect(place_asked(Kind(post.kind)).url, 303)


def _set(
    session: Session, post: Post, appears: datetime | None, ends: datetime | None, zone: str
) -> None:
    """The end first: it is measured against the time that is about to be set."""
    by, now = me().name, kit().now()
    why = f"on {moment(ends, zone)}" if ends else ""
    end_at(session, post, ends, appears=appears, by=by, now=now, why=why)
    if post.standing is Standing.PUBLISHED or appears == post.publish_at:
        return
    if appears is None:
        unschedule(session, post, by=by, now=now)
    else:
        why = f"for {moment(appears, zone)}"
        schedule(session, post, at=appears, by=by, now=now, why=why)


def _in_words(post: Post, zone: str) -> str:
    title = f"“{shortened(post.title, 60)}”"
    ends = f"ends on {moment(post.expires_at, zone)}" if post.expires_at else ""
    if post.publish_at:
        appears = f"{title} appears on {moment(post.publish_at, zone)}"
        return f"{appears} and {ends}." if ends else f"{appears}."
    return f"{title} {ends}." if ends else f"{title} has neither a time to appear nor one to end."


def _say_what_is_wrong(
    form: TimesForm, wrong: Exception, appears: datetime | None, zone: str
) -> None:
    now = kit().now()
    if isinstance(wrong, EndsFirst):
        form.expires_at.errors = ["It would end before it appears. Choose a later time."]
        return
    late = form.publish_at if appears is not None and appears <= now else form.expires_at
    hint = " To publish it now, leave this empty and press “Publish now” in the list."
    words = f"This time has passed: it is {moment(now, zone)}."
    late.errors = [words + (hint if late is form.publish_at else "")]


def _page_after_others(form: TimesForm, post_id: int) -> str:
    post = _post(post_id)
    form.object_to(_CHANGED)
    form.see(post)
    return _page(form, post)


def _post(post_id: int) -> Post:
    """Not what lies in the trash: that has no times."""
    with reading(kit().engine) as look:
        post = store.post(look, post_id) or abort(404)
        refuse_what_is_not_mine(look, post)
    return abort(404) if post.standing is Standing.TRASH else post


def _page(form: TimesForm, post: Post) -> str:
    place = place_asked(Kind(post.kind))
    return render_template(
        "desk/posts/times.html",
        form=form,
        post=post,
        place=place,
        action=f"{url_for('desk.set_times', post_id=post.id)}?{place.query}",
        zone=owner.wishes().zone,
        now=kit().now(),
    )
