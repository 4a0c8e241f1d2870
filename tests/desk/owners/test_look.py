"""The look of the public pages: colours that can be read, a logo, the foot."""

from hashlib import sha256
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Role
from blog.media.model import Picture, Stage, Variant
from blog.site.look.look import Look
from blog.site.store import look
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, press, press_stale, words

LOOK = "/desk/settings/look/"
TYPED = {
    "accent_light": "#8A1C5B",
    "accent_dark": "f3b6d4",
    "footer_text": "Words with [a link](https://us.example/) and *weight*.",
    "social": "Mastodon https://social.example/@us\n\n Our films: https://films.example/us ",
}


@pytest.fixture(autouse=True)
def _the_owner_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)


def save(client: FlaskClient, **changed: Any) -> TestResponse:
    seen = page(client, LOOK).partition('name="seen" value="')[2].partition('"')[0]
    return press(client, LOOK, on=LOOK, **{**TYPED, "seen": seen, **changed})


def kept(engine: Engine) -> Look:
    with reading(engine) as session:
        return look(session)


def sheet_of(shown: str) -> str:
    """The address of the stylesheet that a page asks for, if it does."""
    found = shown.partition('href="/look.')[2].partition('"')[0]
    return f"/look.{found}" if found else ""


def a_logo(engine: Engine, *, name: str = "a" * 24, width: int = 1200, height: int = 300) -> None:
    with writing(engine) as session:
        picture = Picture(
            name=name, file_name=f"{name[0]}.png", ending="png", width=width, height=height,
            colour="0b5d57", stage=Stage.READY, why="", wanted=1, by="Erin", created_at=NOON,
        )  # fmt: skip
        session.add(picture)
        session.flush()
        for each, ending in ((160, "webp"), (320, "avif"), (320, "png"), (640, "png")):
            session.add(
                Variant(
                    picture_id=picture.id, width=each, ending=ending, height=each // 4, size=1,
                    body=b"x",
                )
            )  # fmt: skip


def test_what_the_owner_wishes_is_kept_whole(client: FlaskClient, engine: Engine):
    answer = save(client)

    assert (answer.status_code, answer.location) == (303, LOOK)
    assert kept(engine) == Look(
        accent_light="#8a1c5b",
        accent_dark="#f3b6d4",
        footer_text="Words with [a link](https://us.example/) and *weight*.",
        social=(
            ("Mastodon", "https://social.example/@us"),
            ("Our films", "https://films.example/us"),
        ),
    )


def test_readers_see_it_at_once(client: FlaskClient):
    assert sheet_of(client.get("/").text) == ""

    save(client)

    shown = client.get("/").text
    assert '<a href="https://social.example/@us" rel="me noopener">Mastodon</a>' in shown
    assert "<em>weight</em>" in shown
    assert sheet_of(shown)


def test_the_colours_are_a_stylesheet_that_is_kept_for_ever(client: FlaskClient):
    save(client)
    first = sheet_of(client.get("/").text)

    answer = client.get(first)

    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "#8a1c5b" in answer.text
    assert sha256(answer.data).hexdigest()[:12] in first
    save(client, accent_light="#0000aa")
    second = sheet_of(client.get("/").text)
    assert second != first
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert client.get("/look..css").status_code == 404


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(
    client: FlaskClient, engine: Engine
):
    answer = save(client, accent_light="#ffcc00")

    assert answer.status_code == 422
    shown = words(answer)
    assert "#ffcc00 has a contrast of 1.44 to 1" in shown
    assert "Take #886d00 and save" in shown
    assert "Mastodon https://social.example/@us" in shown
    assert kept(engine) == Look()


