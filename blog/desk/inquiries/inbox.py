"""The inbox: inquiries as a list."""

from datetime import datetime, timedelta
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from blog import owner
from blog.db import reading
from blog.desk import chrome, lists
from blog.desk.door import desk, me
from blog.desk.inquiries import said
from blog.desk.inquiries.place import ALL, INBOX, Place, place_asked
from blog.editors import store as editors
from blog.editors.roles import Right, may
from blog.inbox.change import Person
from blog.inbox.listed import store
from blog.inbox.listed.asked import NOBODY, is_overdue
from blog.inquiries.model import State
from blog.inquiries.reference import reference
from blog.web.kit import kit
from blog.web.paging import paging

TABS: dict[State | None, str] = dict([*said.NAMES.items(), (None, "All")])
_LABELS = 200


@desk.get("/inquiries/")
def inquiries() -> str:
    return page(place_asked())


def page(place: Place, **refusal: Any) -> str:
    """The list at that place; `refusal` says why what was asked for there was not done."""
    with reading(kit().engine) as look:
        counts = store.counts(look, place.asked)
        total = counts[place.state]
        if not place.filters:
            chrome.know_new_inquiries(counts[State.NEW])
        place = place.but(number=min(place.number, lists.last_page(total)), on=0)
        listed = store.page_of(look, place.asked, number=place.number, size=lists.SIZE)
        return render_template(
            "desk/inquiries/list.html",
            counts=counts,
            pages=paging(place.number, total=total, size=lists.SIZE, url=place.first().url),
            listed=listed,
            **around(look, place),
            **refusal,
        )


def around(look: Session, place: Place) -> dict[str, Any]:
    """What any page that shows inquiries needs, and the line about the last action."""
    now, people = kit().now(), people_of(look)
    return {
        "place": place,
        "query": place.query,
        "tabs": TABS,
        "state": place.state,
        "ALL": ALL,
        "NOBODY": NOBODY,
        "inbox_url": INBOX,
        "people": people,
        "topics": owner.topics(),
        "labels": store.known_labels(look, most=_LABELS),
        "reference": reference,
        "today": place.asked.today,
        "is_overdue": is_overdue,
        "day_of": said.day,
        "did_it": said.did,
        "age": lambda at: age(at, now),
        "line": chrome.line(look, "inquiries", by=me().name),
        "suspicious_at": owner.reception().suspicious_at,
    }


def people_of(look: Session) -> dict[int, Person]:
    """By their numbers, those whose role lets them answer: nobody else is given an inquiry."""
    every = [it for it in editors.everyone(look) if may(it.role, Right.ANSWER)]
    return {it.id: Person(id=it.id, name=it.name, email=it.email) for it in every}


def age(at: datetime, now: datetime) -> str:
    """How long ago, in the largest measure that is not nought."""
    past = max(now - at, timedelta())
    minutes, days = int(past.total_seconds() // 60), past.days
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return _many(minutes, "minute")
    if days < 1:
        return _many(minutes // 60, "hour")
    if days < 60:
        return _many(days, "day")
    return _many(days // 30, "month") if days < 730 else _many(days // 365, "year")


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'} ago"
