"""What was published in one month or year of the site's own calendar, and the way to all of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from blog.db import reading, writing
from blog.posts.address import SlugTaken
from blog.posts.dated import store as dated
from blog.posts.life.publish import withdraw
from blog.posts.model import Post, Standing
from blog.terms import arrange
from blog.terms.arrange import Filing
from tests import make
from tests.clock import NOON
from tests.public.there import there_is_a_post
from tests.watch.watching import the_site_is


def published(engine, *times, **values):
    """A post for each local time of Vienna, such as "2026-11-30T23:30+01:00"."""
    for number, at in enumerate(times):
        there_is_a_post(engine, title=f"Of {at} {number}", now=datetime.fromisoformat(at), **values)


def titles(page):
    return re.findall(r'entry__title"><a href="[^"]*"><bdi>Of (\S+) \d', page.text)


@pytest.fixture(autouse=True)
def vienna(engine):
    the_site_is(engine, zone="Europe/Vienna")


def test_a_post_belongs_to_the_month_it_has_where_the_site_is(client, engine):
    published(engine, "2026-10-31T23:30+01:00", "2026-11-01T00:00+01:00", "2026-11-30T23:59+01:00")

    assert titles(client.get("/blog/2026/10/")) == ["2026-10-31T23:30+01:00"]
    november = client.get("/blog/2026/11/")
    assert titles(november) == ["2026-11-30T23:59+01:00", "2026-11-01T00:00+01:00"]
    assert "<title>Posts of November 2026 — " in november.text
    assert "<h1><bdi>November 2026</bdi></h1>" in november.text
    assert 'rel="canonical" href="http://localhost/blog/2026/11/"' in november.text
    assert "noindex" not in november.text


def test_the_clocks_change_within_a_month_and_it_keeps_its_ends(client, engine):
    ends = ("2026-03-01T00:00+01:00", "2026-03-31T23:59+02:00")
    published(engine, *ends, "2026-04-01T00:00+02:00", "2026-02-28T23:59+01:00")

    assert sorted(titles(client.get("/blog/2026/03/"))) == sorted(ends)


def test_another_zone_of_the_site_makes_another_month_of_it(client, engine):
    published(engine, "2026-12-01T00:30+01:00")
    assert client.get("/blog/2026/11/").status_code == 404

    the_site_is(engine, zone="America/Los_Angeles")

    assert len(titles(client.get("/blog/2026/11/"))) == 1
    assert client.get("/blog/2026/12/").status_code == 404


def test_a_year_lists_its_posts_and_leads_to_its_months(client, engine):
    published(engine, "2025-12-31T23:59+01:00", "2026-01-01T00:00+01:00", "2026-11-02T12:00+01:00")

    year = client.get("/blog/2026/")

    assert titles(year) == ["2026-11-02T12:00+01:00", "2026-01-01T00:00+01:00"]
    assert re.findall(r'href="/blog/2026/(\d\d)/"><bdi>(\w+)<', year.text) == [
        ("01", "January"),
        ("11", "November"),
    ]
    assert 'href="/blog/2025/" rel="prev"' in year.text
    assert 'rel="next"' not in year.text
    assert 'rel="canonical" href="http://localhost/blog/2026/"' in year.text


def test_a_month_leads_to_the_nearest_months_that_have_something(client, engine):
    published(engine, "2024-02-29T12:00+01:00", "2026-06-01T12:00+02:00", "2026-11-02T12:00+01:00")

    page = client.get("/blog/2026/06/").text

    assert 'href="/blog/2024/02/" rel="prev"' in page
    assert "February 2024" in page
    assert 'href="/blog/2026/11/" rel="next"' in page
    assert 'href="/blog/2026/"' in page
    assert 'rel="prev"' not in client.get("/blog/2024/02/").text


def test_a_long_month_goes_on_to_the_next_page(client, engine):
    published(engine, *(f"2026-11-{day:02}T12:00+01:00" for day in range(1, 13)))

    first, second = client.get("/blog/2026/11/"), client.get("/blog/2026/11/?page=2")

    assert len(titles(first)) == 10
    assert titles(second) == ["2026-11-02T12:00+01:00", "2026-11-01T12:00+01:00"]
    assert "<title>Posts of November 2026, page 2 — " in second.text
    assert 'href="http://localhost/blog/2026/11/?page=2"' in second.text
    assert 'href="http://localhost/blog/2026/11/"' in client.get("/blog/2026/11/?page=1").text
    assert client.get("/blog/2026/11/?page=3").status_code == 404


@pytest.mark.parametrize(
    "path",
    (
        "2026/10 2026/13 2026/00 0000 0001 9999 9999/12 2027 2026/1 2026/001 20261 202 ２０２６ "
        "2026/11/05 2026/-1 2026/1x %00/01"
    ).split(),
)
def test_a_month_without_posts_and_a_number_that_is_none_are_not_found(client, engine, path):
    published(engine, "2026-11-02T12:00+01:00")

    answer = client.get(f"/blog/{path}/")

    assert answer.status_code == 404
    assert "Nothing stands here" in answer.text


@pytest.mark.parametrize("standing", [it for it in Standing if it is not Standing.PUBLISHED])
def test_what_nobody_may_read_makes_no_month(client, engine, standing):
    published(engine, "2026-11-02T12:00+01:00")
    with writing(engine) as session:
        session.get_one(Post, 1).standing = standing

    assert client.get("/blog/2026/11/").status_code == 404
    assert client.get("/blog/2026/").status_code == 404
    assert "Nothing is published yet." in client.get("/blog/archive/").text


def test_no_new_post_is_called_like_a_year_but_a_page_may_be(engine):
    with writing(engine) as session:
        assert make.a_draft(session, title="2026").slug == "2026-2"
        assert make.a_draft(session, title="2026", kind="page").slug == "2026"
        with pytest.raises(SlugTaken) as refused:
            make.a_draft(session, title="Plans", slug="2027")

    assert refused.value.words == "The site itself uses /blog/2027/. Choose another address."


def test_a_post_that_was_called_like_a_year_stays_and_the_year_steps_back(client, engine):
    published(engine, "2025-05-05T12:00+02:00", "2026-11-02T12:00+01:00")
    with writing(engine) as session:
        session.get_one(Post, 1).slug = "2025"

    assert "<h1>Of 2025-05-05T12:00+02:00 0</h1>" in client.get("/blog/2025/").text
    assert titles(client.get("/blog/2025/05/")) == ["2025-05-05T12:00+02:00"]
    for path in ("2026/", "2025/05/", "archive/"):
        shown = client.get(f"/blog/{path}").text
        assert 'href="/blog/2025/"' not in re.sub(r'entry__title"><a [^>]*>', "", shown)
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, 1), by="Erin", now=NOON)
    assert client.get("/blog/2025/").status_code == 404


def test_the_archive_counts_what_is_published_by_month_category_and_tag(client, engine):
    with writing(engine) as session:
        top = arrange.add_category(session, Filing(name="Working"))
        below = arrange.add_category(session, Filing(name="Talks", parent_id=top))
        arrange.add_category(session, Filing(name="Empty"))
    filed = {"category_ids": (below,), "tags": ("Team",)}
    published(engine, "2025-12-31T12:00+01:00", "2026-11-02T12:00+01:00", **filed)
    published(engine, "2026-11-30T23:30+01:00", tags=("Team", "Calm"))
    with writing(engine) as session:
        make.a_draft(session, tags=("Unread",), category_ids=(top,))

    page = client.get("/blog/archive/")

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.partition("<h1>")[2]))
    assert "By month 2026 2 November 2 2025 1 December 1 By category" in words
    assert "By category Working 2 Talks 2 By tag Calm 1 Team 3" in words
    assert "Empty" not in words
    assert "Unread" not in words
    assert 'rel="canonical" href="http://localhost/blog/archive/"' in page.text
    assert 'href="/blog/archive/"' in client.get("/blog/").text


def test_posts_of_one_moment_have_one_order_and_each_its_neighbours(client, engine):
    at = NOON.isoformat()
    published(engine, at, at, (NOON - timedelta(days=1)).isoformat(), at)
    with writing(engine) as session:
        make.a_draft(session)
        make.a_post(session, title="A page", kind="page", now=NOON)

    with reading(engine) as session:
        ways = {}
        for post_id in (1, 2, 3, 4):
            found = dated.neighbours(session, session.get_one(Post, post_id))
            ways[post_id] = tuple(
                it and int(it.title[-1]) + 1 for it in (found.before, found.after)
            )

    assert ways == {3: (None, 1), 1: (3, 2), 2: (1, 4), 4: (2, None)}


def test_a_post_leads_to_the_one_before_and_the_one_after(client, engine):
    for day, title in enumerate(("First", "Second <b>", "Third"), 1):
        there_is_a_post(engine, title=title, now=datetime(2026, 11, day, tzinfo=UTC))

    page = client.get("/blog/second-b/").text
    first = client.get("/blog/first/").text

    assert re.search(r'href="/blog/first/" rel="prev"[^>]*>.*?First', page)
    assert re.search(r'href="/blog/third/" rel="next"[^>]*>.*?Third', page)
    assert "Second &lt;b&gt;" in first
    assert 'rel="prev"' not in first
