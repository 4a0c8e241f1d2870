"""Posts appear at their time and end at it, by the courier alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import event

from blog import appearing, watching
from blog.db import writing
from blog.decisions.model import Decision
from blog.posts.life.appear import come_due
from blog.posts.life.publish import schedule
from blog.posts.model import Post, Standing
from blog.web.times import in_zone
from blog.web.typed_times import time_typed
from tests import make
from tests.clock import NOON
from tests.rows import rows
from tests.watch.watching import the_site_is

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# In the month around each change of the clocks: on it, before, after, and far from it.
MONTHS = {
    "America/Los_Angeles": {
        "2026-02-23": "2026-02-24T09:00 2026-03-07T23:59 2026-03-08T00:00 2026-03-08T01:59 "
        "2026-03-08T03:00 2026-03-08T03:01 2026-03-08T09:00 2026-03-09T02:30 2026-03-20T17:45",
        "2026-10-15": "2026-10-16T09:00 2026-10-31T23:59 2026-11-01T00:59 2026-11-01T01:00 "
        "2026-11-01T01:30 2026-11-01T02:00 2026-11-01T09:00 2026-11-02T01:30 2026-11-14T17:45",
    },
    "Europe/Vienna": {
        "2026-03-14": "2026-03-15T09:00 2026-03-29T01:59 2026-03-29T03:00 2026-03-29T09:00 "
        "2026-04-11T00:00",
        "2026-10-10": "2026-10-11T09:00 2026-10-25T01:59 2026-10-25T02:30 2026-10-25T03:00 "
        "2026-10-25T09:00 2026-11-07T00:00",
    },
}


def a_scheduled(engine, at, *, now=NOON, **draft):
    with writing(engine) as session:
        post = make.a_draft(session, now=now, **draft)
        schedule(session, post, at=at, by="Erin", now=now)
    return post


def standings(engine):
    return {post.id: post.standing for post in rows(engine, Post)}


def minutes_around(moments, *, until):
    """Each minute near one of them, and a look every six hours in between."""
    near = {at + number * MINUTE for at in moments for number in range(-2, 3)}
    first = min(near)
    far = {first + number * 6 * HOUR for number in range(int((until - first) / (6 * HOUR)))}
    return sorted(near | far)


@pytest.mark.parametrize(
    ("zone", "begin", "typed"),
    [(zone, day, times) for zone, months in MONTHS.items() for day, times in months.items()],
)
def test_through_a_month_each_post_appears_at_its_minute_of_the_site_s_zone(
    app, engine, clock, zone, begin, typed
):
    the_site_is(engine, zone=zone)
    clock.now = datetime.fromisoformat(begin).replace(tzinfo=UTC)
    wanted = {}
    for text in typed.split():
        at = time_typed(text, zone).at
        wanted[a_scheduled(engine, at, now=clock.now, title=text).id] = (text, at)

    appeared: dict[int, datetime] = {}
    moments = [at for _, at in wanted.values()]
    for minute in minutes_around(moments, until=clock.now + 31 * DAY):
        clock.now = minute
        appearing.appear(app)
        for post_id, standing in standings(engine).items():
            if standing is Standing.PUBLISHED:
                appeared.setdefault(post_id, minute)

    assert appeared == {post_id: at for post_id, (_, at) in wanted.items()}
    for post_id, (text, _) in wanted.items():
        assert f"{in_zone(appeared[post_id], zone):%Y-%m-%dT%H:%M}" == text
    assert all(it.published_at == wanted[it.id][1] for it in rows(engine, Post))


def test_readers_find_it_from_its_minute_on_though_nobody_looked_before(app, client, engine, clock):
    post = a_scheduled(engine, NOON + HOUR)
    url = f"/blog/{post.slug}/"
    assert "Not yet" not in client.get("/blog/").text
    assert client.get(url).status_code == 404

    clock.forward(HOUR - MINUTE)
    appearing.appear(app)
    assert client.get(url).status_code == 404
    clock.forward(MINUTE)
    appearing.appear(app)

    assert "Not yet" in client.get("/blog/").text
    assert client.get(url).status_code == 200


def test_what_ends_is_withdrawn_at_its_minute(app, client, engine, clock):
    with writing(engine) as session:
        post = make.a_post(session, expires_at=NOON + DAY)
    url = f"/blog/{post.slug}/"
    assert client.get(url).status_code == 200

    clock.forward(DAY - MINUTE)
    appearing.appear(app)
    assert client.get(url).status_code == 200
    clock.forward(MINUTE)
    appearing.appear(app)

    assert client.get(url).status_code == 404
    assert standings(engine) == {post.id: Standing.WITHDRAWN}


def test_a_courier_that_was_away_through_both_publishes_and_ends(app, engine, clock):
    post = a_scheduled(engine, NOON + HOUR, expires_at=NOON + 2 * HOUR)

    clock.forward(DAY)
    appearing.appear(app)

    assert standings(engine) == {post.id: Standing.WITHDRAWN}
    noted = [(it.was, it.became, it.by) for it in rows(engine, Decision)][-2:]
    assert noted == [
        ("scheduled", "published", "the courier"),
        ("published", "withdrawn", "the courier"),
    ]


def test_a_post_that_appears_late_bears_the_time_it_was_to_appear(app, engine, clock):
    a_scheduled(engine, NOON + HOUR)

    clock.forward(DAY)
    appearing.appear(app)

    (post,) = rows(engine, Post)
    assert (post.published_at, post.publish_at) == (NOON + HOUR, None)


def test_another_zone_of_the_site_leaves_the_moment_where_it_is(app, engine, clock):
    the_site_is(engine, zone="America/Los_Angeles")
    post = a_scheduled(engine, time_typed("2026-11-24T09:00", "America/Los_Angeles").at)

    the_site_is(engine, zone="Europe/Vienna")
    clock.now = time_typed("2026-11-24T17:59", "Europe/Vienna").at
    appearing.appear(app)
    before = standings(engine)
    clock.forward(MINUTE)
    appearing.appear(app)

    assert before == {post.id: Standing.SCHEDULED}
    assert standings(engine) == {post.id: Standing.PUBLISHED}


def test_several_couriers_at_once_publish_once(app, engine, clock):
    for number in range(5):
        a_scheduled(engine, NOON + HOUR, title=f"Number {number}")
    clock.forward(HOUR)
    ready = Barrier(4)

    def run(_number):
        ready.wait()
        appearing.appear(app)

    with ThreadPoolExecutor(4) as couriers:
        list(couriers.map(run, range(4)))

    assert set(standings(engine).values()) == {Standing.PUBLISHED}
    assert [it.became for it in rows(engine, Decision)].count("published") == 5


def test_one_that_fails_keeps_no_other_from_appearing(app, engine, clock, monkeypatch):
    bad, good = (a_scheduled(engine, NOON + HOUR, title=title) for title in ("Bad", "Good"))

    def odd(session, post_id, *, now):
        come_due(session, post_id, now=now)
        if post_id == bad.id:
            raise ValueError("odd")

    clock.forward(HOUR)
    monkeypatch.setattr(appearing, "come_due", odd)
    with pytest.raises(ValueError, match="odd"):
        appearing.appear(app)

    assert standings(engine) == {bad.id: Standing.SCHEDULED, good.id: Standing.PUBLISHED}
    monkeypatch.undo()
    appearing.appear(app)
    assert standings(engine)[bad.id] is Standing.PUBLISHED


def test_while_nothing_is_due_it_asks_one_question(app, engine, clock):
    a_scheduled(engine, NOON + HOUR)
    asked = []
    event.listen(
        app.extensions["kit"].engine,
        "before_cursor_execute",
        lambda _1, _2, statement, *_: asked.append(statement),
    )

    appearing.appear(app)

    assert [it.split()[0] for it in asked if it != "BEGIN"] == ["SELECT"]


def test_the_courier_does_it_at_each_look(app, engine, clock):
    post = a_scheduled(engine, NOON + HOUR)
    clock.forward(HOUR)

    app.extensions["courier"]._write_what_is_gathered()

    assert standings(engine) == {post.id: Standing.PUBLISHED}


def test_an_errand_that_fails_before_it_does_not_stop_it(app, engine, clock, monkeypatch):
    post = a_scheduled(engine, NOON + HOUR)
    clock.forward(HOUR)

    def fails():
        raise RuntimeError("odd")

    with pytest.raises(RuntimeError, match="odd"):
        watching.in_turn(fails, lambda: appearing.appear(app))()

    assert standings(engine) == {post.id: Standing.PUBLISHED}
