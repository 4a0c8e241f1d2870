"""The menu: begun from the usual one, added to, moved, taken off, and never over others."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from blog import edition
from blog.db import reading, writing
from blog.editors.model import Role
from blog.menu import store
from blog.menu.entry import Area
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind, Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import edition_of, page, press, press_stale, signed_out, words

MENU = "/desk/menu/"
HOSTILE = "<script>alert(1)</script>\"'>"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine)
    make.sign_in(client)


@pytest.fixture
def about(engine: Engine) -> Post:
    with writing(engine) as session:
        return make.a_post(session, title="About us", slug="about", kind=Kind.PAGE)


def begin(client: FlaskClient) -> TestResponse:
    return press(client, f"{MENU}own", on=MENU)


def add(client: FlaskClient, label: str, **fields: str) -> TestResponse:
    given = {"label": label, "target": "/more/", "area": "top", **fields}
    return press(client, MENU, on=MENU, **given)


def labels(engine: Engine, area: Area = Area.TOP) -> list[tuple[str, int | None]]:
    with reading(engine) as session:
        return [(it.words, it.parent_id) for it in store.entries(session) if it.area is area]


def number_of(engine: Engine, label: str) -> int:
    with reading(engine) as session:
        return next(it.id for it in store.entries(session) if it.words == label)


def seen(shown: str, action: str) -> str:
    return (
        shown.partition(f'action="{action}"')[2]
        .partition('name="seen" value="')[2]
        .partition('"')[0]
    )


def click(client: FlaskClient, shown: str, path: str, **more: str) -> TestResponse:
    return press(client, path, on=MENU, seen=seen(shown, path), **more)


def bar(client: FlaskClient) -> list[str]:
    shown = client.get("/contact/").text.partition('aria-label="Main"')[2].partition("</nav>")[0]
    return re.findall(r"<a href=\"[^\"]*\"[^>]*>([^<]*)</a>", shown)


def test_the_usual_menu_shows_what_is_published(client: FlaskClient, about: Post):
    assert bar(client) == ["About", "Blog", "Contact"]
    assert "/privacy/" not in client.get("/contact/").text


def test_the_menu_begins_from_the_usual_one(client: FlaskClient, engine: Engine, about: Post):
    answer = begin(client)

    assert (answer.status_code, answer.location) == (303, MENU)
    assert [label for label, _ in labels(engine)] == ["About", "Blog", "Contact"]
    assert begin(client).status_code == 409
    assert bar(client) == ["About", "Blog", "Contact"]


def test_what_is_added_to_the_usual_menu_joins_it(client: FlaskClient, engine: Engine):
    before = edition_of(engine)

    answer = add(client, "Prices")

    assert answer.status_code == 303
    assert edition_of(engine) > before
    assert bar(client) == ["Blog", "Contact", "Prices"]


def test_an_entry_has_the_title_of_its_page_whatever_it_becomes(
    client: FlaskClient, engine: Engine, about: Post
):
    add(client, "", page=str(about.id), target="")
    assert bar(client)[-1] == "About us"

    with writing(engine) as session:
        session.execute(text("UPDATE post SET title = 'Who we are'"))
        edition.turn(session)

    assert bar(client)[-1] == "Who we are"


def test_an_entry_to_a_withdrawn_page_is_marked_and_not_shown(
    client: FlaskClient, engine: Engine, about: Post
):
    begin(client)
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, about.id), by="Erin", now=NOON)

    assert bar(client) == ["Blog", "Contact"]
    assert "the page is not published" in page(client, MENU)


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "javascript:alert(1)"},
        {"target": "//evil.example/"},
        {"target": "http://plain.example/"},
        {"target": ""},
        {"page": "1"},
        {"page": "999", "target": ""},
        {"label": ""},
        {"label": "x" * 101},
        {"target": "/" + "x" * 1000},
        {"area": "middle"},
    ],
)
def test_a_wrong_entry_is_refused_with_what_was_typed(
    client: FlaskClient, engine: Engine, about: Post, fields: dict[str, str]
):
    answer = press(
        client, MENU, on=MENU, **{"label": "Prices", "target": "/p/", "area": "top", **fields}
    )

    assert answer.status_code == 422
    assert fields.get("label", "Prices") in words(answer)
    assert labels(engine) == []


def test_entries_move_up_down_under_another_and_out(client: FlaskClient, engine: Engine):
    begin(client)
    contact = number_of(engine, "Contact")
    place = f"{MENU}{contact}/place"

    for step, after in [
        ("in", [("Blog", None), ("Contact", number_of(engine, "Blog"))]),
        ("out", [("Blog", None), ("Contact", None)]),
        ("up", [("Contact", None), ("Blog", None)]),
        ("down", [("Blog", None), ("Contact", None)]),
    ]:
        assert click(client, page(client, MENU), place, to=step).status_code == 303
        assert labels(engine) == after

    assert bar(client) == ["Blog", "Contact"]


def test_what_stands_under_another_unfolds_in_the_bar(client: FlaskClient, engine: Engine):
    begin(client)
    contact = number_of(engine, "Contact")

    click(client, page(client, MENU), f"{MENU}{contact}/place", to="in")

    shown = client.get("/contact/").text
    assert 'summary aria-label="More under Blog"' in shown
    assert '<a href="/contact/" aria-current="page">Contact</a>' in shown


def test_what_is_taken_off_can_be_put_back_with_all_under_it(client: FlaskClient, engine: Engine):
    begin(client)
    blog, contact = number_of(engine, "Blog"), number_of(engine, "Contact")
    click(client, page(client, MENU), f"{MENU}{contact}/place", to="in")
    before = labels(engine)

    answer = click(client, page(client, MENU), f"{MENU}{blog}/removal")
    assert answer.status_code == 303
    assert labels(engine) == []
    assert bar(client) == []
    shown = page(client, MENU)
    assert f'action="{MENU}undo"' in shown
    back = press(client, f"{MENU}undo", on=MENU, number=str(blog))

    assert back.status_code == 303
    assert labels(engine) == before


def test_what_was_taken_off_before_another_is_gone_for_good(client: FlaskClient, engine: Engine):
    begin(client)
    blog, contact = number_of(engine, "Blog"), number_of(engine, "Contact")
    for each in (blog, contact):
        click(client, page(client, MENU), f"{MENU}{each}/removal")

    answer = press(client, f"{MENU}undo", on=MENU, number=str(blog))

    assert answer.status_code == 409
    assert "cannot be put back" in words(answer)


def test_a_click_on_a_menu_that_changed_moves_nothing(client: FlaskClient, engine: Engine):
    begin(client)
    shown, before = page(client, MENU), number_of(engine, "Contact")
    add(client, "Prices")

    answer = click(client, shown, f"{MENU}{before}/place", to="up")

    assert answer.status_code == 409
    assert [label for label, _ in labels(engine)] == ["Blog", "Contact", "Prices"]


def test_two_who_change_one_entry_are_told(client: FlaskClient, engine: Engine):
    begin(client)
    path = f"{MENU}{number_of(engine, 'Blog')}"
    old = seen(page(client, path), path)
    theirs, mine = {"label": "Theirs", "target": "/t/"}, {"label": "Mine", "target": "/m/"}
    press(client, path, on=path, seen=old, area="top", **theirs)

    answer = press(client, path, on=path, seen=old, area="top", **mine)

    assert answer.status_code == 409
    assert 'value="Mine"' in words(answer)
    assert "Theirs" in bar(client)
    again = seen(words(answer), path)
    assert press(client, path, on=path, seen=again, area="top", **mine).status_code == 303
    assert "Mine" in bar(client)


def test_an_entry_taken_off_meanwhile_keeps_what_was_typed(client: FlaskClient, engine: Engine):
    begin(client)
    blog = number_of(engine, "Blog")
    shown = page(client, f"{MENU}{blog}")
    click(client, page(client, MENU), f"{MENU}{blog}/removal")

    typed = {"label": "Mine", "target": "/mine/", "area": "top"}
    answer = press(client, f"{MENU}{blog}", on=MENU, seen=seen(shown, f"{MENU}{blog}"), **typed)

    assert answer.status_code == 409
    assert 'value="Mine"' in words(answer)


def test_a_stale_form_keeps_what_was_typed(client: FlaskClient, engine: Engine):
    stale = press_stale(client, MENU, on=MENU, label="My words", target="/mine/", area="top")

    assert stale.status_code == 422
    assert "My words" in words(stale)
    assert labels(engine) == []


def test_while_nothing_can_be_stored_every_word_is_kept(client: FlaskClient, engine: Engine):
    begin(client)
    with writing(engine) as session:
        session.execute(text("UPDATE way SET area = 'foot'"))
        session.execute(text("CREATE UNIQUE INDEX no_more ON way ((1)) WHERE area = 'top'"))
    add(client, "First")

    answer = add(client, "My words")
    with writing(engine) as session:
        session.execute(text("DROP INDEX no_more"))

    assert answer.status_code == 503
    assert "My words" in words(answer)


def test_a_hostile_label_is_only_words(client: FlaskClient):
    add(client, HOSTILE, target="/x/")

    for path in ("/contact/", MENU):
        assert "<script>alert" not in page(client, path)
        assert "&lt;script&gt;alert" in page(client, path)


def test_an_author_may_not_arrange_the_menu(client: FlaskClient, engine: Engine):
    signed_out(client)
    make.an_editor(engine, name="Ann", email="ann@howard.example", role=Role.AUTHOR)
    make.sign_in(client, "ann@howard.example")

    assert client.get(MENU).status_code == 403
    assert MENU not in page(client, "/desk/posts/")


def test_a_menu_has_an_end(client: FlaskClient, engine: Engine):
    begin(client)
    with writing(engine) as session:
        for _ in range(60):
            store.add(session, Area.FOOT, label="More", target="/more/", post_id=None)

    answer = add(client, "One more")

    assert answer.status_code == 409
    assert "at most 60" in words(answer)
