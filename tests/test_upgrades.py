"""A site that was begun with an earlier version keeps all that is in it, there and back."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from blog.comments.model import Comment, Status
from blog.db import open_engine, reading
from blog.migrations import run
from blog.posts.model import Post
from blog.queue import store as queue
from blog.redirects.model import Redirect
from blog.text.digest import digest
from tests import postgres
from tests.rows import rows

_LONG = "The part about duration made it click for me."
_BEFORE: tuple[tuple[Any, ...], ...] = (
    ("Ada", _LONG, "approved", [], None),
    ("Eve", "Buy.", "spam", ["a field that people cannot see was filled"], 1),
    ("Sam", "Hello", "held", ["2 links", "first comment from this name and address"], 1),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Any, run_folder: Any) -> str:
    """Of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    postgres.needed()
    return postgres.create(run_folder / "postgres", f"old_{tmp_path.name}")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Of a site that the first version made, with a post, three comments and a letter."""
    move_to(url, "0001")
    with run._alone(url) as connection:
        fill(connection)
    run.upgrade(url)
    engine = open_engine(url)
    yield engine
    engine.dispose()


def move_to(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", run.script_location())
    with run._alone(url) as connection:
        config.attributes["connection"] = connection
        act = command.downgrade if run._revision(connection) else command.upgrade
        act(config, revision)


def fill(connection: Connection) -> None:
    at = "2026-11-23 12:00:00"
    post = {"id": 1, "kind": "post", "slug": "a-post", "title": "A post", "lead": "", "body": ""}
    put(connection, "post", **post, html="", minutes=1, author="Erin", standing="published",
        comments_open=True, created_at=at, updated_at=at, published_at=at)  # fmt: skip
    for number, (name, said, status, reasons, parent) in enumerate(_BEFORE, 1):
        email = f"{name.lower()}@reader.example"
        put(connection, "comment", id=number, post_id=1, parent_id=parent, name=name, email=email,
            email_key=email, website="", text=said, html=f"<p>{said}</p>", status=status,
            reasons=json.dumps(reasons), network="192.0.2.0/24", created_at=at)  # fmt: skip
    put(connection, "decision", thing="comment", thing_id=1, was="held", became="approved",
        by="Erin", why="", at=at)  # fmt: skip
    put(connection, "letter", id=1, recipient="office@howard.example", reply_to="", subject="S",
        reply_to_name="", body="B", message_id="<1@x>", about="comment", about_id=1, stage="sent",
        attempts=1, last_answer="", claimed_by="", created_at=at, due_at=at)  # fmt: skip
    put(connection, "attempt", letter_id=1, recipient="o@x", at=at, outcome="sent", answer="")


def put(connection: Connection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def test_every_comment_is_there_with_its_text_state_and_place(engine: Engine) -> None:
    found = rows(engine, Comment)

    assert [(it.name, it.text, it.status, it.reasons, it.parent_id) for it in found] == [
        (name, said, Status(status), reasons, parent)
        for name, said, status, reasons, parent in _BEFORE
    ]


def test_reasons_of_before_get_a_weight_and_a_first_comment_gets_none(engine: Engine) -> None:
    assert [comment.weights for comment in rows(engine, Comment)] == [[], [30], [30, 0]]


def test_what_was_said_before_is_recognised_from_now_on(engine: Engine) -> None:
    assert [comment.digest for comment in rows(engine, Comment)] == [digest(_LONG), "", ""]


def test_what_was_kept_for_ever_is_kept_for_its_days_from_the_upgrade_on(engine: Engine) -> None:
    approved, spam, held = rows(engine, Comment)

    assert approved.moved_at == approved.created_at and held.moved_at == held.created_at
    assert spam.moved_at
    assert datetime.now(UTC) - spam.moved_at < timedelta(hours=1)


def test_the_desk_shows_all_of_it(engine: Engine) -> None:
    with reading(engine) as session:
        assert [*queue.counts(session).values()] == [1, 1, 1, 0]


def test_the_way_back_keeps_all_that_the_first_version_knew(engine: Engine, url: str) -> None:
    def content(table: str) -> list[Any]:
        with engine.connect() as connection:
            columns = ", ".join(f'"{name}"' for name in first_shape(connection, table))
            return list(connection.execute(text(f"SELECT {columns} FROM {table} ORDER BY id")))

    before = {table: content(table) for table in ("post", "comment", "decision", "letter")}
    engine.dispose()
    move_to(url, "0001")

    assert {table: content(table) for table in before} == before
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attempt")) == 1


def first_shape(connection: Connection, table: str) -> list[str]:
    later = {"weights", "hue", "digest", "by_office", "asks", "taught", "edited_at", "moved_at"}
    later |= {"action", "unsubscribe_url"}
    later |= {"email_key", "topic_id", "topic", "organisation", "reach", "best_time", "consent"}
    later |= {"rehearsal", "assignee_id", "starred", "due_on", "seen_at", "answered_at"}
    later |= {"sender_name", "in_reply_to", "refs", "auto", "via"}
    later |= {"why"} if table == "letter" else set()
    later |= {"publish_at", "expires_at", "author_id", "picture_id", "place", "picture_alt"}
    later |= {"picture_decorative", "sticky", "description", "canonical", "noindex", "version"}
    later |= {"revised_at", "drawn"}
    later |= {"was", "preview_key", "preview_until"} | ({"parent_id"} if table == "post" else set())
    names = connection.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys()
    return [name for name in names if name not in later]


def test_what_stood_where_the_site_stands_now_moves_to_the_next_free_address(url: str) -> None:
    move_to(url, "0007")
    stood = (
        ("post", "feeds"), ("page", "feeds-2"), ("page", "rss"), ("page", "share"),
        ("post", "rss-2"), ("post", "share-old"),
    )  # fmt: skip
    with run._alone(url) as connection:
        for number, (kind, slug) in enumerate(stood, 1):
            a_post_of_0007(connection, id=number, kind=kind, slug=slug)

    run.upgrade(url)

    engine = open_engine(url)
    moved = ["feeds-3", "feeds-2", "rss-3", "share-2", "rss-2", "share-old"]
    assert [it.slug for it in rows(engine, Post)] == moved
    assert rows(engine, Redirect) == []
    engine.dispose()


def a_post_of_0007(connection: Connection, **values: object) -> None:
    at = "2026-11-23 12:00:00"
    words = dict.fromkeys(
        ("title", "lead", "body", "html", "picture_alt", "description", "canonical", "was"), ""
    )
    flags = dict.fromkeys(("picture_decorative", "sticky", "noindex"), False)
    put(connection, "post", **words, **flags, minutes=1, author="Erin", standing="published",
        comments_open=True, created_at=at, updated_at=at, published_at=at, place=0, version=1,
        preview_key="", **values)  # fmt: skip
