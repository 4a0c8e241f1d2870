"""Titles and descriptions: each page has its own."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.posts.model import Kind, Post
from blog.terms import arrange
from blog.terms.arrange import Filing
from tests.clock import NOON
from tests.public.faces.told import metas, published, title
from tests.public.there import the_owner_wishes, there_are_comments
from tests.public.wished import wish_of_the_site


@pytest.fixture
def posts(engine: Engine) -> list[Post]:
    """Twelve about coaching, so that the lists have two pages."""
    with writing(engine) as session:
        ours = arrange.add_category(session, Filing(name="Coaching"))
    return [
        published(
            engine, title=f"Post {number}", lead=f"Lead {number}.", category_ids=(ours,),
            tags=("Coaching",), now=NOON - timedelta(days=number),
        )
        for number in range(12)
    ]  # fmt: skip


def description(client: FlaskClient, path: str) -> str:
    return metas(client, path).get("description", "")


def test_no_two_pages_have_the_same(client: FlaskClient, engine: Engine, posts: list[Post]):
    published(engine, title="About", lead="Who we are.", kind=Kind.PAGE)
    lists = ("/blog/", "/blog/category/coaching/", "/blog/tag/coaching/", "/blog/author/erin/")
    paths = ["/", "/contact/", "/about/", "/blog/post-1/", "/blog/post-2/"]
    paths += [path for each in lists for path in (each, f"{each}?page=2")]

    titles = [title(client, path) for path in paths]
    descriptions = [description(client, path) for path in paths]

    assert "" not in descriptions
    assert len(set(titles)) == len(paths), titles
    assert len(set(descriptions)) == len(paths), descriptions


def test_a_list_says_what_is_in_it(client: FlaskClient, posts: list[Post]):
    said = "12 posts about Coaching, the latest of 23 November 2026."
    assert description(client, "/blog/category/coaching/") == said
    assert description(client, "/blog/category/coaching/?page=2") == (
        "12 posts about Coaching, page 2."
    )
    assert description(client, "/blog/tag/coaching/").startswith("12 posts tagged Coaching")
    assert description(client, "/blog/author/erin/").startswith("12 posts by Erin")


def test_of_one_post_it_says_one(client: FlaskClient, engine: Engine):
    published(engine)

    assert description(client, "/blog/") == "One post in the blog, of 23 November 2026."


def test_the_pages_of_a_thread_tell_themselves_apart(
    client: FlaskClient, engine: Engine, post: Post
):
    the_owner_wishes(engine, threads_a_page=30)
    there_are_comments(engine, post, *[None] * 40)
    first, second = f"/blog/{post.slug}/", f"/blog/{post.slug}/?comments=2"

    assert description(client, first) == "Two ways to help."
    assert description(client, second) == f"Replies to “{post.title}”, page 2: 40 in all."
    assert title(client, first) != title(client, second)


def test_a_post_without_a_lead_is_described_by_its_first_words(client: FlaskClient, engine: Engine):
    body = "## A heading\n\n" + "Both help *people* to grow & learn. " * 20
    post = published(engine, lead="", body=body)

    found = description(client, f"/blog/{post.slug}/")

    assert found.startswith("Both help people to grow & learn. Both")
    assert len(found) <= 160
    assert found.endswith("…")


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("Both help people to grow.", "Both help people to grow."),
        ("![](/media/none.jpg)", "Of 23 November 2026"),
        ("", "Of 23 November 2026"),
    ],
)
def test_a_post_without_a_title_is_called_something_everywhere(
    client: FlaskClient, engine: Engine, body: str, called: str
):
    post = published(engine, title="", lead="", body=body)
    path = f"/blog/{post.slug}/"

    assert title(client, path) == f"{called} — Howard Street"
    assert f"<h1>{called}</h1>" in client.get(path).text
    assert f'<a href="{path}"><bdi>{called}</bdi></a>' in client.get("/blog/").text
    assert f'<a href="{path}">{called}</a>' in client.get("/").text
    assert description(client, path)


def test_the_front_page_of_the_owner_has_the_name_of_the_site(client: FlaskClient, engine: Engine):
    page = published(engine, title="Welcome", lead="", body="Come in.", kind=Kind.PAGE)
    wish_of_the_site(engine, home_page_id=page.id)

    assert title(client, "/") == "Howard Street"
    assert description(client, "/") == "Plain advice for people who lead people."
    wish_of_the_site(engine, home_page_id=page.id, tagline="")
    assert description(client, "/") == "Come in."
