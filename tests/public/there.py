"""What is on the site already when a visitor comes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine

from blog import edition
from blog.db import writing
from blog.posts.model import Post
from blog.site import store as site
from tests import make
from tests.clock import NOON


def there_is_a_post(engine: Engine, **values: Any) -> Post:
    with writing(engine) as session:
        return make.a_post(session, **values)


def there_is_a_draft(engine: Engine, **values: Any) -> Post:
    with writing(engine) as session:
        return make.a_draft(session, **values)


def there_is_a_comment(engine: Engine, post: Post, **values: Any) -> int:
    """Its number."""
    with writing(engine) as session:
        return make.a_comment(session, post, **values).id


def there_are_comments(engine: Engine, post: Post, *parents: int | None) -> list[int]:
    """One for each parent that is named, as the number of an earlier one: 1 for the first. They
    say "Number 1." and so on; their own numbers."""
    numbers: list[int] = []
    with writing(engine) as session:
        for at, parent in enumerate(parents, 1):
            comment = make.a_comment(
                session,
                post,
                name=f"Reader {at}",
                email=f"reader{at}@example.org",
                text=f"Number {at}.",
                html=f"<p>Number {at}.</p>",
                parent_id=numbers[parent - 1] if parent else None,
                created_at=NOON - timedelta(days=30, minutes=-at),
            )
            numbers.append(comment.id)
        edition.turn(session)
    return numbers


def the_owner_wishes(engine: Engine, **wished: Any) -> None:
    """Of comments, from now on."""
    with writing(engine) as session:
        site.keep(session, replace(site.discussion(session), **wished))
        edition.turn(session)