def test_the_nearest_is_taken_with_a_button(client: FlaskClient, engine: Engine):
    answer = save(client, accent_light="#ffcc00", take="accent_light")

    assert answer.status_code == 303
    assert kept(engine).accent_light == "#886d00"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("accent_light", "red"),
        ("accent_light", "#0b5d57;}body{display:none"),
        ("accent_dark", "#0b5d57"),
        ("accent_dark", "</style>"),
        ("logo", "99"),
        ("logo_dark", "x"),
        ("footer_text", "x" * 2001),
        ("social", "Mastodon"),
        ("social", "https://social.example/@us"),
        ("social", "Us http://social.example/"),
        ("social", "Us javascript:alert(1)"),
        ("social", "Us /blog/"),
        ("social", "\n".join(["Us https://social.example/"] * 13)),
        ("social", "x" * 61 + " https://social.example/"),
    ],
)
def test_a_wrong_wish_is_refused_in_place_with_everything_kept(
    client: FlaskClient, engine: Engine, field: str, wrong: str
):
    answer = save(client, **{field: wrong})

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in words(answer)
    assert "</style>" not in words(answer)
    assert kept(engine) == Look()


def test_a_take_of_nothing_known_changes_nothing(client: FlaskClient, engine: Engine):
    assert save(client, take="logo").status_code == 303
    assert kept(engine).logo_id == 0


def test_the_foot_runs_no_script(client: FlaskClient):
    save(client, footer_text="<script>alert(1)</script> [x](javascript:alert(1)) ![](x)",
         social="<b>x https://social.example/\"onmouseover=1")  # fmt: skip
    save(client, footer_text="<script>alert(1)</script> [x](javascript:alert(1))", social="")

    shown = client.get("/").text
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_the_logo_stands_for_the_name(client: FlaskClient, engine: Engine):
    a_logo(engine)
    a_logo(engine, name="b" * 24, width=100, height=100)

    save(client, logo="1", logo_dark="2")

    shown = client.get("/").text.partition("<header")[2].partition("</header>")[0]
    assert 'alt="Howard Street" width="160" height="40"' in shown
    assert f'src="/media/{"a" * 24}-320.png"' in shown
    assert f'srcset="/media/{"b" * 24}-320.png"' in shown
    assert ">Howard Street<" not in shown


def test_a_logo_that_was_deleted_leaves_the_name(client: FlaskClient, engine: Engine):
    a_logo(engine)
    save(client, logo="1")
    with writing(engine) as session:
        session.delete(session.get_one(Picture, 1))
    save(client, logo="")

    assert ">Howard Street<" in client.get("/").text


def test_two_owners_at_once_are_told_of_each_other(client: FlaskClient, engine: Engine):
    old = page(client, LOOK).partition('name="seen" value="')[2].partition('"')[0]
    save(client, footer_text="Theirs")

    answer = save(client, footer_text="Mine", seen=old)

    assert answer.status_code == 409
    assert "Mine</textarea>" in words(answer)
    assert kept(engine).footer_text == "Theirs"
    again = words(answer).partition('name="seen" value="')[2].partition('"')[0]
    assert save(client, footer_text="Mine", seen=again).status_code == 303


def test_a_stale_token_saves_nothing_and_keeps_every_word(client: FlaskClient, engine: Engine):
    answer = press_stale(client, LOOK, on=LOOK, **TYPED)

    assert answer.status_code == 422
    assert "Our films" in words(answer)
    assert kept(engine) == Look()


@pytest.mark.parametrize(("width", "height"), [(512, 512), (600, 520), (2000, 1700)])
def test_a_picture_that_is_about_square_can_be_the_icon(
    client: FlaskClient, engine: Engine, width: int, height: int
):
    a_logo(engine, width=width, height=height)

    assert save(client, icon="1").status_code == 303

    assert kept(engine).icon_id == 1
    shown = client.get("/").text
    assert 'type="image/svg+xml"' not in shown
    assert save(client, icon="").status_code == 303
    assert 'type="image/svg+xml"' in client.get("/").text


@pytest.mark.parametrize(("width", "height"), [(511, 600), (600, 511), (1000, 700), (700, 1000)])
def test_one_that_is_small_or_long_is_not_offered_and_not_taken(
    client: FlaskClient, engine: Engine, width: int, height: int
):
    a_logo(engine, width=width, height=height)

    offered = page(client, LOOK).partition('id="icon"')[2].partition("</select>")[0]
    answer = save(client, icon="1")

    assert "a.png" not in offered
    assert answer.status_code == 422
    assert 'id="icon-wrong"' in words(answer)
    assert kept(engine).icon_id == 0
