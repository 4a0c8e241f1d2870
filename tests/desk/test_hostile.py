"""Whatever is sent to the desk's forms and addresses, it answers, and never breaks."""

from io import BytesIO
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.editors.model import Role
from blog.posts.model import Post
from blog.terms import store as terms
from blog.terms.tags import store as tags
from tests import make
from tests.desk.at_the_desk import page, words
from tests.shared_data import shared

FIELDS = [
    "title",
    "slug",
    "lead",
    "body",
    "comments_open",
    "seen",
    "act",
    "to",
    "tab",
    "page",
    "name",
    "tagline",
    "office_email",
    "letters_to",
    "street",
    "city",
    "map_url",
    "hours",
    "zone",
    "posts_a_page",
    "email",
    "password",
    "present",
    "role",
    "next",
    "text",
    "line",
    "pick",
    "sure",
    "number",
    "status",
    "seen_at",
    "what",
    "assignee",
    "label",
    "due",
    "starred",
    "under",
    "about",
    "into",
    "editor",
    "old",
    "target",
    "lines",
    "post",
    "publish_at",
    "expires_at",
]
HOSTILE = (
    "\0", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", "\u202eabc", "🗝️" * 50, "9" * 5000,
    "-1", "1e309", "%00", "{{7*7}}", "<script>alert(1)</script>", "'; drop table post; --",
    "[" * 6000, "https://[", "a@b\r\nBcc: eve@eve.example", " \u200b\t",
)  # fmt: skip


@pytest.fixture
def hostile_words(engine: Engine) -> tuple[str | bytes, ...]:
    """All of them on one database; the other gets those that databases are known to refuse."""
    return HOSTILE if engine.dialect.name == "sqlite" else (*HOSTILE[:3], *HOSTILE[5:8])


@pytest.fixture(autouse=True)
def _the_owner_is_signed_in(client: FlaskClient, engine: Engine, post: Post) -> None:
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)
    with writing(engine) as session:
        terms.add(session, name="Coaching", slug="coaching", about="", parent_id=None)
        tags.called(session, "Team")
        make.a_comment(session, post)
        make.an_inquiry(session)
        make.a_letter(session)


def addresses(app: Flask, method: str) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/desk/")]
    urls = app.url_map.bind("localhost")
    return [
        urls.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), method=method)
        for rule in rules
        if method in (rule.methods or ()) and not _lets_out(rule.rule)
    ]


def _lets_out(rule: str) -> bool:
    """Whoever ends the session they came with is outside."""
    return rule.endswith("/sign-out") or rule.startswith("/desk/me/sessions/")


def test_no_field_of_the_desk_can_break_it(
    app: Flask, client: FlaskClient, hostile_words: tuple[str | bytes, ...]
):
    for url in addresses(app, "POST"):
        token = make.csrf_token(page(client, "/desk/me/"))
        for hostile in hostile_words:
            answer = client.post(url, data={"csrf_token": token, **dict.fromkeys(FIELDS, hostile)})

            refused = 410 if _has_a_token(url) else 422
            assert answer.status_code in (200, 303, 404, 409, refused), (url, hostile)
            assert "<script>alert" not in words(answer)


# A preview shows what it is sent; a pressed button leads back to where it says why not.
_GENTLER = {"preview": {200}, "link": {303}, "gone": {303}, "removal": {303, 404, 422}}


def _has_a_token(url: str) -> bool:
    """Of a letter; there are none that fit."""
    return url.startswith(("/desk/welcome/", "/desk/new-password/"))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"csrf_token": 1}'),
        ("application/json", b"{"),
        ("application/json", b"[1]"),
        ("text/plain", b"title=x"),
        ("multipart/form-data; boundary=x", b"--y"),
        ("application/x-www-form-urlencoded", b"%ff=%00&title&title=2&csrf_token=%C3%BC"),
        ("", b"\xff"),
    ],
)
def test_no_body_of_another_kind_can_break_it(
    app: Flask, client: FlaskClient, kind: str, body: bytes
):
    for url in addresses(app, "POST"):
        answer = client.post(url, data=body, content_type=kind)

        refused = 410 if _has_a_token(url) else 422
        answers = _GENTLER.get(url.rpartition("/")[2], {refused, 404})
        assert answer.status_code in answers, (url, kind)


def test_a_file_in_place_of_a_text_is_refused_in_place(client: FlaskClient):
    token = make.csrf_token(page(client, "/desk/posts/new"))
    files = {"body": (BytesIO(b"x"), "x.txt"), "csrf_token": token, "act": "publish"}

    answer = client.post("/desk/posts/new", data=files, content_type="multipart/form-data")

    assert answer.status_code == 422


def test_no_query_can_break_a_list(app: Flask, client: FlaskClient):
    for url in addresses(app, "GET"):
        for query in ("page=-1", "page=9999999", "page=%00", "status=x", "state=%ff", "kind=[]"):
            assert client.get(f"{url}?{query}").status_code in (200, 303, 404, 410)


def test_no_filter_can_break_a_list(client: FlaskClient, hostile_words: tuple[str | bytes, ...]):
    names = (
        *("author", "network", "word", "post", "order", "on"),
        *("by", "thing", "became", "since", "until", "seen_at", "q", "standing"),
    )
    for url in (
        *("/desk/comments/", "/desk/comments/1/", "/desk/decisions/", "/desk/comments/empty"),
        *("/desk/posts/", "/desk/pages/", "/desk/redirects/"),
    ):
        for name in names:
            for hostile in hostile_words:
                answer = client.get(url, query_string=[(name, hostile), ("status", "spam")])

                assert answer.status_code in (200, 303, 404), (url, name, hostile)
                assert "<script>alert" not in words(answer)


def test_what_is_seen_as_a_pattern_elsewhere_is_a_word_here(client: FlaskClient):
    """The comment that is there says "I learned something."."""
    for word, found in (("learned", True), ("%", False), ("l_arned", False), ("\\", False)):
        shown = page(client, f"/desk/comments/?status=approved&word={quote(word)}")

        assert ("I learned something." in shown) is found, word


@pytest.mark.parametrize(
    "name", ["badinput/naughty", "badinput/sqli", "badinput/ssti", "badinput/xss"]
)
def test_no_line_of_the_lists_can_break_a_filter_or_a_text(client: FlaskClient, name: str):
    for number, line in enumerate(_some_lines_of(name)):
        shown = client.get("/desk/comments/", query_string={"word": line, "author": line})
        assert shown.status_code == 200, line
        assert "<script>alert" not in words(shown)
        token = make.csrf_token(words(shown))
        for path, field in (("answers", "text"), ("blocks", "line")):
            url = f"/desk/comments/1/{path}"
            answer = client.post(url, data={"csrf_token": token, "seen": "spam", field: line})
            assert answer.status_code in (409, 422), (number, line)
            assert "<script>alert" not in words(answer)


def _some_lines_of(name: str, most: int = 15) -> list[str]:
    """The longest line, the shortest, and some between."""
    files = sorted(path for path in shared(name).iterdir() if path.is_file())
    lines = {
        line
        for path in files
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    }
    ordered = sorted(lines, key=len)
    return ordered[:: -max(1, len(ordered) // most)][:most]
