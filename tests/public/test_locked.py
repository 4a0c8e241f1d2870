"""Somebody else holds the database: the visitor waits, or is told, with all that was typed."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from blog.db import open_engine, writing
from blog.inquiries.model import Inquiry
from blog.outbox.model import Letter
from tests import make
from tests.public.sent import SLUG, inquiry
from tests.rows import rows

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def settings(settings, database_url, request):
    """A site with little patience, so that the test needs none."""
    seconds = getattr(request, "param", 0.2)
    return settings | {"DATABASE_URL": f"{database_url}?timeout={seconds}"}


@contextmanager
def locked(database_url: str, seconds: float = 60) -> Iterator[None]:
    """Another process writes, for `seconds` or until this ends."""
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), check_same_thread=False)
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(seconds, other.rollback)
    done.start()
    yield
    done.cancel()
    done.join()
    other.close()


@pytest.mark.parametrize(
    ("page", "around"),
    [
        ("/contact/", 'aria-current="page">Contact'),
        ("/", "Latest from the blog"),
        (f"/blog/{SLUG}/", "Leave a Reply"),
    ],
)
def test_one_who_waited_in_vain_is_told_where_they_wrote(
    client, engine, database_url, page, around
):
    with writing(engine) as session:
        make.a_post(session)

    with locked(database_url):
        answer = inquiry(client, page=page, message="Every <word>.")

    assert answer.status_code == 503
    assert "could not store this" in answer.text
    assert "Every &lt;word&gt;." in answer.text
    assert around in answer.text
    assert [*rows(engine, Inquiry), *rows(engine, Letter)] == []
    assert inquiry(client, page=page, message="Every <word>.").status_code == 303


@pytest.mark.parametrize("settings", [15], indirect=True)
def test_a_short_lock_is_waited_out(client, engine, database_url):
    with locked(database_url, seconds=2):
        answer = inquiry(client)

    assert answer.status_code == 303
    assert len(rows(engine, Inquiry)) == 1


def test_nobody_queues_for_ever_behind_others_who_wait(database_url):
    engine = open_engine(f"{database_url}?timeout=0.2")
    inside, leave = threading.Event(), threading.Event()

    def write():
        with writing(engine):
            inside.set()
            leave.wait(30)

    other = threading.Thread(target=write)
    other.start()
    inside.wait(30)
    with pytest.raises(Exception, match="Others were writing"), writing(engine):
        pass
    leave.set()
    other.join()

    with writing(engine) as session:  # and the next one has its turn
        assert session.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_a_full_disk_is_said_in_place_and_nothing_is_half_written(client, app, engine, post):
    limit = app.extensions["kit"].engine
    with limit.connect() as connection:  # the pool's one connection: it may grow no further
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    answer = inquiry(client, page=f"/blog/{post.slug}/", message="word " * 12_000)

    assert answer.status_code == 503
    assert "could not store this" in answer.text
    assert "Leave a Reply" in answer.text
    assert answer.text.count("word word") > 1_000
    assert [*rows(engine, Inquiry), *rows(engine, Letter)] == []
