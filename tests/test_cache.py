"""The page cache around small apps of its own, and around the site."""

import gzip
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli
import pytest
from flask import Flask
from werkzeug.test import Client

from blog.cache import PageCache
from blog.posts.model import Post

LONG = "A page that says the same thing over and over. " * 40


class Site:
    """Answers with what it is told, and counts how often it was asked."""

    def __init__(self, body: str = LONG, *, status: str = "200 OK", **headers: str) -> None:
        self.body, self.status = body, status
        self.headers = {"Cache-Control": "public, max-age=0", "Content-Type": "text/html"}
        self.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.edition = 1
        self.asked: list[str] = []

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        body = self.body.format(query=environ["QUERY_STRING"], path=environ["PATH_INFO"]).encode()
        start(self.status, [*self.headers.items(), ("Content-Length", str(len(body)))])
        return [body] if environ["REQUEST_METHOD"] == "GET" else []


def cached(site: Site, **settings: Any) -> Client:
    return Client(PageCache(site, edition=lambda: site.edition, **settings))


def test_a_page_is_made_once() -> None:
    site = Site()
    client = cached(site)

    answers = [client.get("/blog/") for _ in range(3)]

    assert [answer.text for answer in answers] == [LONG] * 3
    assert answers[0].headers == answers[2].headers
    assert len(site.asked) == 1


def test_a_new_edition_makes_every_page_old() -> None:
    site = Site("first")
    client = cached(site)
    client.get("/")

    site.body, site.edition = "second", 2

    assert client.get("/").text == "second"


def test_an_edition_that_runs_backwards_is_another_one_too() -> None:
    site = Site("newer")
    site.edition = 9
    client = cached(site)
    client.get("/")

    site.body, site.edition = "restored from a back-up", 5

    assert client.get("/").text == client.get("/").text == "restored from a back-up"
    assert len(site.asked) == 2


def test_a_page_that_grew_old_while_it_was_made_is_not_kept() -> None:
    site = Site("old")
    client = cached(site)

    class Slow(Site):
        def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            made = super().__call__(environ, start)
            self.edition, self.body = 2, "new"
            return made

    site = Slow("old")
    client = cached(site)

    assert client.get("/").text == "old"
    assert client.get("/").text == "new"


def test_pages_run_out_after_their_time() -> None:
    now = [0.0]
    site = Site()
    client = cached(site, seconds=60, clock=lambda: now[0])
    client.get("/")

    now[0] = 60
    client.get("/")
    now[0] = 60.1
    client.get("/")

    assert len(site.asked) == 2


def test_paths_and_known_query_keys_are_told_apart() -> None:
    client = cached(Site("{path}?{query}"))

    for url in (
        "/blog/?", "/blog/?page=2", "/blog/?page=3", "/?page=2", "/blog/?reply_to=2",
        "/blog/?comments=2", "/blog/?comments=2&thread=3",
    ):  # fmt: skip
        assert client.get(url).text == client.get(url).text == url


def test_unknown_query_keys_change_nothing() -> None:
    site = Site("{query}")
    client = cached(site)
    client.get("/blog/?page=2")

    assert client.get("/blog/?utm_source=letter&page=2&b=%ff").text == "page=2"
    assert len(site.asked) == 1


def test_what_one_visitor_had_in_the_address_is_in_nobody_elses_page() -> None:
    client = cached(Site("{query}"))

    assert client.get("/?from=mallory&page=2").text == "page=2"
    assert client.get("/?page=2").text == "page=2"


@pytest.mark.parametrize(
    "query", ["mine=abc", "mine", "page=2&mine=x", "%6dine=abc", "m%69ne=", "utm=1&mine=x"]
)
def test_a_private_key_goes_straight_through(query: str) -> None:
    site = Site()
    client = cached(site)

    client.get(f"/?{query}")
    client.get(f"/?{query}")

    assert site.asked == [f"/?{query}"] * 2


@pytest.mark.parametrize(
    "query",
    ["page=1&page=2", "page=%31", "page=+1", "page=" + "1" * 21, "page=", "page", "x=" + "y" * 300],
)
def test_odd_values_are_not_kept(query: str) -> None:
    site = Site()
    client = cached(site)

    client.get(f"/?{query}")
    client.get(f"/?{query}")

    assert site.asked == [f"/?{query}"] * 2


