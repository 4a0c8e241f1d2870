"""Inviting people, what becomes of their links, and changing what they may do."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from blog.admission import invite, tokens
from blog.admission.model import Entry, Invitation, What
from blog.authors import store as authors
from blog.db import reading, writing
from blog.editors import people
from blog.editors import store as editors
from blog.editors.model import Editor, Role, SignedIn
from blog.editors.people import LastOwner
from blog.editors.sign_in import NOWHERE
from blog.outbox.model import Letter, Stage
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words
from tests.rows import rows

ADA = {"email": "Ada@Reader.example", "name": "Ada", "role": "author"}
NEW_PASSWORD = "nine purple teapots"


@pytest.fixture
def owner(engine: Engine, client: FlaskClient) -> Editor:
    """Erin, the owner, signed in."""
    erin = make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)
    return erin


def invited(client: FlaskClient, **other: str) -> TestResponse:
    return press(client, "/desk/people/", on="/desk/people/", **{**ADA, **other})


def link_in(letter: Letter) -> str:
    found = re.search(r"http://localhost(/desk/\S+/[\w-]{43})\s", letter.body)
    assert found
    return found[1]


def link(engine: Engine) -> str:
    """In the latest letter."""
    return link_in(rows(engine, Letter)[-1])


def come_in(client: FlaskClient, path: str, **other: str) -> TestResponse:
    return press(client, path, on=path, **{"name": "Ada", "password": NEW_PASSWORD, **other})


def test_an_invitation_is_a_letter_with_a_link_of_which_only_a_hash_is_kept(
    client: FlaskClient, owner: Editor, engine: Engine
):
    assert invited(client).status_code == 303

    [letter], [kept] = rows(engine, Letter), rows(engine, Invitation)
    assert (letter.recipient, letter.stage) == ("ada@reader.example", Stage.DUE)
    assert letter.subject.endswith("] Erin invites you to the desk")
    assert "Erin invites you" in letter.body
    assert "As an author you may:" in letter.body
    assert "30 November 2026" in letter.body
    assert link_in(letter).rpartition("/")[2] not in (kept.token_hash, kept.email)
    assert len(kept.token_hash) == 64
    assert "Who is invited" in page(client, "/desk/people/")


def test_following_the_link_changes_nothing_and_tells_no_other_site_of_it(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    invited(client)
    before = rows(engine, Invitation)[0].used_at

    answer = app.test_client().get(link(engine))

    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Erin invites you" in without_tags(words(answer))
    assert before is rows(engine, Invitation)[0].used_at is None
    assert len(rows(engine, Editor)) == 1


def test_a_password_lets_the_guest_in_as_what_they_were_invited_for(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    invited(client)
    guest = app.test_client()

    answer = come_in(guest, link(engine))

    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert "Welcome" in page(guest, "/desk/")
    ada = rows(engine, Editor)[-1]
    assert (ada.email, ada.name, ada.role) == ("ada@reader.example", "Ada", Role.AUTHOR)
    assert [it.what for it in rows(engine, Entry) if it.editor_id == ada.id] == [What.INVITED]
    assert "Who is invited" not in page(client, "/desk/people/")
    with reading(engine) as look:
        assert authors.everyone(look) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "short"}, "shorter than"),
        ({"password": "password1234"}, "guesser"),
        ({"password": "ada@reader.example"}, "your own name or address"),
        ({"password": ""}, "Choose a password"),
        ({"name": " \u200b"}, "Enter a name"),
        ({"name": "ERIN"}, "called so already"),
        ({"name": "n" * 246}, "too long"),
    ],
)
def test_what_a_guest_may_not_choose_is_said_and_the_link_still_works(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask, typed: dict[str, str], said: str
):
    invited(client)
    guest, path = app.test_client(), link(engine)

    answer = come_in(guest, path, **typed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert come_in(guest, path).status_code == 303


def test_a_guest_cannot_take_the_name_under_which_somebody_wrote(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    with writing(engine) as session:
        authors.add(session, "Maria")
    invited(client)

    answer = come_in(app.test_client(), link(engine), name="maria")

    assert answer.status_code == 422
    assert "called so already" in words(answer)


def test_a_link_works_once_and_says_so(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    invited(client)
    path = link(engine)
    token = make.csrf_token(page(app.test_client(), path))
    come_in(app.test_client(), path)

    for answer in (client.get(path), client.post(path, data={"csrf_token": token})):
        assert answer.status_code == 410
        assert "was used" in words(answer)
    assert len(rows(engine, Editor)) == 2


def test_a_link_expires_after_seven_days_and_is_renewed_by_another_letter(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask, clock: StoppedClock
):
    invited(client)
    old = link(engine)
    clock.forward(timedelta(days=7))
    assert "has expired" in words(app.test_client().get(old))
    make.sign_in(client)
    assert "Expired" in page(client, "/desk/people/")
    seen = rows(engine, Invitation)[0].expires_at.isoformat()

    for expected in (303, 409):
        answer = press(client, "/desk/people/invitations/1/letters", on="/desk/people/", seen=seen)
        assert answer.status_code == expected

    assert "opens nothing" in words(app.test_client().get(old))
    assert app.test_client().get(link(engine)).status_code == 200
    assert len(rows(engine, Letter)) == 2


def test_an_invitation_that_was_taken_back_lets_nobody_in(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    invited(client)
    for _ in range(2):
        answer = press(client, "/desk/people/invitations/1/removal", on="/desk/people/")
        assert answer.status_code == 303

    answer = app.test_client().get(link(engine))

    assert answer.status_code == 410
    assert "taken back" in words(answer)


@pytest.mark.parametrize("token", ["a" * 43, "x", "%00", "..%5C", "é" * 50, "0" * 900])
def test_a_link_that_nobody_was_sent_opens_nothing(client: FlaskClient, token: str):
    for place in ("welcome", "new-password"):
        answer = client.get(f"/desk/{place}/{token}")
        assert answer.status_code == 410
        assert "opens nothing" in words(answer)


def test_of_two_who_use_a_link_at_once_one_comes_in(engine: Engine, owner: Editor):
    token = "t" * 43
    with writing(engine) as session:
        an_invitation(session, token)

    def enter(number: int) -> bool:
        with writing(engine) as session:
            return (
                invite.accept(
                    session, token, name=f"Ada {number}", kept="x", come_from=NOWHERE, now=NOON
                )
                is not None
            )

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(enter, range(4))) == [False, False, False, True]
    assert len(rows(engine, Editor)) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "erin@howard.example"}, "signs in here already"),
        ({"email": "not one"}, "such as ada@example.org"),
        ({"email": "eve@x.example\r\nBcc: a@b.example"}, "such as ada@example.org"),
        ({"email": ""}, "Enter an e-mail address"),
        ({"name": ""}, "Enter a name"),
        ({"name": "erin"}, "called so already"),
        ({"role": "king"}, "not offered"),
        ({"role": ""}, "Choose a role"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_with_every_word_kept(
    client: FlaskClient, owner: Editor, engine: Engine, typed: dict[str, str], said: str
):
    answer = invited(client, **typed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="Ada"' in words(answer) or "name" in typed
    assert rows(engine, Letter) == []


def test_nobody_is_invited_twice(client: FlaskClient, owner: Editor, engine: Engine):
    invited(client)

    answer = invited(client, name="Ada again")

    assert answer.status_code == 422
    assert "open invitation" in words(answer)
    assert len(rows(engine, Letter)) == 1


def test_a_stale_form_invites_nobody_and_keeps_what_was_typed(
    client: FlaskClient, owner: Editor, engine: Engine
):
    answer = press_stale(client, "/desk/people/", on="/desk/people/", **ADA)

    assert answer.status_code == 422
    assert "Ada@Reader.example" in words(answer)
    assert rows(engine, Letter) == []


def test_the_outbox_shows_an_invitation_without_its_link_and_sends_it_to_nobody_else(
    client: FlaskClient, owner: Editor, engine: Engine
):
    invited(client)
    token = link(engine).rpartition("/")[2]

    shown = page(client, "/desk/outbox/1/")
    assert "[link left out]" in shown
    assert token not in shown
    assert "Send to another address" not in shown
    answer = press(
        client,
        "/desk/outbox/1/recipients",
        on="/desk/outbox/1/",
        seen="due",
        recipient="eve@x.example",
    )

    assert answer.status_code == 422
    assert "Nothing was done" in words(answer)
    assert rows(engine, Letter)[0].recipient == "ada@reader.example"


def test_another_role_counts_at_once_and_is_on_record(
    client: FlaskClient, owner: Editor, engine: Engine
):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")

    answer = press(
        client, f"/desk/people/{bob.id}/", on="/desk/people/2/", role="author", seen="editor"
    )

    assert answer.status_code == 303
    assert rows(engine, Editor)[1].role is Role.AUTHOR
    assert "Bob is author now" in page(client, "/desk/people/2/")
    assert "an author" in page(client, "/desk/decisions/?thing=person")


def test_a_role_that_somebody_else_changed_meanwhile_is_left_alone(
    client: FlaskClient, owner: Editor, engine: Engine
):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example", role=Role.MODERATOR)

    answer = press(
        client, f"/desk/people/{bob.id}/", on="/desk/people/2/", role="author", seen="editor"
    )

    assert answer.status_code == 409
    assert "nothing was done" in words(answer)
    assert rows(engine, Editor)[1].role is Role.MODERATOR


def test_the_last_owner_stays_one(client: FlaskClient, owner: Editor, engine: Engine):
    role = press(client, "/desk/people/1/", on="/desk/people/1/", role="editor", seen="owner")
    gone = press(client, "/desk/people/1/removal", on="/desk/people/1/", seen=mark(client))

    for answer in (role, gone):
        assert answer.status_code == 409
        assert "without an owner" in words(answer)
    assert rows(engine, Editor)[0].role is Role.OWNER


def test_two_owners_who_take_each_other_away_at_once_leave_one(engine: Engine, owner: Editor):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example", role=Role.OWNER)

    def take(editor_id: int) -> bool:
        try:
            with writing(engine) as session:
                return people.change_role(session, editor_id, seen=Role.OWNER, to=Role.AUTHOR)
        except LastOwner:
            return False

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(take, (owner.id, bob.id))) == [False, True]
    with reading(engine) as look:
        assert editors.has_owner(look)


def test_whoever_is_removed_is_signed_out_and_what_they_wrote_stays(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")
    his = make.sign_in(app.test_client(), bob.email)
    with writing(engine) as session:
        make.a_post(session, title="By Bob", author_id=authors.for_editor(session, 2, "Bob").id)
    seen = mark(client, 2)

    for location in ("/desk/people/", "/desk/people/"):
        answer = client.post(
            "/desk/people/2/removal",
            data={"csrf_token": make.csrf_token(page(client, "/desk/people/")), "seen": seen},
        )
        assert (answer.status_code, answer.location) == (303, location)

    assert his.get("/desk/").status_code == 303
    assert [it.email for it in rows(engine, Editor)] == [owner.email]
    with reading(engine) as look:
        assert [it.name for it in authors.everyone(look) if it.editor_id is None][-1] == "Bob"


def test_the_owner_signs_somebody_out_everywhere(
    client: FlaskClient, owner: Editor, engine: Engine, app: Flask
):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")
    make.sign_in(app.test_client(), bob.email)

    answer = press(client, "/desk/people/2/sessions", on="/desk/people/2/", seen=mark(client, 2))

    assert answer.status_code == 303
    assert [it.editor_id for it in rows(engine, SignedIn)] == [owner.id]


def mark(client: FlaskClient, number: int = 1) -> str:
    shown = page(client, f"/desk/people/{number}/")
    found = re.search(r'removal".*?name="seen" value="(\w+)"', shown, re.S)
    assert found
    return found[1]


def an_invitation(session: Session, token: str) -> None:
    session.add(
        Invitation(
            email="ada@reader.example",
            name="Ada",
            role=Role.AUTHOR,
            token_hash=tokens.hashed(token),
            by="Erin",
            created_at=NOON,
            expires_at=NOON + invite.FOR,
        )
    )
