"""The queue of comments."""

from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from blog import owner
from blog.comments.model import Status
from blog.comments.submit import BOOK
from blog.db import reading
from blog.decisions import store as decisions
from blog.desk import chrome, lists
from blog.desk.comments.forms import just_before
from blog.desk.comments.place import QUEUE, Place, place_asked, remember_order
from blog.desk.door import desk, me
from blog.learned import train
from blog.moderation.block import picks
from blog.queue import store
from blog.queue.asked import Queued
from blog.web.kit import kit
from blog.web.paging import Paging, paging

NAMES = {
    Status.HELD: "Held",
    Status.APPROVED: "Approved",
    Status.SPAM: "Spam",
    Status.TRASH: "Trash",
}
_POSTS_TO_PICK = 50


@desk.get("/comments/")
def comments() -> str:
    place = place_asked()
    remember_order(place)
    return page(place)


def page(place: Place, **refusal: Any) -> str:
    """The queue at that place; `refusal` says why what was asked for there was not done."""
    seen_at = just_before(kit().now())  # before the first look, lest what comes now goes unseen
    with reading(kit().engine) as look:
        counts = _counts(look, place)
        place = place.but(number=min(place.number, lists.last_page(counts[place.status])), on=0)
        queue = store.page_of(
            look,
            place.status,
            filters=place.filters,
            order=place.order,
            number=place.number,
            size=lists.SIZE,
        )
        return render_template(
            "desk/comments/queue.html",
            counts=counts,
            pages=_pages(place, counts[place.status]),
            queue=queue,
            knowledge=train.knowledge(look, BOOK),
            seen_at=seen_at,
            **_to_pick(look, place),
            **around(look, place, queue),
            **refusal,
        )


def around(look: Session, place: Place, shown: list[Queued]) -> dict[str, Any]:
    """What any page that shows comments needs to draw them, and the line about the last action."""
    return {
        "place": place,
        "query": place.query,
        "names": NAMES,
        "status": place.status,
        "spam_at": owner.policy().spam_at,
        "last": decisions.latest_of_many(look, "comment", [it.comment.id for it in shown]),
        "line": chrome.line(look, "comments", by=me().name),
        "picks": picks,
    }


def _pages(place: Place, total: int) -> Paging:
    return paging(place.number, total=total, size=lists.SIZE, url=place.first().url)


def _counts(look: Session, place: Place) -> dict[Status, int]:
    every = chrome.counts(look)
    return store.counts(look, place.filters) if place.filters else every


def _to_pick(look: Session, place: Place) -> dict[str, Any]:
    """The posts to choose from; the one that is chosen may be an older one."""
    posts, chosen = store.posts_to_pick(look, most=_POSTS_TO_PICK), place.filters.post_id
    title = dict(posts).get(chosen or 0) or (chosen and store.post_title(look, chosen))
    return {"posts": posts, "post_title": title or "one that is not there", "queue_url": QUEUE}
