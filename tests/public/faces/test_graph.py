"""Structured data: what a page is, in the words of schema.org."""

import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog import edition
from blog.db import writing
from blog.posts.model import Kind, Post
from blog.terms import arrange
from blog.terms.arrange import Filing
from tests import make
from tests.public.faces.told import graph, has_graph, metas, published, wear
from tests.public.there import the_owner_wishes, there_are_comments
from tests.public.wished import wish_of_the_site

SITE = "http://localhost"
HOSTILE = "</script><script>alert(1)</script>\u2028\u2029'\"<!--\\u003c]]>&amp;"


def test_a_post_is_told_whole(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        ours = arrange.add_category(session, Filing(name="Coaching"))
    post = published(engine, category_ids=(ours,), tags=("Team", "Help"))
    path = f"{SITE}/blog/{post.slug}/"

    found = graph(client, f"/blog/{post.slug}/")

    told = found["BlogPosting"]
    assert told.pop("image")["url"].startswith(f"{SITE}/share/{post.id}-")
    assert told == {
        "@type": "BlogPosting",
        "@id": f"{path}#post",
        "mainEntityOfPage": path,
        "url": path,
        "headline": "Coaching vs. Mentorship",
        "description": "Two ways to help.",
        "datePublished": "2026-11-23T12:00:00Z",
        "dateModified": "2026-11-23T12:00:00Z",
        "author": {
            "@type": "Person",
            "@id": f"{SITE}/blog/author/erin/#person",
            "name": "Erin",
            "url": f"{SITE}/blog/author/erin/",
        },
        "publisher": {"@id": f"{SITE}/#organization"},
        "isPartOf": {"@id": f"{SITE}/#website"},
        "articleSection": ["Coaching"],
        "keywords": ["Help", "Team"],
        "wordCount": 5,
        "timeRequired": "PT1M",
        "inLanguage": "en",
        "commentCount": 0,
        "potentialAction": {
            "@type": "CommentAction",
            "name": "Leave a reply",
            "target": f"{path}#respond",
        },
    }
    assert [it["name"] for it in found["BreadcrumbList"]["itemListElement"]] == [
        "Home", "Blog", "Coaching", "Coaching vs. Mentorship",
    ]  # fmt: skip


def test_replies_are_told_with_what_they_answer_and_without_an_address(
    client: FlaskClient, engine: Engine, post: Post
):
    first, second, third = there_are_comments(engine, post, None, 1, 2)

    told = graph(client, f"/blog/{post.slug}/")["BlogPosting"]

    path = f"{SITE}/blog/{post.slug}/"
    assert told["commentCount"] == 3
    assert [it["text"] for it in told["comment"]] == ["Number 1.", "Number 2.", "Number 3."]
    assert [it.get("parentItem") for it in told["comment"]] == [
        None, {"@id": f"{path}#comment-{first}"}, {"@id": f"{path}#comment-{second}"},
    ]  # fmt: skip
    assert told["comment"][2]["@id"] == f"{path}#comment-{third}"
    assert told["comment"][0]["author"] == {"@type": "Person", "name": "Reader 1"}
    assert "reader1@example.org" not in client.get(f"/blog/{post.slug}/").text


def test_only_the_replies_of_the_page_are_told(client: FlaskClient, engine: Engine, post: Post):
    the_owner_wishes(engine, threads_a_page=30)
    there_are_comments(engine, post, *[None] * 40)

    pages = [
        graph(client, f"/blog/{post.slug}/{query}")["BlogPosting"] for query in ("", "?comments=2")
    ]

    assert {it["commentCount"] for it in pages} == {40}
    assert sum(len(it["comment"]) for it in pages) == 40


def test_where_comments_are_closed_nobody_is_asked_for_one(client: FlaskClient, engine: Engine):
    post = published(engine, comments_open=False)

    assert "potentialAction" not in graph(client, f"/blog/{post.slug}/")["BlogPosting"]


def test_the_office_is_told_with_address_and_hours(client: FlaskClient, engine: Engine):
    wear(engine, social=(("Mastodon", "https://social.example/@us"),))
    wish_of_the_site(engine, hours="Mon-Fri 9-12, 13-24:00\nBy appointment", phone="+1 555 0100")

    office = graph(client, "/contact/")["LocalBusiness"]

    assert office["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "301 Howard St. #600",
        "addressLocality": "San Francisco, CA 94105",
    }
    spans = [(it["opens"], it["closes"]) for it in office["openingHoursSpecification"]]
    assert spans == [("09:00", "12:00"), ("13:00", "23:59")]
    assert office["openingHoursSpecification"][0]["dayOfWeek"][4] == "https://schema.org/Friday"
    assert office["email"] == "office@howard.example"
    assert office["telephone"] == "+1 555 0100"
    assert office["sameAs"] == ["https://social.example/@us"]


@pytest.mark.parametrize(
    "wished", [{"hours": "By appointment"}, {"street": "", "city": ""}, {"hours": ""}]
)
def test_an_office_that_nobody_can_visit_is_an_organization(
    client: FlaskClient, engine: Engine, wished: dict[str, str]
):
    wish_of_the_site(engine, **wished)

    assert "LocalBusiness" not in graph(client, "/")
    assert graph(client, "/")["Organization"]["name"] == "Howard Street"


def test_the_site_says_where_it_can_be_searched(client: FlaskClient):
    site = graph(client, "/")["WebSite"]

    assert site["potentialAction"]["target"]["urlTemplate"] == (
        f"{SITE}/search?q={{search_term_string}}"
    )
    assert site["publisher"] == {"@id": graph(client, "/")["LocalBusiness"]["@id"]}


def test_lists_name_what_is_in_them(client: FlaskClient, engine: Engine):
    post = published(engine, tags=("Team",))
    items = [
        {"@type": "ListItem", "position": 1, "url": f"{SITE}/blog/{post.slug}/", "name": post.title}
    ]

    for path in ("/blog/", "/blog/tag/team/"):
        page = graph(client, path)["CollectionPage"]
        assert page["mainEntity"]["itemListElement"] == items
        assert page["url"] == SITE + path
    assert graph(client, "/blog/")["Blog"]["name"] == "Blog"


def test_the_page_of_an_author_is_about_them(client: FlaskClient, post: Post):
    page = graph(client, "/blog/author/erin/")["ProfilePage"]

    assert page["mainEntity"]["name"] == "Erin"
    assert page["mainEntity"]["@id"] == f"{SITE}/blog/author/erin/#person"


def test_a_page_below_another_tells_the_way(client: FlaskClient, engine: Engine):
    above = published(engine, title="Services", kind=Kind.PAGE)
    published(engine, title="Workshops", kind=Kind.PAGE, parent_id=above.id)

    ways = graph(client, "/workshops/")["BreadcrumbList"]["itemListElement"]

    assert [it["name"] for it in ways] == ["Home", "Services", "Workshops"]
    assert "BreadcrumbList" not in graph(client, "/services/")


def test_whatever_somebody_types_stays_data(client: FlaskClient, engine: Engine):
    post = published(engine, title=HOSTILE, lead=HOSTILE, tags=(HOSTILE,))
    with writing(engine) as session:
        make.a_comment(session, post, name=HOSTILE, html=f"<p>{'&lt;/script>' * 3}\u2028</p>")
        edition.turn(session)
    path = f"/blog/{post.slug}/"

    page = client.get(path).text
    told = graph(client, path)["BlogPosting"]

    block = re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block
    assert not set("<>&'\u2028\u2029") & set(block[1])
    assert json.loads(block[1])
    assert told["headline"].startswith("</script><script>alert(1)</script>")
    assert told["comment"][0]["author"]["name"] == HOSTILE
    assert told["comment"][0]["text"].startswith("</script></script>")
    assert "<script>alert(1)" not in page


def test_what_nobody_is_to_find_tells_nothing(client: FlaskClient, engine: Engine):
    hidden = published(engine, title="Hidden", noindex=True)
    page = published(engine, title="Thanks", noindex=True, kind=Kind.PAGE)
    there_are_comments(engine, hidden, None)
    paths = (f"/blog/{hidden.slug}/", f"/{page.slug}/", "/nothing/", "/blog/x/?reply_to=1")

    for path in paths:
        assert not has_graph(client, path)
        assert not [name for name in metas(client, path) if name.startswith(("og:", "twitter:"))]
