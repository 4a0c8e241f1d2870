"""The feeds of comments, as feed readers read them."""

from datetime import timedelta

import pytest

from blog import edition
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.moderation.action import Action
from blog.moderation.moderate import move
from blog.outbox.office import Office
from blog.posts.life.publish import withdraw
from blog.posts.model import Post, Standing
from blog.posts.write import Draft, rewrite
from tests.clock import NOON
from tests.public.feeds.reader import XML, as_json, parsed, titles
from tests.public.sent import reply
from tests.public.there import there_is_a_comment, there_is_a_post

OFFICE = Office(letters_to=(), site_name="Howard Street", public_url="", domain="howard.example")


def test_all_comments_are_in_one_feed_the_newest_first(client, engine, post):
    other = there_is_a_post(engine, title="Another <b>post</b>", slug="other")
    there_is_a_comment(engine, post, name="Ada")
    there_is_a_comment(engine, other, name="Sam", created_at=NOON + timedelta(minutes=1))

    feed = as_json(client, "/comments/feed/json/")

    assert [it["title"] for it in feed["items"]] == [
        "Comment on Another <b>post</b> by Sam",
        "Comment on Coaching vs. Mentorship by Ada",
    ]
    assert feed["home_page_url"] == "http://localhost/blog/"
    assert parsed(client, "/comments/feed/").feed.title == "Comments — Howard Street"


def test_a_post_has_a_feed_of_its_comments(client, engine, post):
    other = there_is_a_post(engine, slug="other")
    there_is_a_comment(engine, post, name="Ada")
    there_is_a_comment(engine, other, name="Sam")
    place = f"/blog/{post.slug}/"

    assert titles(client, place) == ["By: Ada"]
    found = parsed(client, f"{place}feed/")
    assert found.feed.title == "Comments on Coaching vs. Mentorship — Howard Street"
    assert found.feed.link == f"http://localhost{place}"


def test_a_comment_is_by_its_name_alone_at_an_address_that_lasts(client, engine, post):
    number = there_is_a_comment(
        engine, post, name="Ada", website="https://ada.example", html='<p><a href="/x/">x</a></p>'
    )

    for form in XML:
        answer = client.get(f"/comments/{form}")
        (entry,) = parsed(client, f"/comments/{form}").entries
        assert entry.author == "Ada"
        assert entry.id == f"tag:localhost,2026-11-23:comment/{number}/120000"
        assert entry.content[0].value == '<p><a href="http://localhost/x/">x</a></p>'
        assert "@" not in answer.text
        assert "ada.example" not in answer.text
        led = client.get(entry.link)
        assert led.location == f"/blog/{post.slug}/#comment-{number}"
    atom = client.get("/comments/feed/atom/").text
    assert 'ref="tag:localhost,2026-11-23:post/1/120000"' in atom


@pytest.mark.parametrize("status", [it for it in Status if it is not Status.APPROVED])
def test_only_approved_comments_are_in_a_feed(client, engine, post, status):
    there_is_a_comment(engine, post, status=status)

    assert titles(client, "/comments/") == titles(client, f"/blog/{post.slug}/") == []


@pytest.mark.parametrize("standing", [it for it in Standing if it is not Standing.PUBLISHED])
def test_comments_on_what_nobody_reads_are_in_no_feed(client, engine, post, standing):
    there_is_a_comment(engine, post)
    with writing(engine) as session:
        session.get_one(Post, post.id).standing = standing

    assert titles(client, "/comments/") == []
    assert client.get(f"/blog/{post.slug}/feed/").status_code == 404