def test_a_very_long_path_is_not_kept() -> None:
    site = Site()
    client = cached(site)

    client.get("/" + "a" * 400)
    client.get("/" + "a" * 400)

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "site",
    [
        Site(status="404 NOT FOUND"),
        Site(status="500 INTERNAL SERVER ERROR"),
        Site(status="206 PARTIAL CONTENT"),
        Site(Cache_Control="no-store"),
        Site(Cache_Control="private, max-age=60"),
        Site(Cache_Control="max-age=60"),
        Site(Cache_Control="x-public"),
        Site(Set_Cookie="desk=1"),
        Site(Vary="Cookie"),
        Site(Vary="Accept-Encoding, Cookie"),
        Site(ETag='"its own"'),
        Site(Content_Encoding="br"),
    ],
    ids=lambda site: f"{site.status} {list(site.headers.items())[-1]}",
)
def test_what_is_not_for_everyone_is_not_kept(site: Site) -> None:
    client = cached(site)

    first, second = client.get("/"), client.get("/")

    assert len(site.asked) == 2
    assert first.status == second.status == site.status
    assert dict(second.headers).items() >= site.headers.items()


def test_an_answer_that_sets_a_cookie_reaches_its_visitor_alone() -> None:
    site = Site()
    client = cached(site)
    site.headers["Set-Cookie"] = "who=ada"
    assert client.get("/").headers["Set-Cookie"] == "who=ada"

    del site.headers["Set-Cookie"]
    client.get("/")

    assert "Set-Cookie" not in client.get("/").headers


def test_a_second_vary_header_counts_as_well() -> None:
    def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        varies = [("Vary", "Cookie"), ("Vary", "Accept-Encoding")]
        start("200 OK", [("Cache-Control", "public"), *varies])
        return [environ.get("HTTP_COOKIE", "nobody").encode()]

    client = Client(PageCache(app, edition=lambda: 1), use_cookies=False)

    assert client.get("/", headers={"Cookie": "ada"}).text == "ada"
    assert client.get("/", headers={"Cookie": "eve"}).text == "eve"


def test_a_form_that_is_sent_goes_to_the_app() -> None:
    site = Site()
    client = cached(site)
    client.get("/")

    client.post("/", data={"name": "Ada"})

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, br; q=0.9", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("GZIP", "gzip", gzip.decompress),
        ("br;q=0.0", None, bytes),
        ("deflate, *;q=0.1", None, bytes),
        ("", None, bytes),
    ],
)
def test_pages_leave_in_an_encoding_the_browser_knows(
    accepted: str, encoding: str | None, decode: Callable[[bytes], bytes]
) -> None:
    client = cached(Site())
    client.get("/", headers={"Accept-Encoding": "gzip"})

    for _ in range(2):
        answer = client.get("/", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert int(answer.headers["Content-Length"]) == len(answer.data)
        assert decode(answer.data).decode() == LONG


def test_each_encoding_has_its_own_strong_etag() -> None:
    client = cached(Site())

    tags = {
        client.get("/", headers={"Accept-Encoding": it}).headers["ETag"]
        for it in ("", "br", "gzip")
    }

    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("spelling", ["{}", "W/{}", '"other", {}', '"other",W/{}'])
def test_a_browser_that_has_the_page_is_told_so(spelling: str) -> None:
    client = cached(Site(X_Content_Type_Options="nosniff"))
    tag = client.get("/").headers["ETag"]

    answer = client.get("/", headers={"If-None-Match": spelling.format(tag)})

    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["ETag"] == tag
    assert answer.headers["Cache-Control"] == "public, max-age=0"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Length" not in answer.headers


CHANGED = "Mon, 23 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    "since",
    [
        CHANGED,
        "Mon, 23 Nov 2026 12:00:01 GMT",
        "Tue, 01 Dec 2026 00:00:00 GMT",  # before it as words, after it as dates
        "Monday, 23-Nov-26 12:00:00 GMT",
        "Mon Nov 23 12:00:00 2026",
    ],
)
def test_who_has_the_page_since_it_changed_is_told_so(since: str) -> None:
    client = cached(Site(Last_Modified=CHANGED))

    for _ in range(2):
        answer = client.get("/", headers={"If-Modified-Since": since})

        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["Last-Modified"] == CHANGED
        assert answer.headers["ETag"]


@pytest.mark.parametrize(
    "since",
    [
        "Mon, 23 Nov 2026 11:59:59 GMT", "Sun, 31 Dec 2017 23:59:59 GMT", "", "yesterday", "0",
        "Mon, 23 Nov 99999999999 12:00:00 GMT", "Mon, 99 Nov 2026 12:00:00 GMT",
        "Mon, 23 Nov 2026 99:00:00 GMT", "Mon, 23 Nov 2026 12:00:00 +99999999", "2026-11-24",
        "Mon, 23 Nov 2026 12:00:00", "\xb2\xb3", "9" * 5000, CHANGED * 2, f"{CHANGED};length=9",
    ],
)  # fmt: skip
def test_who_has_an_older_page_or_names_no_date_gets_it(since: str) -> None:
    client = cached(Site(Last_Modified=CHANGED))

    for _ in range(2):
        assert client.get("/", headers={"If-Modified-Since": since}).text == LONG


