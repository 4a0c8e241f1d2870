"""Everything a hostile or broken client can send gets a page, and nothing of it runs."""

import io
import json
import re

import pytest

from blog.comments.model import Comment
from blog.outbox.model import Letter
from blog.site.reception import FIELDS
from tests.public.sent import inquiry, reply
from tests.public.wished import wish
from tests.rows import rows
from tests.shared_data import shared

FORMS = ("/contact/", "/blog/coaching-vs-mentorship/comments")


@pytest.mark.parametrize("url", FORMS)
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b'{"name": "Ada"}', "application/json"),
        (b"{", "application/json"),
        (b"<x/>", "text/xml"),
        (b"\xff\xfe", "x/y"),
        (b"name=%FF%FE&email=%00&comment=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"&&&===;;;", "application/x-www-form-urlencoded"),
        (b"name[]=a&name[b]=c", "application/x-www-form-urlencoded; charset=utf-7"),
    ],
)
def test_a_body_that_is_no_form_gets_the_form(client, post, url, body, content_type):
    answer = client.post(url, data=body, content_type=content_type)

    assert answer.status_code == 422
    assert "<form" in answer.text


@pytest.mark.parametrize("url", FORMS)
def test_a_file_where_words_belong_is_no_word(client, post, url):
    fields = {"name": (io.BytesIO(b"x"), "x.txt"), "email": "ada@example.org", "message": "hello"}

    assert client.post(url, data=fields).status_code == 422


def test_of_a_repeated_field_the_first_counts(client, engine, post):
    body = "name=Ada&name=Eve&email=ada%40example.org&comment=One&comment=Two&comment="

    client.post(
        f"/blog/{post.slug}/comments", data=body, content_type="application/x-www-form-urlencoded"
    )

    (kept,) = rows(engine, Comment)
    assert (kept.name, kept.text) == ("Ada", "One")


def test_signs_that_no_screen_shows_are_left_out(client, engine, post):
    reply(client, post.slug, name="A\x00d\x1ba \u202eevil", comment="One\x00\x08 two")

    (kept,) = rows(engine, Comment)
    assert (kept.name, kept.text) == ("Ada evil", "One two")


@pytest.mark.parametrize("url", FORMS)
def test_ten_megabytes_are_refused_with_a_page(client, post, url):
    answer = client.post(url, data={"comment": "x" * 10_000_000})

    assert answer.status_code == 413
    assert "<h1" in answer.text


class Endless(io.RawIOBase):
    """A body that goes on; `most` is the largest piece anybody took of it at once."""

    most = 0
    taken = 0

    def read(self, size=-1):
        assert size > 0, "all of it was asked for"
        self.most = max(self.most, size)
        self.taken += size
        return b"x" * size


def test_a_body_too_large_is_never_in_memory_and_not_listened_to_for_ever(client):
    body = Endless()

    answer = client.post(
        "/contact/",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input": body, "CONTENT_LENGTH": "10000000000"},
    )

    assert answer.status_code == 413
    assert body.most <= 64 * 1024
    assert body.taken <= 32 * 1024 * 1024


_FIELDS = (
    "name",
    "email",
    "phone",
    "organisation",
    "best_time",
    "reach",
    "topic",
    "message",
    "page",
)


@pytest.mark.parametrize("field", _FIELDS)
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "%0a", "\u2028", "\x0b"])
def test_no_field_adds_a_line_to_the_head_of_a_letter(client, engine, field, ending):
    wish(engine, receipt_on=True, line_fields=FIELDS)
    inquiry(client, **{field: f"ada@example.org{ending}Bcc: eve@example.org"})

    for letter in rows(engine, Letter):
        head = (letter.subject, letter.reply_to, letter.reply_to_name, letter.recipient)
        assert all(len(line.splitlines()) <= 1 for line in head)


