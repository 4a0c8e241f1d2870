"""What was published in one category, under one tag, by one author."""

import re
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog import edition
from blog.authors.model import Author
from blog.db import writing
from blog.posts.model import Kind, Post, Standing
from blog.terms import arrange, store
from blog.terms.arrange import Filing
from blog.terms.tags import store as tags
from tests import make
from tests.clock import NOON

KINDS = {"category": "coaching", "tag": "team", "author": "erin"}
EACH = pytest.mark.parametrize("path", [f"/blog/{kind}/{slug}/" for kind, slug in KINDS.items()])


@pytest.fixture
def tree(engine: Engine) -> dict[str, int]:
    with writing(engine) as session:
        one = arrange.add_category(session, Filing(name="Coaching", about="Of *asking*."))
        two = arrange.add_category(session, Filing(name="First talks", parent_id=one))
        arrange.add_category(session, Filing(name="Empty"))
        tags.called(session, "Team")
    return {"one": one, "two": two}


def publish(engine: Engine, tree: dict[str, int], number: int = 1, **draft: object) -> Post:
    """Erin's, in the category below, with the tag."""
    values = {"category_ids": (tree["two"],), "tags": ("Team",), "slug": f"post-{number}", **draft}
    at = NOON - timedelta(days=number)
    with writing(engine) as session:
        return make.a_post(session, title=f"Post {number}", now=at, **values)


def order(shown: str) -> list[str]:
    return re.findall(r'entry__title"><a href="/blog/(post-\d+)/"', shown)


@EACH
def test_the_newest_comes_first_a_page_at_a_time(
    client: FlaskClient, engine: Engine, tree: dict[str, int], path: str
):
    for number in (3, 1, 2, *range(4, 13)):
        publish(engine, tree, number)

    first, second = client.get(path), client.get(f"{path}?page=2")

    assert order(first.text) == [f"post-{it}" for it in range(1, 11)]
    assert order(second.text) == ["post-11", "post-12"]
    assert f'rel="canonical" href="http://localhost{path}?page=2"' in second.text
    assert "page 2" in second.text.partition("</title>")[0]
    assert client.get(f"{path}?page=3").status_code == 404
    assert client.get(f"{path}?page=x").status_code == 404


@EACH
def test_the_page_is_everybodys_with_one_heading_and_its_own_address(
    client: FlaskClient, engine: Engine, tree: dict[str, int], path: str
):
    publish(engine, tree)

    answer = client.get(path)

    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert answer.text.count("<h1") == 1
    assert f'rel="canonical" href="http://localhost{path}"' in answer.text
    assert 'name="description"' in answer.text
    assert "noindex" not in answer.text


@EACH
@pytest.mark.parametrize("standing", [it for it in Standing if it is not Standing.PUBLISHED])
def test_what_is_not_published_is_on_no_list(
    client: FlaskClient, engine: Engine, tree: dict[str, int], path: str, standing: Standing
):
    publish(engine, tree)
    hidden = publish(engine, tree, 2)
    with writing(engine) as session:
        session.get_one(Post, hidden.id).standing = standing

    assert order(client.get(path).text) == ["post-1"]


@pytest.mark.parametrize("path", ["/blog/category/empty/", "/blog/tag/team/"])
def test_what_is_empty_is_a_page_that_no_search_engine_keeps(
    client: FlaskClient, tree: dict[str, int], path: str
):
    answer = client.get(path)

    assert answer.status_code == 200
    assert "Nothing is published here yet." in answer.text
    assert "noindex" in answer.text


def test_an_author_has_a_page_once_there_is_something_on_it(
    client: FlaskClient, engine: Engine, tree: dict[str, int]
):
    with writing(engine) as session:
        session.add_all((
            Author(name="Silent", slug="silent", about="", html=""),
            Author(name="Guest", slug="guest", about="A *guest*.", html="<p>A <em>guest</em>.</p>"),
        ))  # fmt: skip
        make.a_post(session, title="About", kind=Kind.PAGE)

    assert client.get("/blog/author/silent/").status_code == 404
    assert client.get("/blog/author/erin/").status_code == 404
    guest = client.get("/blog/author/guest/").text
    assert "A <em>guest</em>." in guest
    assert "noindex" in guest


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "slug",
    [
        "none",
        "x" * 200,
        "x" * 5000,
        "%00",
        "%FF",
        "..%2f..",
        "<b>",
        "A",
        "-",
        "%E2%80%AE",
        "' or 1=1",
    ],
)
def test_an_address_nobody_gave_is_not_found(client: FlaskClient, kind: str, slug: str):
    assert client.get(f"/blog/{kind}/{slug}/").status_code == 404


