"""The log of decisions: who, what, from, to, why, when. It is read here, and changed nowhere."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import abort, render_template, request, url_for
from sqlalchemy.orm import Session

from blog import owner
from blog.db import reading
from blog.decisions import store
from blog.decisions.model import Decision
from blog.decisions.store import Wanted
from blog.desk import lists
from blog.desk.door import desk, i_may
from blog.editors.roles import Right
from blog.inquiries.reference import reference
from blog.posts import store as posts
from blog.queue import store as queue
from blog.text.plain import one_line
from blog.web.kit import kit
from blog.web.paging import page_number, paging

THINGS = {
    "comment": "Comments",
    "text": "Texts of comments",
    "author": "Authors",
    "block": "Blocked words",
    "inquiry": "Inquiries",
    "assignee": "Who looks after inquiries",
    "label": "Labels of inquiries",
    "star": "Stars of inquiries",
    "due": "Days of inquiries",
    "note": "Notes on inquiries",
    "answer": "Answers to inquiries",
    "letter": "Letters",
    "post": "Posts and pages",
    "picture": "Pictures",
    "person": "People",
    "invitation": "Invitations",
}
# Each is seen by those alone whose work it is.
_NEEDED = {
    **dict.fromkeys(("comment", "text", "author", "block"), Right.MODERATE),
    **dict.fromkeys(
        ("inquiry", "assignee", "label", "star", "due", "note", "answer", "letter"), Right.ANSWER
    ),
    **dict.fromkeys(("post", "picture"), Right.WRITE_ALL),
    **dict.fromkeys(("person", "invitation"), Right.OWN),
}
# What a thing can become, in the words of a list.
BECAME = {
    "approved": "approved",
    "held": "held",
    "spam": "spam",
    "trash": "in the trash",
    "gone": "emptied away",
    "edited": "edited",
    "trusted": "trusted",
    "not trusted": "not trusted any more",
    "blocked": "blocked",
    "unblocked": "not blocked any more",
    "new": "new",
    "open": "open",
    "waiting": "waiting for the person",
    "answered": "answered",
    "closed": "closed",
    "starred": "starred",
    "not starred": "not starred",
    "put on": "put on",
    "taken off": "taken off",
    "written": "written",
    "torn up": "taken back",
    "due": "sent again",
    "dropped": "dropped",
    "readdressed": "sent to another address",
    "published": "published",
    "withdrawn": "withdrawn",
    "scheduled": "scheduled",
    "draft": "a draft",
    "deleted": "deleted for good",
    "ends": "ending by itself",
    "stays": "staying",
    "comments open": "open for comments",
    "comments closed": "closed for comments",
    "owner": "an owner",
    "editor": "an editor",
    "author": "an author",
    "moderator": "a moderator",
    "renamed": "called otherwise",
    "removed": "removed",
    "signed out": "signed out everywhere",
    "invited": "invited",
    "sent again": "invited again",
    "taken back": "invited no more",
}
_OF_COMMENTS = frozenset(("comment", "text", "author", "block"))
_OF_INQUIRIES = frozenset(("inquiry", "assignee", "label", "star", "due", "note", "answer"))


@desk.get("/decisions/")
def decisions() -> str:
    asked, seen = _asked(), _seen()
    wanted = _wanted(asked, seen)
    with reading(kit().engine) as look:
        total = store.count(look, wanted)
        number = min(page_number(), lists.last_page(total))
        page = store.page_of(look, wanted, number=number, size=lists.SIZE)
        url = f"{url_for('desk.decisions')}?{urlencode({k: v for k, v in asked.items() if v})}"
        return render_template(
            "desk/decisions.html",
            asked=asked,
            total=total,
            page=page,
            pages=paging(number, total=total, size=lists.SIZE, url=url),
            deciders=store.deciders(look, seen),
            things={thing: words for thing, words in THINGS.items() if thing in seen},
            became=BECAME,
            said_of=_said,
            reference=reference,
            **_named(look, page),
        )


def _asked() -> dict[str, str]:
    names = ("by", "thing", "became", "since", "until")
    return {name: one_line(request.args.get(name, ""))[:245] for name in names}


def _seen() -> frozenset[str]:
    """What the role of whoever looks lets them see."""
    return frozenset(thing for thing, right in _NEEDED.items() if i_may(right))


def _wanted(asked: dict[str, str], seen: frozenset[str]) -> Wanted:
    day = timedelta(days=1)
    since, until = _day(asked["since"]), _day(asked["until"])
    return Wanted(
        things=seen,
        by=asked["by"],
        thing=_one_of(THINGS, asked["thing"]),
        became=_one_of(BECAME, asked["became"]),
        since=_begin_of(since) if since else None,
        until=_begin_of(until + day) if until else None,
    )


def _one_of(known: Collection[str], word: str) -> str:
    return word if not word or word in known else abort(404)


def _day(text: str) -> date | None:
    """Days are the site's own; not found where it is none that a site could have seen."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        abort(404)
    return day if day is None or 1970 <= day.year <= 9000 else abort(404)


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(owner.wishes().zone))


def _named(look: Session, page: list[Decision]) -> dict[str, Any]:
    """The names of comments and posts on the page; what is gone has none."""
    of_comments = {it.thing_id for it in page if it.thing in _OF_COMMENTS}
    of_posts = {it.thing_id for it in page if it.thing == "post"}
    found = (posts.post(look, number) for number in of_posts)
    return {
        "names": queue.names_of(look, of_comments) if of_comments else {},
        "titles": {post.id: post.title for post in found if post},
        "of_comments": _OF_COMMENTS,
        "of_inquiries": _OF_INQUIRIES,
    }


def _said(decision: Decision, word: str) -> str:
    """What it was or became. Who had an inquiry is kept by number; the name stands beside it."""
    if decision.thing == "assignee" and word != "nobody":
        return "somebody"
    return BECAME.get(word, word)
