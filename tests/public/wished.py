"""What the owner wishes of inquiries, as if saved at the desk."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from blog import edition
from blog.db import writing
from blog.site import store as site
from blog.site.discussion import Discussion
from blog.topics.model import Topic


def wish(engine: Engine, **wished: Any) -> None:
    with writing(engine) as session:
        site.keep(session, replace(site.reception(session), **wished))
        edition.turn(session)


def wish_of_the_site(engine: Engine, **wished: Any) -> None:
    with writing(engine) as session:
        site.keep(session, replace(site.wishes(session), **wished))
        edition.turn(session)


def block(engine: Engine, words: str) -> None:
    with writing(engine) as session:
        site.keep(session, Discussion(block_words=words))
        edition.turn(session)


def offer(engine: Engine, *names: str, letters_to: tuple[str, ...] = ()) -> None:
    """Topics with the numbers 1, 2, …; the first has `letters_to`."""
    with writing(engine) as session:
        for place, name in enumerate(names):
            to = list(letters_to) if not place else []
            session.add(Topic(name=name, letters_to=to, place=place))
            session.flush()
        edition.turn(session)