def test_a_category_shows_the_way_up_and_what_is_below(
    client: FlaskClient, engine: Engine, tree: dict[str, int]
):
    publish(engine, tree)

    above, below = (client.get(f"/blog/category/{it}/").text for it in ("coaching", "first-talks"))

    assert '<a href="/blog/category/first-talks/"><bdi>First talks' in above
    assert "Of *asking*." in above
    assert '<a href="/blog/category/coaching/"><bdi>Coaching' in below.partition("</nav>")[2]
    assert order(below) == order(above) == ["post-1"]


def test_the_blog_names_the_categories_that_have_something_in_them(
    client: FlaskClient, engine: Engine, tree: dict[str, int]
):
    assert "/blog/category/" not in client.get("/blog/").text
    publish(engine, tree)

    shown = client.get("/blog/").text

    assert "/blog/category/coaching/" in shown
    assert "/blog/category/empty/" not in shown


def test_a_post_says_where_it_belongs_and_whose_it_is(
    client: FlaskClient, engine: Engine, tree: dict[str, int]
):
    publish(engine, tree)

    shown = client.get("/blog/post-1/").text

    crumbs = shown.partition('class="crumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", "/blog/", "/blog/category/first-talks/"]
    assert '<a href="/blog/author/erin/" rel="author"' in shown
    assert '<a href="/blog/tag/team/" rel="tag"' in shown


def test_sticky_posts_come_first_and_only_once(
    client: FlaskClient, engine: Engine, tree: dict[str, int]
):
    for number in range(1, 13):
        publish(engine, tree, number, sticky=number in (7, 12))
    publish(engine, tree, 13, sticky=True)
    with writing(engine) as session:
        session.get_one(Post, 13).standing = Standing.DRAFT
        edition.turn(session)

    home, first, second = (client.get(it).text for it in ("/", "/blog/", "/blog/?page=2"))

    assert order(first) == [f"post-{it}" for it in (7, 12, 1, 2, 3, 4, 5, 6, 8, 9)]
    assert order(second) == ["post-10", "post-11"]
    assert order(home) == ["post-7", "post-12", "post-1"]
    assert [it.count("Pinned") for it in (home, first, second)] == [2, 2, 0]
    assert "Page 2 of 2" in second
    assert "Pinned" not in client.get("/blog/tag/team/").text


def test_what_is_said_to_search_engines_is_the_authors(
    client: FlaskClient, engine: Engine, tree: dict[str, int], now: datetime
):
    publish(engine, tree, 1)
    said = {"description": 'For "engines".', "canonical": "https://first.example/a?b=1&c=2"}
    publish(engine, tree, 2, **said)
    publish(engine, tree, 3, noindex=True)
    publish(engine, tree, 4, kind=Kind.PAGE, noindex=True, **said)

    plain, told = client.get("/blog/post-1/").text, client.get("/blog/post-2/").text

    assert 'name="description" content="Two ways to help."' in plain
    assert 'rel="canonical" href="http://localhost/blog/post-1/"' in plain
    assert 'content="For &#34;engines&#34;."' in told
    assert 'rel="canonical" href="https://first.example/a?b=1&amp;c=2"' in told
    assert 'property="og:url" content="https://first.example/a?b=1&amp;c=2"' in told
    assert 'name="robots" content="noindex"' in client.get("/blog/post-3/").text
    assert 'name="robots" content="noindex"' in client.get("/post-4/").text
    assert "noindex" not in plain + told


def test_posts_in_two_categories_of_one_branch_are_listed_once(
    client: FlaskClient, engine: Engine, tree: dict[str, int]
):
    publish(engine, tree, category_ids=(tree["one"], tree["two"]))

    assert order(client.get("/blog/category/coaching/").text) == ["post-1"]
    with writing(engine) as session:
        assert len(store.categories_of(session, 1)) == 2
