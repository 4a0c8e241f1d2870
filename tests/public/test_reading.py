import re
from datetime import timedelta

import pytest

from blog.comments.model import Status
from blog.db import writing
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind, Post
from blog.posts.write import Draft, rewrite
from blog.web.times import day, iso
from tests.public.there import there_is_a_comment, there_is_a_draft, there_is_a_post
from tests.watch.watching import the_site_is


def test_a_post_has_its_parts_in_order(client, engine, post):
    there_is_a_comment(engine, post)
    page = client.get(f"/blog/{post.slug}/").text

    places = [
        page.index(part)
        for part in (
            'aria-label="Breadcrumb"',
            "<h1",
            'id="replies"',
            'id="respond"',
            'id="line"',
            "Or come visit us at",
        )
    ]
    assert places == sorted(places)
    assert "301 Howard St. #600" in page
    assert "San Francisco, CA 94105" in page


def test_under_the_text_stand_its_terms_its_neighbours_and_then_the_replies(client, engine, now):
    for number in (3, 2, 1):
        at = now - timedelta(days=number)
        shown = there_is_a_post(engine, title=f"Post {number}", now=at, tags=("Team",))
        there_is_a_comment(engine, shown)

    page = client.get("/blog/post-2/").text

    parts = ('class="prose"', 'class="filed"', 'rel="prev"', 'rel="next"', 'id="replies"')
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


LONG = "## One\n\n" + "word " * 950 + "\n\n### Within\n\n## Two & more\n\nWords."


@pytest.mark.parametrize("kind", [Kind.POST, Kind.PAGE])
def test_a_long_text_says_what_it_holds(client, engine, kind):
    there_is_a_post(engine, title="Long", body=LONG, kind=kind)
    there_is_a_post(engine, title="Short", body=LONG.replace("word ", ""), kind=kind)
    place = "/blog" if kind is Kind.POST else ""

    page = client.get(f"{place}/long/").text

    assert '<a href="#two-more"><bdi>Two &amp; more</bdi></a>' in page
    assert page.index('href="#within"') < page.index('id="within"')
    assert "Contents" not in client.get(f"{place}/short/").text


@pytest.mark.parametrize(
    ("hours", "is_said"),
    [(1, False), (11, False), (12, True), (24 * 30, True)],  # noon in London: tomorrow in 12 hours
)
def test_a_text_changed_on_a_later_day_says_so(client, engine, now, hours, is_said):
    the_site_is(engine, zone="Europe/London")
    post = there_is_a_post(engine, title="Read")
    with writing(engine) as session:
        draft = Draft(title="Read", body="Other words.")
        rewrite(session, session.get_one(Post, post.id), draft, now=now + timedelta(hours=hours))

    page = client.get("/blog/read/").text

    revised = now + timedelta(hours=hours)
    said = f'<span>Updated <time datetime="{iso(revised)}">{day(revised, "Europe/London")}</time>'
    assert (said in page) is is_said
    assert ("Updated" in page) is is_said


def test_a_page_for_readers_sets_no_cookie_and_asks_nobody_else(client, post):
    answer = client.get(f"/blog/{post.slug}/")

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not re.findall(r'(?:src|srcset)="(?!/static/)', answer.text)
    assert not re.findall(r'<link[^>]+href="https?://(?!localhost)', answer.text)


def test_only_published_posts_can_be_read(client, engine, now):
    there_is_a_draft(engine, slug="secret")
    withdrawn = there_is_a_post(engine, slug="taken-back")
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, withdrawn.id), by="Erin", now=now)

    assert client.get("/blog/secret/").status_code == 404
    assert client.get("/blog/taken-back/").status_code == 404
    assert "secret" not in client.get("/blog/").text


def test_an_unknown_address_gets_a_page(client):
    answer = client.get("/blog/nothing-here/")

    assert answer.status_code == 404
    assert "Nothing stands here" in answer.text
    assert "<h1" in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 40, "1.5", "%00", "１"])
def test_a_page_number_nobody_has_is_not_found(client, post, page):
    assert client.get(f"/blog/?page={page}").status_code == 404


def test_the_blog_shows_the_newest_first_and_goes_on_to_the_next_page(client, engine, now):
    for number in range(12):
        at = now - timedelta(days=number)
        there_is_a_post(engine, slug=f"post-{number}", title=f"Post {number}", now=at)

    first, second = client.get("/blog/").text, client.get("/blog/?page=2").text

    assert re.findall(r'href="/blog/(post-\d+)/"', first)[:1] == ["post-0"]
    assert "/blog/?page=2" in first
    assert 'href="/blog/post-11/"' in second
    assert 'href="/blog/post-0/"' not in second


def test_a_page_such_as_about_stands_at_its_own_address(client, engine):
    there_is_a_post(engine, slug="about", title="About", kind=Kind.PAGE, body="Who we are.")

    assert "Who we are." in client.get("/about/").text
    assert client.get("/blog/about/").status_code == 404


def test_comments_stand_under_the_post_with_their_thread(client, engine, post):
    first = there_is_a_comment(engine, post, name="Ada Reader", html="<p>One.</p>")
    there_is_a_comment(engine, post, name="Sam", html="<p>Two.</p>", parent_id=first)

    page = client.get(f"/blog/{post.slug}/").text

    assert f'id="comment-{first}"' in page
    assert page.index("One.") < page.index("Two.")
    assert "2 replies" in page


@pytest.mark.parametrize("status", [Status.HELD, Status.SPAM, Status.TRASH])
def test_what_is_not_approved_is_shown_to_nobody(client, engine, post, status):
    there_is_a_comment(engine, post, html="<p>Unseen words.</p>", status=status)

    assert "Unseen words." not in client.get(f"/blog/{post.slug}/").text


def test_no_address_of_a_commenter_is_anywhere_on_a_page(client, engine, post):
    there_is_a_comment(engine, post, email="ada.private@example.org")

    assert "ada.private" not in client.get(f"/blog/{post.slug}/").text


def test_the_reply_form_says_whom_it_answers_without_a_script(client, engine, post):
    number = there_is_a_comment(engine, post, name="Ada Reader")

    page = client.get(f"/blog/{post.slug}/?reply_to={number}")

    assert "Leave a Reply to" in page.text
    assert f'name="reply_to" type="hidden" value="{number}"' in page.text
    assert "noindex" in page.text


@pytest.mark.parametrize("number", ["99999", "-1", "x", "9" * 50, "0"])
def test_answering_what_is_not_there_shows_the_plain_form(client, post, number):
    page = client.get(f"/blog/{post.slug}/?reply_to={number}")

    assert page.status_code == 200
    assert "Leave a Reply to" not in page.text


def test_closed_comments_take_the_form_away(client, engine):
    there_is_a_post(engine, slug="closed", comments_open=False)

    page = client.get("/blog/closed/").text

    assert "Comments are closed" in page
    assert 'name="comment"' not in page


def test_health_and_robots_answer(client):
    assert client.get("/healthz").text == "ok\n"
    assert "Disallow: /desk/" in client.get("/robots.txt").text


def test_a_method_nobody_uses_gets_a_page(client, post):
    answer = client.put(f"/blog/{post.slug}/")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
