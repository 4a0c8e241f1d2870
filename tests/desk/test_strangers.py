"""Nobody gets past the desk's door who has not signed in, and editors not into the owner's room."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from blog.db import reading, writing
from blog.editors.model import Editor, Role, SignedIn
from blog.menu import store as menu
from blog.menu.entry import Area
from blog.posts.model import Post
from blog.saved import store as saved
from blog.terms import store as terms
from blog.terms.tags import store as tags
from blog.topics import store as topics
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, words

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN = {
    *("desk.sign_in", "desk.try_sign_in", "desk.forgotten", "desk.ask_for_password"),
    *("desk.new_password", "desk.set_password", "desk.welcome", "desk.come_in"),
}
# What these are sent is shown and nothing of it kept; or they say why on the page they lead to.
WITHOUT_A_TOKEN = {"desk.preview_new_post": 200, "desk.preview_post": 200, "desk.share_post": 303}
THE_OWNERS = {
    *("desk.settings", "desk.keep_settings"),
    *("desk.discussion", "desk.keep_discussion", "desk.distrust_author"),
    *("desk.inquiries_settings", "desk.keep_inquiries_settings"),
    *("desk.letters_settings", "desk.keep_letters_settings"),
    *("desk.look", "desk.keep_look", "desk.privacy", "desk.draft_privacy"),
    *("desk.people", "desk.invite_person", "desk.where_invitations_are", "desk.invite_again"),
    *("desk.where_an_invitation_was", "desk.take_invitation_back", "desk.person"),
    *("desk.change_role", "desk.where_a_person_is", "desk.where_a_person_was"),
    *("desk.sign_person_out", "desk.remove_person"),
    *("desk.topics", "desk.add_topic", "desk.topic", "desk.change_topic"),
    *("desk.where_topics_are", "desk.move_topic", "desk.remove_topic"),
}


def rules_of_the_desk(app: Flask) -> list[Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/desk")]
    assert len(rules) > 15
    return rules


def url_of(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        url = app.create_url_adapter(None)
    numbers = dict.fromkeys(rule.arguments, 1)
    bound = url or app.url_map.bind("localhost")
    return bound.build(rule.endpoint, numbers, method=next(iter(rule.methods or {"GET"})))


@pytest.fixture
def something_of_everything(engine: Engine, post: Post) -> None:
    """Each number in the desk's addresses stands for something, so that 404 hides nothing."""
    with writing(engine) as session:
        terms.add(session, name="Coaching", slug="coaching", about="", parent_id=None)
        tags.called(session, "Team")  # the post has its author
        make.a_comment(session, post)
        make.an_inquiry(session)
        make.a_letter(session)
        make.a_picture(session)
        topics.add(session, "Coaching", ())
        saved.add(session, "Thanks", "Dear {name}")
        menu.add(session, Area.TOP, label="Blog", target="/blog/", post_id=None)


@pytest.mark.usefixtures("something_of_everything")
def test_every_address_and_method_of_the_desk_is_refused_to_a_stranger(
    app: Flask, client: FlaskClient
):
    for rule in rules_of_the_desk(app):
        for method in METHODS:
            if rule.endpoint in OPEN:
                continue
            answer = client.open(url_of(app, rule), method=method)
            if answer.status_code == 303:
                assert method in ("GET", "HEAD")
                assert urlsplit(answer.location).path == "/desk/sign-in"
            elif answer.status_code == 401:
                assert method not in ("GET", "HEAD")
            else:
                assert answer.status_code == 405, (rule, method)
                assert method not in (rule.methods or ())
            assert answer.headers.get("Cache-Control", "no-store").endswith("no-store")


@pytest.mark.usefixtures("something_of_everything", "editor")
def test_every_address_of_the_desk_opens_to_an_editor_except_the_owners(
    app: Flask, client: FlaskClient
):
    make.sign_in(client)

    for rule in rules_of_the_desk(app):
        for method in {"GET", "POST"} & (rule.methods or set()):
            if rule.endpoint in {*OPEN, "desk.sign_out"}:
                continue
            answer = client.open(url_of(app, rule), method=method)
            if rule.endpoint in THE_OWNERS:
                assert answer.status_code == 403
                assert "for the owner" in words(answer)
            else:
                refused = WITHOUT_A_TOKEN.get(rule.endpoint, 422)
                wanted = (200, 303) if method == "GET" else (refused,)
                assert answer.status_code in wanted, rule
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_owner_may_open_the_settings(client: FlaskClient, engine: Engine):
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)

    assert "Settings" in page(client, "/desk/comments/")
    assert client.get("/desk/settings/").status_code == 200


def test_an_editor_is_not_shown_the_way_to_the_settings(client: FlaskClient, editor: Editor):
    make.sign_in(client)

    assert "/desk/settings/" not in page(client, "/desk/comments/")