@pytest.mark.parametrize(
    "sent", ["]]> <script>alert(1)</script> &#11; 🐸 ‮שלום", "a\x0bb\x00c\ufffe"]
)
def test_what_a_visitor_sends_breaks_no_feed(client, post, sent):
    reply(client, post.slug, name=f"Ada {sent[:40]}", comment=sent)
    with writing(client.application.extensions["kit"].engine) as session:
        session.get_one(Comment, 1).status = Status.APPROVED

    for form in XML:
        for place in ("/comments/", f"/blog/{post.slug}/"):
            (entry,) = parsed(client, f"{place}{form}").entries
            assert "<script" not in entry.content[0].value
    (item,) = as_json(client, "/comments/feed/json/")["items"]
    assert "<script" not in item["content_html"]


def test_a_comment_approved_late_makes_the_feed_another_for_who_goes_by_the_date(
    client, engine, post
):
    there_is_a_comment(engine, post)
    since = client.get("/comments/feed/").headers["Last-Modified"]
    assert client.get("/comments/feed/", headers={"If-Modified-Since": since}).status_code == 304

    there_is_a_comment(
        engine, post, created_at=NOON - timedelta(hours=1), moved_at=NOON + timedelta(hours=1)
    )
    with writing(engine) as session:
        edition.turn(session)

    assert client.get("/comments/feed/", headers={"If-Modified-Since": since}).status_code == 200


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_comment_taken_down_makes_the_feeds_another_for_who_goes_by_the_date(
    client, engine, post, is_deleted
):
    there_is_a_comment(engine, post, name="Ada")
    eve = there_is_a_comment(engine, post, name="Eve", created_at=NOON + timedelta(hours=1))
    places = ("/comments/", f"/blog/{post.slug}/")
    since = client.get("/comments/feed/").headers["Last-Modified"]

    down = Action(by="Erin", at=NOON + timedelta(hours=2), office=OFFICE)
    with writing(engine) as session:
        move(session, eve, seen=Status.APPROVED, to=Status.TRASH, action=down)
    if is_deleted:
        with writing(engine) as session:
            session.delete(session.get_one(Comment, eve))

    for place in places:
        answer = client.get(f"{place}feed/", headers={"If-Modified-Since": since})
        assert (answer.status_code, "Eve" in answer.text) == (200, False)


def test_a_post_withdrawn_takes_its_comments_from_who_goes_by_the_date(client, engine, post):
    other = there_is_a_post(engine, slug="other")
    there_is_a_comment(engine, post)
    there_is_a_comment(engine, other)
    since = client.get("/comments/feed/").headers["Last-Modified"]

    with writing(engine) as session:
        withdraw(session, session.get_one(Post, other.id), by="Erin", now=NOON + timedelta(hours=1))

    known = {"If-Modified-Since": since}
    assert client.get("/comments/feed/", headers=known).status_code == 200


def test_what_no_reader_ever_saw_leaves_the_date_as_it_is(client, engine, post):
    there_is_a_comment(engine, post)
    held = there_is_a_comment(engine, post, status=Status.HELD)
    before = client.get("/comments/feed/").headers["Last-Modified"]

    action = Action(by="Erin", at=NOON + timedelta(hours=2), office=OFFICE)
    with writing(engine) as session:
        move(session, held, seen=Status.HELD, to=Status.SPAM, action=action)
        edition.turn(session)

    assert client.get("/comments/feed/").headers["Last-Modified"] == before


def test_the_feed_of_a_post_that_moved_is_led_to(client, engine, post, now):
    with writing(engine) as session:
        row = session.get_one(Post, post.id)
        rewrite(session, row, Draft(title="Moved", slug="moved", body="New."), now=now)

    answer = client.get(f"/blog/{post.slug}/feed/atom/")

    assert (answer.status_code, answer.location) == (301, "/blog/moved/feed/atom/")


@pytest.mark.parametrize("slug", ["none", "x" * 5000, "%00", "feed", "<b>"])
def test_what_is_no_post_has_no_feed(client, slug):
    for form in ("feed/", "feed/atom/", "feed/json/"):
        answer = client.get(f"/blog/{slug}/{form}")
        assert answer.status_code in (404, 301)