def test_the_etag_counts_where_both_are_sent() -> None:
    client = cached(Site(Last_Modified=CHANGED))
    tag = client.get("/").headers["ETag"]

    other = client.get("/", headers={"If-None-Match": '"other"', "If-Modified-Since": CHANGED})
    same = client.get("/", headers={"If-None-Match": tag, "If-Modified-Since": "yesterday"})

    assert (other.status_code, same.status_code) == (200, 304)


@pytest.mark.parametrize("changed", ["", "some day"])
def test_a_page_that_does_not_say_when_it_changed_is_sent_whole(changed: str) -> None:
    client = cached(Site(**({"Last_Modified": changed} if changed else {})))

    for _ in range(2):
        assert client.get("/", headers={"If-Modified-Since": CHANGED}).status_code == 200


def test_the_page_is_the_same_to_a_browser_if_the_edition_turned_for_another() -> None:
    site = Site()
    client = cached(site)
    tag = client.get("/").headers["ETag"]

    site.edition = 2

    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    site.body, site.edition = "new words", 3
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_head_has_the_headers_of_get_and_no_body() -> None:
    site = Site()
    client = cached(site)
    got = client.get("/")

    headed = client.head("/")

    assert headed.data == b""
    assert headed.headers == got.headers
    assert len(site.asked) == 1


def test_head_of_a_page_nobody_has_read_keeps_no_empty_page() -> None:
    client = cached(Site())

    assert client.head("/").data == b""
    assert client.get("/").text == LONG


def test_no_more_is_kept_than_the_limit_and_the_least_read_goes_first() -> None:
    site = Site("x" * 7000)
    client = cached(site, limit_bytes=30_500)
    for number in (1, 2, 3):
        client.get(f"/?page={number}")
    client.get("/?page=1")

    client.get("/?page=4")
    site.asked.clear()
    for number in (1, 3, 4, 2):
        client.get(f"/?page={number}")

    assert site.asked == ["/?page=2"]


def test_a_page_larger_than_the_limit_is_served_and_not_kept() -> None:
    site = Site("x" * 7000)
    client = cached(site, limit_bytes=5000)

    assert client.get("/").text == client.get("/").text == "x" * 7000
    assert len(site.asked) == 2


def test_the_bound_holds_whatever_is_asked_for() -> None:
    site = Site("x" * 1000)
    cache = PageCache(site, edition=lambda: 1, limit_bytes=100_000)
    client = Client(cache)

    for number in range(300):
        client.get(f"/?page={number}", headers={"Accept-Encoding": "br" if number % 2 else ""})

    assert cache._bytes == sum(page.size for page in cache._pages.values()) <= 100_000


def test_while_the_edition_cannot_be_read_the_app_answers() -> None:
    def edition() -> int:
        if broken:
            raise OSError("the disk is full")
        return 1

    broken: list[bool] = []
    site = Site()
    client = Client(PageCache(site, edition=edition))
    client.get("/")

    broken.append(True)

    assert client.get("/").text == LONG
    assert len(site.asked) == 2


def test_the_body_of_the_app_is_closed() -> None:
    class Body(list[bytes]):
        closed = False

        def close(self) -> None:
            self.closed = True

    body = Body([b"a", b"b"])

    def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Cache-Control", "public")])
        return body

    assert Client(PageCache(app, edition=lambda: 1)).get("/").text == "ab"
    assert body.closed


def test_nobody_ever_reads_an_edition_older_than_when_they_asked() -> None:
    turning = threading.Event()
    number = [1]

    def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        seen = number[0]
        start("200 OK", [("Cache-Control", "public"), ("Content-Type", "text/plain")])
        return [str(seen).encode()]

    cache: WSGIApplication = PageCache(app, edition=lambda: number[0])

    def turn() -> None:
        while not turning.is_set():
            number[0] += 1

    def read(_reader: int) -> int:
        client, late = Client(cache), 0
        for _ in range(300):
            asked_at = number[0]
            late += int(client.get("/").text) < asked_at
        return late

    turner = threading.Thread(target=turn)
    turner.start()
    with ThreadPoolExecutor(8) as readers:
        late = sum(readers.map(read, range(8)))
    turning.set()
    turner.join()

    assert late == 0


def test_a_forged_host_is_on_no_page(app: Flask, post: Post) -> None:
    client = app.test_client()
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}

    for path in ("/", "/blog/", f"/blog/{post.slug}/", "/contact/", "/robots.txt"):
        assert "evil.example" not in client.get(path, headers=forged).text
        assert "evil.example" not in client.get(path).text
