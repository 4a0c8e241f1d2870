"""The office being told of comments, as a courier does it; and what an owner wishes of it."""

import re
from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from blog import edition, errands
from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.db import open_engine, writing
from blog.outbox.model import Letter
from blog.posts.model import Post
from blog.site import store as site
from tests import make
from tests.clock import NOON
from tests.rows import rows

_LINK = re.compile(r"http://localhost(/(?:letters|answers)/\S+)")


def letters_told(app: Flask) -> list[Letter]:
    """All letters there are, once the courier has looked."""
    errands.tell_the_office(app)
    return rows(app.extensions["kit"].engine, Letter)


def an_owed_comment(engine: Engine, post: Post, **values: Any) -> Comment:
    """Held, and the office has still to be told of it."""
    held = {"status": Status.HELD, "reasons": ["first comment from this name and address"]}
    with writing(engine) as session:
        comment = make.a_comment(session, post, **held | values)
        comments.owe(session, comment.id, comment.status, now=values.get("created_at", NOON))
        return comment


def the_owner_wishes(engine: Engine, **wishes: Any) -> None:
    with writing(engine) as session:
        site.keep(session, replace(site.discussion(session), **wishes))
        edition.turn(session)


def replies_are_told_of_at_once(database_url: str) -> None:
    """On a site that runs in another process."""
    engine = open_engine(database_url)
    the_owner_wishes(engine, minutes_between_letters=0)
    engine.dispose()


def links_in(letter: Letter) -> dict[str, str]:
    """The path behind each link by its purpose; of the last comment, where it shows several."""
    return {path.split("/")[2]: path for path in _LINK.findall(letter.body)}
