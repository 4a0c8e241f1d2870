"""A reader looks for words, whatever they type."""

import json
import re
from html import unescape
from urllib.parse import quote, quote_plus

import pytest

from blog import indexing
from blog.db import writing
from blog.posts.model import Kind
from tests import make
from tests.search.posted import posted
from tests.shared_data import shared


def search(client, typed, more=""):
    return client.get(f"/search?q={quote(typed, safe='', errors='surrogatepass')}{more}")


def shown(page):
    """The main part, without its tags but for the marks."""
    main = re.sub(r"(?s)^.*<main[^>]*>|</main.*$", "", page)
    return " ".join(unescape(re.sub(r"<(?!/?mark)[^>]*>", " ", main)).split())


def test_what_was_found_is_told_with_its_words_marked(client, engine):
    posted(engine, "Élan for teams", "Of élan & vigour.")

    page = search(client, "elan").text

    assert "1 result for <q" in page
    assert '<a href="/blog/elan-for-teams/"><mark>Élan</mark> for teams</a>' in page
    assert "Of <mark>élan</mark> &amp; vigour." in page


def test_pages_are_found_at_their_own_address(client, engine):
    posted(engine, "Prices", kind=Kind.PAGE)

    page = search(client, "price").text

    assert 'href="/prices/"' in page
    assert "Page" in shown(page)


def test_the_first_page_asks_for_words(client):
    answer = client.get("/search")

    assert "<h1>Search</h1>" in answer.text
    assert "<title>Search — " in answer.text
    assert "result" not in shown(answer.text)


def test_search_engines_keep_out_and_nobody_keeps_the_answer(client, engine):
    posted(engine, "One")
    client.get("/search")

    answer = search(client, "one")

    assert "<title>“one” — Search — " in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert '<link rel="canonical" href="http://localhost/search?q=one">' in answer.text
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "1 result" in answer.text
    assert "1 result" not in search(client, "two").text


def test_results_come_ten_on_a_page_and_there_are_no_more_pages_than_that(client, engine):
    for number in range(12):
        posted(engine, f"Number {number}", "A word & more.")

    first, second = search(client, "word more"), search(client, "word more", "&page=2")

    assert first.text.count('class="result"') == 10
    assert 'href="/search?q=word+more&amp;page=2" rel="next"' in first.text
    assert second.text.count('class="result"') == 2
    assert 'href="/search?q=word+more" rel="prev"' in second.text
    assert "Page 2 of 2" in second.text
    for more in ("&page=3", "&page=0", "&page=x", "&page=99999999999", "&page="):
        assert search(client, "word more", more).status_code == 404


def test_where_nothing_was_found_there_is_something_to_read_and_a_line_to_the_office(
    client, engine
):
    posted(engine, "The latest")

    page = search(client, "xyzzy").text

    assert "Nothing has this word." in page
    assert 'href="/blog/the-latest/"' in page
    assert 'href="/contact/"' in page


def test_what_has_only_some_of_the_words_is_told_as_such(client, engine):
    posted(engine, "One", "Coaching.")

    page = search(client, "coaching xyzzy").text

    assert "Nothing has all of these words; these have some of them." in page
    assert "<mark>Coaching</mark>" in page


def test_signs_that_are_no_words_are_said_to_be_none(client):
    assert "There is no word in that." in search(client, "%&!?").text


HOSTILE = [
    "'; DROP TABLE post; --",
    '"',
    '" OR "" "',
    "*",
    "%",
    "a NEAR(b c, 2) AND NOT title:d ^e {f} - +g",
    "\\' & | ! <-> :*",
    "<script>alert(1)</script>",
    "</mark><img src=x onerror=alert(1)>",
    "\x00",
    "a\x00b",
    "\ud800",
    "مرحبا",
    "東京 🏯",
    "🏳️‍🌈",
    "\u202eevil",
    "x" * 10_000,
    "word " * 2_000,
    '"' * 5_000,
    "é" * 3_000,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_can_be_typed_is_an_error(client, engine, typed):
    posted(engine, "<script>alert(1)</script> & a b", f"{typed[:300]} and more")

    answer = search(client, typed)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize("query", ["q=%FF%FE", "q=%ED%A0%80", "q[]=x", "q=a&q=b", "&&==", "q"])
def test_no_address_is_an_error(client, post, query):
    assert client.get(f"/search?{query}").status_code == 200


def test_every_naughty_line_gets_a_page_and_makes_nothing_of_it(client, engine, post):
    lines = json.loads(shared("badinput/naughty/blns.json").read_text(encoding="utf-8"))
    with writing(engine) as session:
        for at in range(0, 100, 10):
            make.a_post(session, title=f"Lines {at}", body="\n\n".join(lines[at : at + 10]))
    indexing.bring_in_line(client.application)
    every = lines if engine.dialect.name == "sqlite" else lines[::5]

    for line in every:
        answer = search(client, line)
        assert answer.status_code == 200, line
        main = answer.text.partition("<main")[2].partition("</main>")[0]
        assert main and not re.search(r"<script|onerror=[^&]*>", main), line


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_search_of_an_old_site_leads_here(client, method):
    answer = getattr(client, method)("/?s=coaching+team&paged=2")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/search?q=coaching+team"


def test_the_front_page_is_not_kept_for_who_searches_there(client, post):
    client.get("/")

    assert client.get("/?s=one%26two").headers["Location"] == "/search?q=one%26two"
    assert client.get("/?s=").status_code == 200


def test_a_slash_at_its_end_leads_to_the_search(client):
    answer = client.get("/search/?q=a+b")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/search?q=a+b")


@pytest.mark.parametrize("path", ["/", "/blog/", "/contact/", "/search", "/nothing/"])
def test_every_page_leads_to_the_search(client, path):
    assert 'class="bar__search" href="/search"' in client.get(path).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/blog/coaching-mentor/", "coaching mentor"),
        ("/2019/05/old_title.html", "old title"),
        ("/%D7%A9%D7%9C%D7%95%D7%9D/", "שלום"),
        ("/a%22%3E%3Cb/", "a b"),
        ("/" + "x" * 9_000, "x" * 100),
        ("/wp-login.php", "wp login"),
    ],
)
def test_where_nothing_stands_the_words_of_the_address_can_be_looked_for(client, path, words):
    answer = client.get(path)

    assert answer.status_code == 404
    assert f'name="q" value="{words}"' in answer.text


def test_the_desk_is_not_searched(client):
    assert 'name="q"' not in client.get("/desk/nothing-here/").text


def test_words_that_were_looked_for_are_not_logged(client, post, caplog):
    search(client, "confidential")

    assert "confidential" not in caplog.text
    assert quote_plus("confidential") in search(client, "confidential").text


@pytest.mark.parametrize(
    "words", ["contact", "opening hours", "Howard", "telephon", "visit us", "monday"]
)
def test_whoever_looks_for_the_office_is_led_to_it(client, words):
    page = client.get("/search", query_string={"q": words}).text

    assert '<h3 class="result__title"><a href="/contact/">Contact</a></h3>' in page
    assert "301 Howard St. #600, San Francisco" in page
    assert "Nothing" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("words", ["contact coaching", "x", "to", "Howard's end", '"'])
def test_other_words_do_not_lead_to_the_office(client, words):
    assert 'result__title"><a href="/contact/"' not in client.get(f"/search?q={words}").text
