"""Many comments, written straight into the database: what a site has after years."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from blog.comments.model import Comment, Status
from blog.db import open_engine, writing
from blog.posts.model import Post

_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
_VOCABULARY = 20_000
_AT_ONCE = 5_000


def texts(number: int, *, seed: int) -> list[str]:
    """Of 5 to 60 words, some of them common and most of them rare, as in any language."""
    chance = random.Random(seed)
    words, weights = _vocabulary()
    return [
        " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(5, 60)))
        for _ in range(number)
    ]


def fill(database: Path, *, comments: int, held: int) -> None:
    """As many comments as that in all under one post, from a thousand authors."""
    engine = open_engine(f"sqlite:///{database}")
    with writing(engine) as session:
        post = session.query(Post).order_by(Post.id).first()
        assert post
        rows = list(_rows(post.id, texts(min(comments, 2_000), seed=1), comments, held))
        for at in range(0, len(rows), _AT_ONCE):
            session.execute(insert(Comment), rows[at : at + _AT_ONCE])
    engine.dispose()


def _rows(post_id: int, said: Sequence[str], number: int, held: int) -> Iterator[dict[str, Any]]:
    every = number / held
    for at in range(number):
        author, status = at % 1_000, Status.HELD if at % every < 1 else _others(at)
        email = f"ada{author}@ada.example"
        yield {
            "post_id": post_id,
            "parent_id": None,
            "name": f"Ada {author}",
            "email": email,
            "email_key": email,
            "website": "",
            "text": said[at % len(said)],
            "html": said[at % len(said)],
            "status": status,
            "reasons": ["2 links"],
            "weights": [30],
            "network": f"192.0.{author % 256}.0/24",
            "created_at": _BEGAN + timedelta(seconds=at),
            "moved_at": _BEGAN + timedelta(seconds=at),
        }


def _others(at: int) -> Status:
    return (Status.APPROVED, Status.SPAM, Status.APPROVED)[at % 3]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    chance = random.Random(0)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 11))) for _ in range(_VOCABULARY)]
    return words, list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