def test_a_stranger_comes_back_to_the_page_they_wanted(client: FlaskClient, editor: Editor):
    sent = client.get("/desk/comments/?status=spam&page=1")
    assert parse_qs(urlsplit(sent.location).query)["next"] == ["/desk/comments/?status=spam&page=1"]

    typed = {"email": editor.email, "password": make.PASSWORD}
    form = page(client, sent.location)
    answer = client.post(
        "/desk/sign-in",
        data={
            **typed,
            "csrf_token": make.csrf_token(form),
            "next": "/desk/comments/?status=spam&page=1",
        },
    )

    assert answer.location == "/desk/comments/?status=spam&page=1"


def test_what_was_typed_outlives_the_end_of_a_session(client: FlaskClient, editor: Editor):
    typed = {"title": "Half <done>", "body": "\nA long\ntext", "csrf_token": "old", "act": "save"}

    answer = client.post("/desk/posts/new?kind=page", data=typed)

    assert answer.status_code == 401
    shown = words(answer)
    assert "Half &lt;done&gt;" in shown
    assert "\n\nA long\ntext</textarea>" in shown
    assert 'action="/desk/posts/new?kind=page"' in shown
    assert "Sign in in another tab" in shown
    assert "csrf_token" not in shown


def test_a_stranger_does_not_get_back_half_a_million_fields(client: FlaskClient):
    answer = client.post(
        "/desk/comments/1/decisions",
        data="a&" * 100_000,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 401
    assert len(answer.data) < 10_000


def test_a_cookie_that_was_tampered_with_opens_nothing(client: FlaskClient, editor: Editor):
    make.sign_in(client)
    cookie = client.get_cookie("desk", path="/desk")
    assert cookie

    client.set_cookie("desk", cookie.value[:-2] + "AA", path="/desk")

    assert client.get("/desk/comments/").status_code == 303


def test_a_session_ends_when_it_lies_unused_for_twelve_hours(
    client: FlaskClient, editor: Editor, clock: StoppedClock
):
    make.sign_in(client)

    clock.forward(timedelta(hours=11))
    assert client.get("/desk/comments/").status_code == 200
    clock.forward(timedelta(hours=11))
    assert client.get("/desk/comments/").status_code == 200
    clock.forward(timedelta(hours=12))
    assert client.get("/desk/comments/").status_code == 303


def test_looking_writes_nothing_until_five_minutes_have_passed(
    client: FlaskClient, editor: Editor, engine: Engine, clock: StoppedClock
):
    make.sign_in(client)

    clock.forward(timedelta(minutes=4))
    client.get("/desk/comments/")
    assert seen_at(engine) == NOON
    clock.forward(timedelta(minutes=1))
    client.get("/desk/comments/")
    assert seen_at(engine) == NOON + timedelta(minutes=5)


def test_a_role_taken_away_counts_at_once(client: FlaskClient, engine: Engine):
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)
    with writing(engine) as session:
        session.execute(update(Editor).values(role=Role.EDITOR))

    assert client.get("/desk/settings/").status_code == 403


def test_another_website_cannot_make_an_editor_decide(client: FlaskClient, editor: Editor):
    make.sign_in(client)
    token = make.csrf_token(page(client, "/desk/comments/"))

    answer = client.post(
        "/desk/sign-out",
        data={"csrf_token": token},
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://eve.example"},
    )

    assert answer.status_code == 403
    assert "another website" in words(answer)
    assert client.get("/desk/comments/").status_code == 200


def test_what_is_not_there_is_a_page_of_the_desk(client: FlaskClient, editor: Editor):
    make.sign_in(client)

    for path in ("/desk/posts/99", "/desk/inquiries/99/", "/desk/comments/?status=lost"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Not found" in words(answer)
        assert "Sign out" in words(answer)
    assert client.get("/desk/posts/99999999999999999999").status_code == 404


def test_signing_out_ends_the_session_here_and_not_only_in_the_browser(
    client: FlaskClient, editor: Editor, engine: Engine
):
    make.sign_in(client)
    cookie = client.get_cookie("desk", path="/desk")
    assert cookie

    answer = press(client, "/desk/sign-out", on="/desk/comments/")

    assert answer.location == "/desk/sign-in"
    client.set_cookie("desk", cookie.value, path="/desk")
    assert client.get("/desk/comments/").status_code == 303
    with reading(engine) as session:
        assert session.scalar(select(SignedIn)) is None


def test_looking_at_the_address_of_signing_out_signs_nobody_out(
    client: FlaskClient, editor: Editor
):
    make.sign_in(client)

    assert client.get("/desk/sign-out").status_code == 405
    assert client.get("/desk/comments/").status_code == 200


def test_signing_out_with_a_stale_token_asks_again(client: FlaskClient, editor: Editor):
    make.sign_in(client)

    answer = client.post("/desk/sign-out", data={"csrf_token": "stale"})

    assert answer.status_code == 422
    assert "You signed in again" in words(answer)
    assert client.get("/desk/comments/").status_code == 200


def seen_at(engine: Engine) -> object:
    with reading(engine) as session:
        return one_session(session).seen_at


def one_session(session: Session) -> SignedIn:
    return session.scalars(select(SignedIn)).one()