def naughty_lines():
    lines = json.loads(shared("badinput/naughty/blns.json").read_text(encoding="utf-8"))
    folder = shared("badinput/xss")
    for path in sorted(folder.glob("*.txt")):
        lines += path.read_text(encoding="utf-8", errors="replace").splitlines()
    for case in json.loads((folder / "dompurify-expect.json").read_text(encoding="utf-8")):
        lines.append(case["payload"])
    return lines


@pytest.fixture
def lines(engine):
    """All of them on one database; the other gets enough to show that it takes them as well."""
    every = naughty_lines()
    return every if engine.dialect.name == "sqlite" else every[:300] + every[300::20]


def test_every_naughty_line_goes_through_both_forms_and_comes_out_as_text(
    client, engine, post, lines
):
    wish(engine, line_fields=FIELDS)
    for line in lines:
        for answer in (
            reply(client, post.slug, name=f"Eve {line}", comment=line),
            inquiry(client, name=line, phone=line[:60], message=line, **_optional(line)),
        ):
            assert answer.status_code in (303, 422)

    kept = [comment.html for comment in rows(engine, Comment)]
    assert len(kept) > len(lines) * 0.9
    assert not [html for html in kept if not is_harmless(html)]


def shared_lines(folder):
    for path in sorted(shared(f"badinput/{folder}").iterdir()):
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()


def _optional(line):
    return {"organisation": line[:245], "best_time": line[:245], "reach": ""}


def test_every_naughty_line_comes_back_harmless_in_a_refused_inquiry(client, engine, lines):
    wish(engine, line_fields=FIELDS)
    for line in [*lines[::10], *shared_lines("header-injection"), *shared_lines("csv-formula")]:
        answer = inquiry(client, **_optional(line) | {"email": "no", "reach": line, "topic": line})

        assert answer.status_code == 422
        assert is_harmless(re.sub(r"(?s)^.*<main|</main.*$", "", answer.text), page=True)


def test_every_naughty_line_is_harmless_as_a_website_and_an_address(client, engine, post, lines):
    for line in lines[::5]:
        answer = reply(client, post.slug, website=line, email=line or "x")

        assert answer.status_code == 422
        assert is_harmless(re.sub(r"(?s)^.*<main|</main.*$", "", answer.text), page=True)


OUR_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}


def is_harmless(html: str, *, page: bool = False) -> bool:
    """Only tags of ours, no handler, and links that a reader can follow without fear."""
    tags = re.findall(r"<[^>]*>", html)
    names = {re.sub(r"[^a-z0-9]", "", tag.split()[0].lower()) for tag in tags}
    return (
        (page or names <= OUR_TAGS)
        and not any(re.search(r"\son\w+\s*=|javascript:", unquoted(tag), re.I) for tag in tags)
        and all(re.match(r"(https?:|mailto:|[/#])", href) for href in hrefs(tags))
    )


def unquoted(tag: str) -> str:
    """The tag without its values: what stands in quotes is no attribute."""
    return re.sub(r'"[^"]*"', '""', tag)


def hrefs(tags: list[str]) -> list[str]:
    return [found[1] for tag in tags if (found := re.search(r'\shref="([^"]*)"', tag))]


@pytest.mark.parametrize(
    "path", ["/blog/%00/", "/blog/../../etc/passwd", "/%ff/", "/blog/" + "x" * 5000 + "/", "/.git/"]
)
def test_an_odd_address_is_not_found(client, path):
    assert client.get(path).status_code in (308, 404)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("send", [lambda c: reply(c), lambda c: inquiry(c)])
def test_what_another_site_sends_is_refused_in_place(client, engine, post, headers, send):
    client.environ_base |= {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}

    answer = send(client)

    assert answer.status_code == 403
    assert "<form" in answer.text
    assert rows(engine, Letter) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost"},
        {},
    ],
)
def test_what_our_own_pages_send_is_taken(client, post, headers):
    client.environ_base |= {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}

    assert reply(client, post.slug).status_code == 303
