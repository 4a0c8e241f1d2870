"""What is on the site already when a visitor comes."""

from typing import Any

from sqlalchemy import Engine

from blog.db import writing
from blog.posts.model import Post
from tests import make


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
