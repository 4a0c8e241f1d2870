"""The watch as it runs, for tests: the courier's minute, the watchman's, and what they wrote."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from blog import edition, watching
from blog.db import reading, writing
from blog.outbox.leaving.outgoing import Outgoing
from blog.outbox.model import Letter, Rounds
from blog.site import store as site
from blog.watch import store
from blog.watch.model import Warned
from tests.clock import NOON
from tests.rows import rows

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WATCHED = "erin@elsewhere.example"


def the_owner_wishes(engine: Engine, **wishes: Any) -> None:
    """Of inquiries and the watch; anything else keeps its usual wish."""
    with writing(engine) as session:
        site.keep(session, replace(site.reception(session), **wishes))
        edition.turn(session)


def the_site_is(engine: Engine, **wishes: Any) -> None:
    with writing(engine) as session:
        site.keep(session, replace(site.wishes(session), **wishes))
        edition.turn(session)


def a_courier_looked(engine: Engine, at: Any = NOON, **values: Any) -> None:
    with writing(engine) as session:
        session.merge(Rounds(id=1, looked_at=at, pause_words="", **values))


def a_minute_of_the_courier(app: Flask) -> None:
    """Its errands; no letter leaves."""
    watching.watch(app, lambda: taken)


def taken(outgoing: Outgoing) -> str:
    """A mail server that takes everything."""
    return "250 OK"


def letters_about(engine: Engine, about: str) -> list[Letter]:
    return [letter for letter in rows(engine, Letter) if letter.about == about]


def warnings(engine: Engine) -> list[str]:
    """Their subjects and texts."""
    return [f"{it.subject}\n{it.body}" for it in letters_about(engine, "alarm")]


def remembered(engine: Engine) -> Warned:
    with reading(engine) as session:
        return store.warned(session)
