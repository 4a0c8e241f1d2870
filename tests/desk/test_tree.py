"""The tree of pages: moved at the desk, shown to readers, its addresses for ever."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Editor, Role
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind, Post
from blog.posts.tree import store
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import edition_of, page, press, press_stale, words

TREE = "/desk/pages/tree"


@pytest.fixture(autouse=True)
def _pages(client: FlaskClient, engine: Engine, editor: Editor) -> None:
    """Alpha, Beta and Gamma, beside each other."""
    make.sign_in(client)
    with writing(engine) as session:
        for title in ("Alpha", "Beta", "Gamma"):
            make.a_post(session, title=title, kind=Kind.PAGE)


def place(number: int) -> str:
    return f"/desk/pages/{number}/place"


def step(client: FlaskClient, number: int, to: str, *, shown: str = "") -> TestResponse:
    form = (shown or page(client, TREE)).partition(f'action="{place(number)}"')[2]
    seen = form.partition('name="seen" value="')[2].partition('"')[0]
    return press(client, place(number), on=TREE, seen=seen, to=to)


def stand(engine: Engine) -> list[tuple[str, int | None]]:
    with reading(engine) as session:
        return [(it.title, it.parent_id) for it in store.pages(session)]


def test_a_page_under_another_shows_the_way_back_and_is_named_below(
    client: FlaskClient, engine: Engine
):
    before = edition_of(engine)
    assert "In this part" not in client.get("/alpha/").text

    answer = step(client, 2, "in")

    assert (answer.status_code, answer.location) == (303, TREE)
    assert edition_of(engine) > before
    above = client.get("/alpha/").text
    assert "In this part" in above
    assert '<a href="/beta/">Beta</a>' in above
    below = client.get("/beta/").text
    assert '<li><a href="/alpha/"><bdi>Alpha</bdi></a></li>' in below.partition("Breadcrumb")[2]


def test_moving_a_page_leaves_its_address(client: FlaskClient):
    step(client, 2, "in")

    assert client.get("/beta/").status_code == 200
    assert client.get("/alpha/beta/").status_code == 404


def test_pages_go_up_down_and_out(client: FlaskClient, engine: Engine):
    step(client, 3, "up")
    assert stand(engine) == [("Alpha", None), ("Gamma", None), ("Beta", None)]
    step(client, 1, "down")
    assert stand(engine) == [("Gamma", None), ("Alpha", None), ("Beta", None)]
    step(client, 1, "in")
    step(client, 1, "out")
    assert stand(engine) == [("Gamma", None), ("Alpha", None), ("Beta", None)]


def test_a_withdrawn_page_is_marked_and_named_nowhere(client: FlaskClient, engine: Engine):
    step(client, 2, "in")
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, 2), by="Erin", now=NOON)

    assert "Beta" not in client.get("/alpha/").text
    assert "Not published" in page(client, TREE)


def test_a_click_on_a_tree_that_changed_moves_nothing(client: FlaskClient, engine: Engine):
    shown = page(client, TREE)
    step(client, 3, "up")

    answer = step(client, 1, "down", shown=shown)

    assert answer.status_code == 409
    assert "Somebody changed the list" in words(answer)
    assert stand(engine)[0] == ("Alpha", None)


def test_who_is_writing_a_page_that_moved_is_told(client: FlaskClient, engine: Engine):
    with reading(engine) as session:
        before = session.get_one(Post, 2).version

    step(client, 2, "in")

    with reading(engine) as session:
        assert session.get_one(Post, 2).version == before + 1
        assert session.get_one(Post, 3).version == 1


def test_pages_in_a_circle_are_still_shown(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        session.execute(update(Post).where(Post.id == 1).values(parent_id=2))
        session.execute(update(Post).where(Post.id == 2).values(parent_id=1))

    for path in (TREE, "/alpha/", "/beta/"):
        assert client.get(path).status_code == 200
    assert step(client, 2, "out").status_code == 303


def test_a_stale_click_and_a_nonsense_step_move_nothing(client: FlaskClient, engine: Engine):
    before = stand(engine)

    assert press_stale(client, place(1), on=TREE, to="down").status_code == 422
    assert step(client, 1, "sideways").status_code == 422
    assert step(client, 99, "down").status_code == 409
    assert client.get(place(1)).status_code == 303
    assert stand(engine) == before


def test_an_author_may_not_move_pages(client: FlaskClient, engine: Engine):
    make.an_editor(engine, name="Ann", email="ann@howard.example", role=Role.AUTHOR)
    ann = client.application.test_client()
    make.sign_in(ann, "ann@howard.example")

    assert ann.get(TREE).status_code == 403
