"""The owner's settings: kept, checked, and seen by readers at once."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Role
from blog.site.store import wishes
from blog.site.wishes import Wishes
from tests import make
from tests.desk.at_the_desk import edition_of, page, press, press_stale, words

SETTINGS = "/desk/settings/"
TYPED = {
    "name": "Harbour Lane",
    "tagline": "Plain words.",
    "office_email": "hello@harbour.example",
    "letters_to": "ada@harbour.example\r\n\r\n erin@harbour.example \r\nada@harbour.example",
    "street": "1 Harbour Lane",
    "city": "Oakland",
    "map_url": "https://maps.example/?q=1",
    "hours": "Always",
    "zone": "Europe/Vienna",
    "posts_a_page": "5",
}


@pytest.fixture(autouse=True)
def _the_owner_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)


def save(client: FlaskClient, **changed: str) -> TestResponse:
    return press(client, SETTINGS, on=SETTINGS, **{**TYPED, **changed})


def kept(engine: Engine) -> Wishes:
    with reading(engine) as session:
        return wishes(session)


def test_what_the_owner_wishes_is_kept_whole(client: FlaskClient, engine: Engine):
    answer = save(client)

    assert (answer.status_code, answer.location) == (303, SETTINGS)
    assert kept(engine) == Wishes(
        name="Harbour Lane",
        tagline="Plain words.",
        office_email="hello@harbour.example",
        letters_to=("ada@harbour.example", "erin@harbour.example"),
        street="1 Harbour Lane",
        city="Oakland",
        map_url="https://maps.example/?q=1",
        hours="Always",
        zone="Europe/Vienna",
        posts_a_page=5,
    )
    shown = page(client, SETTINGS)
    assert "The settings are saved." in shown
    assert "ada@harbour.example\nerin@harbour.example" in shown.replace("\r", "")


def test_readers_see_it_at_once(client: FlaskClient, engine: Engine):
    assert "Harbour Lane" not in page(client, "/contact/")
    before = edition_of(engine)

    save(client)

    assert edition_of(engine) > before
    assert "Harbour Lane" in page(client, "/contact/")


def test_who_gets_the_letters_while_nobody_is_named_is_said(client: FlaskClient):
    assert "office@howard.example</textarea>" in page(client, SETTINGS)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", " "),
        ("name", "x" * 101),
        ("office_email", "nobody"),
        ("letters_to", ""),
        ("letters_to", " \r\n "),
        ("letters_to", "ada@harbour.example\r\nnobody"),
        ("letters_to", "Ada <ada@harbour.example>"),
        ("letters_to", "ada@harbour.example, erin@harbour.example"),
        ("map_url", "http://maps.example/"),
        ("map_url", "javascript:alert(1)"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("zone", ""),
        ("posts_a_page", "0"),
        ("posts_a_page", "51"),
        ("posts_a_page", "many"),
        ("posts_a_page", "9" * 5000),
        ("posts_a_page", ""),
    ],
)
def test_a_wrong_setting_is_refused_in_place_with_everything_kept(
    client: FlaskClient, engine: Engine, field: str, wrong: str
):
    before = kept(engine)

    answer = save(client, **{field: wrong})

    assert answer.status_code == 422
    shown = words(answer)
    assert f'id="{field}-wrong"' in shown
    assert "1 Harbour Lane" in shown
    assert kept(engine) == before


def test_while_nothing_can_be_stored_every_word_is_kept(client: FlaskClient, engine: Engine):
    token = make.csrf_token(page(client, SETTINGS))
    with writing(engine) as session:
        session.execute(text("ALTER TABLE wish RENAME TO wish_away"))
    try:
        answer = client.post(SETTINGS, data={**TYPED, "csrf_token": token})
    finally:
        with writing(engine) as session:
            session.execute(text("ALTER TABLE wish_away RENAME TO wish"))

    assert answer.status_code == 503
    assert "could not be stored" in words(answer)
    assert "1 Harbour Lane" in words(answer)


def test_a_stale_token_saves_nothing_and_keeps_every_word(client: FlaskClient, engine: Engine):
    answer = press_stale(client, SETTINGS, on=SETTINGS, **TYPED)

    assert answer.status_code == 422
    assert "What you typed is still here" in words(answer)
    assert "Harbour Lane" in words(answer)
    assert kept(engine).name == "Howard Street"
