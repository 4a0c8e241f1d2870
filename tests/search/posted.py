"""Posts that are found by search, as soon as they are written."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.db import reading, writing
from blog.posts.model import Post
from blog.search import store
from blog.search.asked import asked_for
from blog.search.index import store as index
from tests import make
from tests.clock import NOON


def posted(
    engine: Engine, title: str, body: str = "Words.", *, days: int = 0, **draft: Any
) -> Post:
    """Published so many days ago, and found."""
    with writing(engine) as session:
        found = make.a_post(
            session,
            title=title,
            body=body,
            now=NOON - timedelta(days=days),
            **{"lead": "", **draft},
        )
        take_in(session)
        return found


def take_in(session: Session) -> None:
    session.flush()
    index.keep(session, index.read(session, index.unmade(session, most=1_000)))


def titles(engine: Engine, typed: str, *, number: int = 1, size: int = 10) -> list[str]:
    """Of what was found, the best first."""
    with reading(engine) as session:
        found = store.found(session, asked_for(typed), number=number, size=size)
    return [it.title for it in found.hits]
