"""Old addresses lead readers to where things stand by now."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.db import writing
from blog.posts.address import path_of
from blog.posts.life.appear import come_due
from blog.posts.life.discard import discard, put_back
from blog.posts.life.publish import publish, schedule, withdraw
from blog.posts.model import Kind, Post
from blog.posts.write import Draft, rewrite
from blog.redirects import store as redirects
from blog.redirects.model import Redirect
from tests import make
from tests.clock import NOON
from tests.rows import rows

HOUR = timedelta(hours=1)


def move(engine: Engine, post: Post, *slugs: str) -> None:
    """To one address after the other."""
    for slug in slugs:
        with writing(engine) as session:
            found = session.get_one(Post, post.id)
            draft = Draft(title=found.title, slug=slug, body=found.body, kind=found.kind)
            rewrite(session, found, draft, by="Erin", now=NOON)


def lead(engine: Engine, path: str, target: str) -> None:
    with writing(engine) as session:
        redirects.add(session, path, target=target, by="Erin", now=NOON)


def led(client: FlaskClient, url: str) -> str | int:
    """Where it leads for ever, or what it answers."""
    answer = client.get(url)
    return answer.location if answer.status_code == 301 else answer.status_code


def test_each_address_a_post_ever_had_leads_straight_to_the_last(client, engine, post):
    first = post.slug
    move(engine, post, "second", "third")

    assert led(client, f"/blog/{first}/") == "/blog/third/"
    assert led(client, "/blog/second/") == "/blog/third/"
    assert led(client, "/blog/third/") == 200
    assert client.head(f"/blog/{first}/").status_code == 301


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_the_feed_of_an_old_address_leads_to_the_feed_of_the_new_one(client, engine, post, form):
    first = post.slug
    move(engine, post, "second")
    lead(engine, "/2019/05/old-title/", "/blog/second/")
    lead(engine, "/category/news/", "/blog/category/news/")
    lead(engine, "/elsewhere/", "https://elsewhere.example/")
    lead(engine, "/root/", "/services/")

    assert led(client, f"/blog/{first}/feed/{form}") == f"/blog/second/feed/{form}"
    assert led(client, f"/2019/05/old-title/feed/{form}") == f"/blog/second/feed/{form}"
    assert led(client, f"/category/news/feed/{form}") == f"/blog/category/news/feed/{form}"
    assert led(client, f"/elsewhere/feed/{form}") == led(client, f"/root/feed/{form}") == 404
    assert led(client, f"/nowhere/feed/{form}") == 404


def test_back_at_its_first_address_it_leads_nowhere_else(client, engine, post):
    first = post.slug
    move(engine, post, "second", first)

    assert led(client, f"/blog/{first}/") == 200
    assert led(client, "/blog/second/") == f"/blog/{first}/"
    assert [it.path for it in rows(engine, Redirect)] == ["/blog/second/"]


def test_what_was_asked_beside_the_address_goes_along(client, engine, post):
    first = post.slug
    move(engine, post, "second")

    assert led(client, f"/blog/{first}/?comments=2&x=%C3%A4") == (
        "/blog/second/?comments=2&x=%C3%A4"
    )


def test_a_page_leads_on_as_well(client, engine):
    with writing(engine) as session:
        about = make.a_draft(session, title="About", kind=Kind.PAGE)
        publish(session, about, by="Erin", now=NOON)
    move(engine, about, "about-us")

    assert led(client, "/about/") == "/about-us/"


@pytest.mark.parametrize("verb", [withdraw, discard])
def test_to_what_readers_no_longer_see_nothing_leads(client, engine, post, verb):
    first = post.slug
    move(engine, post, "second")
    with writing(engine) as session:
        verb(session, session.get_one(Post, post.id), by="Erin", now=NOON)

    assert led(client, f"/blog/{first}/") == 404


def test_a_draft_never_had_an_address_that_readers_knew(client, engine):
    with writing(engine) as session:
        draft = make.a_draft(session, slug="first")
    move(engine, draft, "second")

    assert rows(engine, Redirect) == []


def test_who_moves_in_at_an_old_address_is_found_there(client, engine, post):
    first = post.slug
    move(engine, post, "second")
    with writing(engine) as session:
        publish(session, make.a_draft(session, slug=first), by="Erin", now=NOON)

    assert led(client, f"/blog/{first}/") == 200


def test_a_draft_at_an_old_address_stops_nobody_from_being_led_on(client, engine, post):
    first = post.slug
    move(engine, post, "second")
    with writing(engine) as session:
        draft = make.a_draft(session, slug="elsewhere")
    move(engine, draft, first)

    assert led(client, f"/blog/{first}/") == "/blog/second/"


def at_once(session: Session, draft: Post) -> None:
    publish(session, draft, by="Erin", now=NOON)


def by_the_clock(session: Session, draft: Post) -> None:
    schedule(session, draft, at=NOON + HOUR, by="Erin", now=NOON)
    come_due(session, draft.id, now=NOON + HOUR)


def out_of_the_trash(session: Session, draft: Post) -> None:
    at_once(session, draft)
    discard(session, draft, by="Erin", now=NOON)
    redirects.add(session, path_of(draft), target="/contact/", by="Erin", now=NOON)
    put_back(session, draft, by="Erin", now=NOON)


@pytest.mark.parametrize("appear", [at_once, by_the_clock, out_of_the_trash])
def test_of_two_that_claim_an_address_the_one_that_appears_there_has_it(
    client, engine, post, appear
):
    first = post.slug
    move(engine, post, "second")
    lead(engine, f"/blog/{first}", "/contact/")
    with writing(engine) as session:
        appear(session, make.a_draft(session, slug=first))

    assert rows(engine, Redirect) == []
    assert led(client, f"/blog/{first}/") == 200


def test_addresses_of_an_old_site_lead_on_with_and_without_their_slash(client, engine, post):
    lead(engine, "/2019/05/old-title/", f"/blog/{post.slug}/")
    lead(engine, "/Über uns.html", "https://elsewhere.example/a?b=c#d")

    assert led(client, "/2019/05/old-title/") == f"/blog/{post.slug}/"
    assert led(client, "/2019/05/old-title?a=b") == f"/blog/{post.slug}/?a=b"
    assert led(client, "/%C3%9Cber%20uns.html?x=y") == "https://elsewhere.example/a?b=c&x=y#d"
    move(engine, post, "second")
    assert led(client, "/2019/05/old-title/") == "/blog/second/"


def test_what_an_old_site_named_by_number_leads_on_also_from_a_warm_page(client, engine, post):
    lead(engine, "/?p=12", f"/blog/{post.slug}/")
    lead(engine, "/index.php?p=12", "/contact/")

    for _ in range(2):
        assert led(client, "/") == 200
        assert led(client, "/?p=12") == f"/blog/{post.slug}/"
        assert led(client, "/?p=13") == 200
    assert led(client, "/index.php?p=12") == "/contact/"
    assert led(client, "/index.php?p=13") == 404


def test_a_circle_ends_in_not_found(client, engine):
    lead(engine, "/one/", "/two/")
    lead(engine, "/two/", "/one")

    assert led(client, "/one/") == 404


def test_no_browser_keeps_it_unasked_so_that_an_address_may_go_back(client, engine, post):
    first = post.slug
    move(engine, post, "second")

    answer = client.get(f"/blog/{first}/")

    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in answer.headers


def test_a_reply_written_under_the_old_address_is_sent_to_the_new_one(client, engine, post):
    first = post.slug
    move(engine, post, "second")

    answer = client.post(f"/blog/{first}/comments", data={"comment": "Yes."})

    assert (answer.status_code, answer.location) == (308, "/blog/second/comments")


@pytest.mark.parametrize(
    "path", ["/%00/", "/" + "a" * 3000, "/%ff%fe/", "/desk/nothing", "/blog/x/%0d%0aSet-Cookie:a"]
)
def test_odd_addresses_lead_nowhere(client, engine, path):
    assert client.get(path).status_code in (303, 404)


def test_a_post_that_was_called_like_a_year_is_found_from_there(client, engine, post):
    with writing(engine) as session:
        session.get_one(Post, post.id).slug = "2026"
    move(engine, post, "the-year")

    assert led(client, "/blog/2026/") == "/blog/the-year/"
    assert led(client, "/blog/2026/?comments=1") == "/blog/the-year/?comments=1"
    for path in ("/blog/archive/", "/blog/2026/11/"):
        assert 'href="/blog/2026/"' not in client.get(path).text
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, post.id), by="Erin", now=NOON)
        make.a_post(session, title="Another")
    assert client.get("/blog/2026/").status_code == 200
