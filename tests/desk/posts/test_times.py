"""When a post appears and when it ends, as it is typed at the desk."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.db import writing
from blog.posts.life import publish
from blog.posts.model import Post, Standing
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, words
from tests.rows import rows
from tests.watch.watching import the_site_is


@pytest.fixture(autouse=True)
def _in_los_angeles(engine: Engine, client: FlaskClient, clock: StoppedClock) -> None:
    """It is ten in the morning there, on the first of March."""
    the_site_is(engine, zone="America/Los_Angeles")
    clock.now = datetime(2026, 3, 1, 18, tzinfo=UTC)
    make.an_editor(engine)
    make.sign_in(client)


@pytest.fixture
def draft(engine: Engine) -> Post:
    with writing(engine) as session:
        return make.a_draft(session)


def url(post: Post) -> str:
    return f"/desk/posts/{post.id}/times"


def send(client: FlaskClient, post: Post, *, on: str = "", **typed: str) -> TestResponse:
    shown = on or page(client, url(post))
    seen = shown.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    return client.post(
        url(post), data={"csrf_token": make.csrf_token(shown), "seen": seen, **typed}
    )


def kept(engine: Engine) -> Post:
    return rows(engine, Post)[0]


def test_a_post_is_scheduled_in_the_site_s_zone(client, engine, draft):
    answer = send(client, draft, publish_at="2026-03-09T09:30", expires_at="2026-04-01T00:00")

    assert answer.status_code == 303
    assert (kept(engine).standing, kept(engine).publish_at) == (
        Standing.SCHEDULED,
        datetime(2026, 3, 9, 16, 30, tzinfo=UTC),
    )
    shown = page(client, "/desk/posts/")
    assert "appears on 9 March 2026, 09:30 and ends on 1 April 2026, 00:00." in shown
    assert 'value="2026-03-09T09:30"' in page(client, url(draft))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"publish_at": "2026-03-08T02:30"}, "The next time there is comes at 03:00."),
        ({"publish_at": "2026-02-28T09:00"}, "This time has passed: it is 1 March 2026, 10:00."),
        ({"publish_at": "next week"}, "Enter a day and a time"),
        (
            {"publish_at": "2026-03-09T09:00", "expires_at": "2026-03-09T09:00"},
            "It would end before it appears.",
        ),
        ({"expires_at": "2026-02-28T09:00"}, "This time has passed"),
        ({"expires_at": "9" * 50}, "too long"),
        ({"publish_at": "<script>alert(1)</script>\0"}, "Enter a day and a time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_stays_in_its_field(
    client, engine, draft, typed, said
):
    answer = send(client, draft, **typed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert "<script>alert" not in words(answer)
    if "<" not in str(typed):
        for text in typed.values():
            assert f'value="{text}"' in words(answer)
    assert (kept(engine).standing, kept(engine).expires_at) == (Standing.DRAFT, None)


def test_of_a_time_that_comes_twice_the_first_is_taken_and_the_page_says_so(client, engine, draft):
    answer = send(client, draft, publish_at="2026-11-01T01:30")

    assert kept(engine).publish_at == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert "01:30 comes twice on 1 November 2026" in page(client, answer.location)


def test_saving_the_second_of_two_again_does_not_move_it(client, engine, draft):
    second = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    with writing(engine) as session:
        found = session.get_one(Post, draft.id)
        publish.schedule(session, found, at=second, by="Erin", now=NOON - timedelta(365))

    send(client, draft, publish_at="2026-11-01T01:30", expires_at="2027-01-01T00:00")

    assert kept(engine).publish_at == second


def test_an_emptied_field_takes_the_time_off(client, engine, draft):
    send(client, draft, publish_at="2026-03-09T09:30", expires_at="2026-04-01T00:00")

    assert send(client, draft).status_code == 303

    post = kept(engine)
    assert (post.standing, post.publish_at, post.expires_at) == (Standing.DRAFT, None, None)


def test_both_times_can_be_moved_earlier_or_later_together(client, engine, draft):
    for day in ("2026-05", "2026-03", "2026-07"):
        typed = {"publish_at": f"{day}-10T09:00", "expires_at": f"{day}-12T09:00"}
        assert send(client, draft, **typed).status_code == 303
        post = kept(engine)
        assert post.publish_at
        assert post.expires_at == post.publish_at + timedelta(days=2)


def test_a_published_post_has_only_an_end(client, engine, draft):
    with writing(engine) as session:
        publish.publish(session, session.get_one(Post, draft.id), by="Erin", now=NOON)
    assert "Appears" not in page(client, url(draft))

    send(client, draft, expires_at="2026-04-01T09:00", publish_at="2026-03-20T09:00")

    post = kept(engine)
    assert (post.standing, post.publish_at) == (Standing.PUBLISHED, None)
    assert post.expires_at == datetime(2026, 4, 1, 16, tzinfo=UTC)


def test_who_comes_second_overwrites_nothing(client, engine, draft):
    opened = page(client, url(draft))
    send(client, draft, publish_at="2026-03-09T09:30")

    answer = send(client, draft, on=opened, publish_at="2026-03-10T12:00")

    assert answer.status_code == 409
    assert "Somebody changed this" in words(answer)
    assert 'value="2026-03-10T12:00"' in words(answer)
    assert kept(engine).publish_at == datetime(2026, 3, 9, 16, 30, tzinfo=UTC)
    assert send(client, draft, on=words(answer), publish_at="2026-03-10T12:00").status_code == 303


def test_a_stale_token_sets_nothing(client, engine, draft):
    answer = press_stale(client, url(draft), on=url(draft), publish_at="2026-03-09T09:30")

    assert answer.status_code == 422
    assert 'value="2026-03-09T09:30"' in words(answer)
    assert kept(engine).standing is Standing.DRAFT


def test_what_lies_in_the_trash_has_no_times(client, engine, draft):
    client.post(
        f"/desk/posts/{draft.id}/decisions",
        data={
            "csrf_token": make.csrf_token(page(client, "/desk/posts/")),
            "seen": "draft",
            "to": "trash",
        },
    )

    assert client.get(url(draft)).status_code == 404


def test_where_a_post_is_written_a_time_that_comes_twice_is_said_as_well(client, engine):
    new = "/desk/posts/new"
    typed = {"title": "Twice", "body": "x", "publish_at": "2026-11-01T01:30", "act": "schedule"}

    answer = press(client, new, on=new, **typed)

    assert "01:30 comes twice on 1 November 2026" in page(client, answer.location)
