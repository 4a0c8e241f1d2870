"""Many posts at once: selected, counted, then published, withdrawn or thrown away."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from blog import edition
from blog.authors import store as authors
from blog.db import writing
from blog.decisions.model import Decision
from blog.editors.model import Editor, Role
from blog.posts import store
from blog.posts.model import Kind, Post
from tests import make
from tests.desk.at_the_desk import edition_of, page, press, press_stale, without_tags, words
from tests.rows import rows

POSTS = "/desk/posts/"
BULK = f"{POSTS}bulk?standing=draft"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def drafts(engine: Engine) -> list[Post]:
    with writing(engine) as session:
        return [make.a_draft(session, title=it) for it in ("One", "Two", "Three")]


def picks(posts: list[Post], seen: str = "draft") -> list[str]:
    return [f"{post.id}:{seen}" for post in posts]


def send(client: FlaskClient, pick: list[str], to: str, **fields: str) -> TestResponse:
    return press(client, BULK, on=POSTS, pick=pick, to=to, **fields)


def standings(engine: Engine) -> list[str]:
    return [post.standing for post in rows(engine, Post)]


def test_what_was_selected_is_shown_and_counted_before_anything_is_done(
    client: FlaskClient, engine: Engine, drafts: list[Post]
):
    answer = send(client, picks(drafts[:2]), "published")

    shown = without_tags(words(answer))
    assert answer.status_code == 200
    assert "Publish 2 posts?" in shown
    assert "One" in shown
    assert "Three" not in shown
    assert standings(engine) == ["draft"] * 3


def test_many_are_published_withdrawn_thrown_away_and_put_back(
    client: FlaskClient, engine: Engine, drafts: list[Post]
):
    before = edition_of(engine)
    for to, seen, said in (
        ("published", "draft", "Published 3 posts."),
        ("withdrawn", "published", "Withdrew 3 posts. Undo"),
        ("trash", "withdrawn", "Moved 3 posts to the trash. Undo"),
        ("restored", "trash", "Restored 3 posts."),
    ):
        answer = send(client, picks(drafts, seen), to, sure="yes")

        assert (answer.status_code, answer.location) == (303, f"{POSTS}?standing=draft")
        assert said in without_tags(page(client, answer.location))
    assert standings(engine) == ["withdrawn"] * 3
    assert edition_of(engine) > before


@pytest.mark.parametrize("to", ["withdrawn", "trash"])
def test_what_was_done_to_many_is_taken_back(
    client: FlaskClient, engine: Engine, drafts: list[Post], to: str
):
    send(client, picks(drafts), "published", sure="yes")
    shown = page(client, send(client, picks(drafts, "published"), to, sure="yes").location)
    undo = {
        name: shown.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("pick", "to", "sure")
    }
    assert f'action="{BULK}"' in shown

    assert press(client, BULK, on=POSTS, **undo).status_code == 303

    assert standings(engine) == ["published"] * 3


def test_what_cannot_go_there_is_left_alone_and_counted(
    client: FlaskClient, engine: Engine, post: Post, drafts: list[Post]
):
    mixed = [f"{post.id}:published", *picks(drafts)]

    asked = without_tags(words(send(client, mixed, "withdrawn")))
    answer = send(client, mixed, "withdrawn", sure="yes")

    assert "Withdraw 1 post?" in asked
    told = without_tags(page(client, answer.location))
    assert "Withdrew 1 post. 3 were left alone: not published." in told
    assert standings(engine) == ["withdrawn", "draft", "draft", "draft"]


def test_what_somebody_else_decided_meanwhile_stays_and_is_told(
    client: FlaskClient, engine: Engine, drafts: list[Post]
):
    send(client, picks(drafts[:1]), "published", sure="yes")
    with writing(engine) as session:
        session.execute(update(Decision).values(by="Bob"))

    answer = send(client, picks(drafts), "trash", sure="yes")
    told = without_tags(page(client, answer.location))
    again = send(client, picks(drafts[:1]), "trash", sure="yes")

    assert "Moved 2 posts to the trash. 1 had been decided by someone else." in told
    assert again.status_code == 409
    assert "Nothing was changed: 1 had been decided by someone else." in words(again)
    assert standings(engine) == ["published", "trash", "trash"]


def test_the_second_click_is_the_same_decision(
    client: FlaskClient, engine: Engine, drafts: list[Post]
):
    for _ in range(2):
        answer = send(client, picks(drafts), "published", sure="yes")
        assert "Published 3 posts." in page(client, answer.location)

    assert len(rows(engine, Decision)) == 3


@pytest.mark.parametrize(
    ("pick", "to", "said"),
    [
        ([], "trash", "Select at least one post first"),
        (["x", "1:lost", "99999999999:draft"], "trash", "Select at least one post first"),
        (["1:draft"] * 101, "trash", "select at most 100 at once"),
        (["1:draft"], "deleted", "Choose one of the buttons."),
    ],
)
def test_nonsense_decides_nothing(
    client: FlaskClient, engine: Engine, drafts: list[Post], pick: list[str], to: str, said: str
):
    answer = send(client, pick, to, sure="yes")

    assert answer.status_code == 422
    assert said in words(answer)
    assert standings(engine) == ["draft"] * 3


def test_a_stale_token_decides_nothing(client: FlaskClient, engine: Engine, drafts: list[Post]):
    fields = {"pick": picks(drafts), "to": "trash", "sure": "yes"}

    assert press_stale(client, BULK, on=POSTS, **fields).status_code == 422

    assert standings(engine) == ["draft"] * 3
    assert client.get(BULK).location == f"{POSTS}?standing=draft"


def test_pages_have_their_own_list_and_words(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        about = make.a_draft(session, title="About", kind=Kind.PAGE)
    bulk = {"pick": picks([about]), "to": "published", "sure": "yes"}

    answer = press(client, "/desk/pages/bulk", on="/desk/pages/", **bulk)

    assert answer.location == "/desk/pages/"
    assert "Published 1 page." in page(client, answer.location)


def test_an_author_decides_on_their_own_and_on_no_others(
    client: FlaskClient, engine: Engine, drafts: list[Post]
):
    robin = make.an_editor(engine, name="Robin", email="robin@howard.example", role=Role.AUTHOR)
    with writing(engine) as session:
        mine = make.a_draft(session, title="Mine")
        mine.author_id = authors.for_editor(session, robin.id, robin.name).id
    make.sign_in(client, "robin@howard.example")

    both = [*picks([mine]), *picks(drafts)]
    assert [send(client, both, "published", sure=it).status_code for it in ("", "yes")] == [403] * 2
    assert standings(engine) == ["draft"] * 4
    assert send(client, picks([mine]), "published", sure="yes").status_code == 303
    assert standings(engine) == [*["draft"] * 3, "published"]
    bulk = {"pick": picks([mine]), "to": "trash", "sure": "yes"}
    assert press(client, "/desk/pages/bulk", on=POSTS, **bulk).status_code == 403


def test_all_are_held_in_their_order_before_the_first_decision_turns_the_edition(
    client: FlaskClient, drafts: list[Post], monkeypatch: pytest.MonkeyPatch
):
    order: list[int | str] = []
    hold, turn = store.post_to_change, edition.turn

    def holding(session: Session, number: int) -> Post | None:
        order.append(number)
        return hold(session, number)

    def turning(session: Session) -> None:
        order.append("turn")
        turn(session)

    monkeypatch.setattr(store, "post_to_change", holding)
    monkeypatch.setattr(edition, "turn", turning)

    send(client, picks(drafts[::-1]), "published", sure="yes")

    assert order == [1, 2, 3, "turn", "turn", "turn"]
