"""The owner's pages for inquiries: kept, checked, nothing lost, seen by readers at once."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Role
from blog.site.reception import Reception
from blog.site.store import reception
from tests import make
from tests.desk.at_the_desk import edition_of, page, press, press_stale, words

INQUIRIES, LETTERS = "/desk/settings/inquiries/", "/desk/settings/letters/"
HOSTILE = "</textarea><script>alert(1)</script>\"'>"


@pytest.fixture(autouse=True)
def _the_owner_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)


def typed_on(client: FlaskClient, path: str) -> dict[str, Any]:
    """What the page would send if nothing were changed on it."""
    shown = page(client, path).partition('class="write"')[2].partition("</form>")[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", shown):
        at = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if at["type"] not in ("checkbox", "radio") or " checked" in tag:
            found[at["name"]] = at.get("value", "")
    for name, said in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', shown, re.S
    ):
        found[name] = unescape(said)
    found.pop("csrf_token")
    return found


def save(client: FlaskClient, path: str, **changed: Any) -> TestResponse:
    typed = {
        name: value for name, value in (typed_on(client, path) | changed).items() if value != 0
    }
    return press(client, path, on=path, **typed)


def kept(engine: Engine) -> Reception:
    with reading(engine) as session:
        return reception(session)


@pytest.mark.parametrize("path", [INQUIRIES, LETTERS])
def test_saving_what_a_page_shows_changes_nothing(client: FlaskClient, engine: Engine, path: str):
    before = kept(engine)

    answer = save(client, path)

    assert (answer.status_code, answer.location) == (303, path)
    assert kept(engine) == before
    assert "The settings are saved." in page(client, path)


def test_the_form_of_inquiries_is_kept_whole(client: FlaskClient, engine: Engine):
    save(
        client, INQUIRIES, on_reach="y", place_reach="1", place_phone="2", label_phone="Call me at",
        hint_name="As you sign", reach_choices="By owl\nBy phone\nBy owl",
        consent_text="I *agree*.",
        receipt_on="y", receipt_subject="Yes, {reference}", receipt_text="{site}: {status}",
        suspicious_at="80", answers_to="editor", signature="{editor}\n{site}",
    )  # fmt: skip

    assert kept(engine) == Reception(
        line_fields=("reach", "phone"),
        line_words=(("name", "", "As you sign"), ("phone", "Call me at", "")),
        reach_choices=("By owl", "By phone"),
        consent_text="I *agree*.",
        receipt_on=True,
        receipt_subject="Yes, {reference}",
        receipt_text="{site}: {status}",
        suspicious_at=80,
        answers_to="editor",
        signature="{editor}\n{site}",
    )
    shown = page(client, INQUIRIES)
    assert "<em>agree</em>" in shown
    assert "Yes, " in shown.partition("shown__subject")[2][:60]


def test_readers_see_the_form_as_it_is_wished_at_once(client: FlaskClient, engine: Engine):
    before = edition_of(engine)

    save(client, INQUIRIES, on_phone=0, label_name="Who are you?", on_organisation="y")

    assert edition_of(engine) > before
    shown = page(client, "/contact/")
    assert "Who are you?" in shown
    assert "Organisation" in shown
    assert 'name="phone"' not in shown


def test_a_label_of_its_own_leaves_the_usual_hint(client: FlaskClient):
    save(client, INQUIRIES, label_phone="Call me at")

    assert "If you would rather be called back." in page(client, "/contact/")


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("suspicious_at", "9", "from 10 to 200"),
        ("suspicious_at", "201", "from 10 to 200"),
        ("place_phone", "5", "from 1 to 4"),
        ("place_phone", "", "from 1 to 4"),
        ("receipt_subject", "We have it", "has to say {reference}"),
        ("receipt_subject", "{reference} {name}", "{name} cannot be filled in"),
        ("receipt_text", "Dear {First Name}", "{First Name} cannot be filled in"),
        ("receipt_text", "", "Write the letter."),
        ("signature", "{topic}", "{topic} cannot be filled in"),
        ("label_name", "x" * 101, "at most 100"),
        ("reach_choices", "x" * 61, "at most 60"),
        ("answers_to", "nobody", "Choose one of them"),
    ],
)
def test_a_wrong_wish_is_refused_in_place_with_everything_kept(
    client: FlaskClient, engine: Engine, field: str, wrong: str, said: str
):
    before = kept(engine)

    answer = save(client, INQUIRIES, **{"consent_text": "my words", field: wrong})

    assert answer.status_code == 422
    assert said in unescape(words(answer))
    assert f'id="{field}-wrong"' in words(answer)
    assert "my words" in words(answer)
    assert kept(engine) == before


def test_a_field_with_choices_needs_one(client: FlaskClient):
    answer = save(client, INQUIRIES, on_reach="y", reach_choices=" \n ")

    assert answer.status_code == 422
    assert "Offer at least one choice" in words(answer)


def test_who_is_away_is_kept_and_who_is_back_is_taken_off(client: FlaskClient, engine: Engine):
    away = {"absences-0-address": "erin@howard.example", "absences-0-last_day": "2099-12-24"}
    back = {"absences-1-address": "ada@howard.example", "absences-1-last_day": "2001-01-01"}

    save(client, LETTERS, **away, **back, alarm_to="a@b.example\na@b.example", weekly_letter=0,
         rehearse_every_days="7")  # fmt: skip

    assert kept(engine).absences == (("erin@howard.example", "2099-12-24", ""),)
    assert kept(engine).alarm_to == ("a@b.example",)
    assert (kept(engine).weekly_letter, kept(engine).rehearse_every_days) == (False, 7)
    assert page(client, LETTERS).count('-last_day" type=') == 3
    save(client, LETTERS, **{"absences-0-address": "", "absences-0-last_day": ""})
    assert kept(engine).absences == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("erin", "2099-12-24", ""), "who is away?"),
        (("erin@howard.example", "24.12.2099", ""), "enter the last day"),
        (("erin@howard.example", "", ""), "enter the last day"),
        (("erin@howard.example", "2099-12-24", "ada"), "who stands in?"),
        (("erin@howard.example", "2099-12-24", "Erin@howard.example"), "somebody else"),
    ],
)
def test_a_wrong_absence_is_named_by_its_row(
    client: FlaskClient, engine: Engine, row: tuple[str, str, str], said: str
):
    names = ("address", "last_day", "stand_in")
    sent = {f"absences-1-{name}": value for name, value in zip(names, row, strict=True)}

    answer = save(client, LETTERS, **sent)

    assert answer.status_code == 422
    assert f"Row 2: {said}" in unescape(words(answer))
    assert row[0] in words(answer)
    assert kept(engine).absences == ()


@pytest.mark.parametrize(("path", "field"), [(INQUIRIES, "consent_text"), (LETTERS, "alarm_to")])
def test_a_stale_token_or_no_database_saves_nothing_and_keeps_every_word(
    client: FlaskClient, engine: Engine, path: str, field: str
):
    typed = typed_on(client, path) | {field: "typed@howard.example"}
    stale = press_stale(client, path, on=path, **typed)
    token = make.csrf_token(page(client, path))
    with writing(engine) as session:
        session.execute(text("ALTER TABLE wish RENAME TO wish_away"))
    try:
        away = client.post(path, data={**typed, "csrf_token": token})
    finally:
        with writing(engine) as session:
            session.execute(text("ALTER TABLE wish_away RENAME TO wish"))

    assert (stale.status_code, away.status_code) == (422, 503)
    assert "typed@howard.example" in words(stale)
    assert "typed@howard.example" in words(away)
    assert kept(engine) == Reception()


def test_a_hostile_text_is_only_a_text(client: FlaskClient):
    save(client, INQUIRIES, consent_text=HOSTILE, signature=HOSTILE, label_name=HOSTILE,
         receipt_text=HOSTILE, receipt_subject="{reference}" + HOSTILE)  # fmt: skip

    for path in (INQUIRIES, "/contact/"):
        assert "<script>alert" not in page(client, path)


def test_each_page_leaves_what_the_other_keeps(client: FlaskClient, engine: Engine):
    save(client, LETTERS, rehearse_every_days="7")
    save(client, INQUIRIES, suspicious_at="80")

    assert (kept(engine).rehearse_every_days, kept(engine).suspicious_at) == (7, 80)
