"""Every version of a post, what is different between two, and what two editors save at once."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.editors.model import Editor
from blog.posts.model import Post
from blog.revisions.model import PostDraft, Revision
from tests import make
from tests.desk.at_the_desk import page, press, press_stale, words
from tests.rows import rows


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def at(post: Post) -> str:
    return f"/desk/posts/{post.id}"


def save(client: FlaskClient, post: Post, *, seen: int, **fields: str) -> TestResponse:
    typed = {"title": post.title, "slug": post.slug, "lead": post.lead, "body": post.body}
    typed |= {"comments_open": "y", "seen": str(seen)}
    return press(client, at(post), on=at(post), **{**typed, **fields})


def test_each_save_keeps_a_version_and_an_unchanged_one_none(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, post, seen=1, title="Second title")
    save(client, post, seen=2, title="Second title")

    kept = rows(engine, Revision)
    assert [it.title for it in kept] == [post.title, "Second title"]
    assert [it.by for it in kept] == ["Erin", "Erin"]
    assert rows(engine, Post)[0].version == 2


def test_the_page_shows_what_is_different_word_by_word(client: FlaskClient, post: Post):
    save(client, post, seen=1, body="Both help men to grow.", title="Second title")

    shown = page(client, f"{at(post)}/revisions")

    assert "<del>people</del><ins>men</ins>" in shown
    assert "Second title" in shown
    assert "Version 1" in shown
    assert "Nothing: they say the same." in page(client, f"{at(post)}/revisions?from=2&to=now")


def test_an_older_version_is_restored_whole_and_nothing_is_deleted(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, post, seen=1, title="New", slug="new", lead="New.", body="New.")

    answer = press(client, f"{at(post)}/revisions/1/restored", on=f"{at(post)}/revisions")

    assert answer.status_code == 303
    (now,) = rows(engine, Post)
    assert (now.title, now.slug, now.lead, now.body) == (
        post.title, post.slug, post.lead, post.body,
    )  # fmt: skip
    assert [it.why for it in rows(engine, Revision)] == ["", "", "Version 1 again"]
    assert post.body in page(client, f"/blog/{post.slug}/")


def test_restoring_is_refused_where_another_stands_there_by_now(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, post, seen=1, slug="new")
    new = "/desk/posts/new"
    press(client, new, on=new, title="Other", slug=post.slug, body="Other.", act="save")

    answer = press(client, f"{at(post)}/revisions/1/restored", on=f"{at(post)}/revisions")

    assert answer.status_code == 409
    assert "has the address" in words(answer)


def test_nonsense_and_stale_forms_restore_nothing(client: FlaskClient, engine: Engine, post: Post):
    save(client, post, seen=1, title="New")
    here = f"{at(post)}/revisions"

    assert press(client, f"{here}/99/restored", on=here).status_code == 404
    assert client.get(f"{here}?from=99").status_code == 404
    assert client.get(f"{here}?from=%00&to=x").status_code == 404
    assert press_stale(client, f"{here}/1/restored", on=here).status_code == 422
    assert rows(engine, Post)[0].title == "New"


def test_a_later_save_shows_both_and_overwrites_nothing(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, post, seen=1, body="Both help men to grow.")

    answer = save(client, post, seen=1, body="Both help women to grow.")

    shown = words(answer)
    assert answer.status_code == 409
    assert "Erin changed this after you opened it" in shown
    assert "<del>men</del><ins>women</ins>" in shown
    assert "Both help women to grow.</textarea>" in shown
    assert rows(engine, Post)[0].body == "Both help men to grow."
    assert 'name="seen" type="hidden" value="2"' in shown


def test_taking_theirs_keeps_mine_to_be_used_later(client: FlaskClient, engine: Engine, post: Post):
    save(client, post, seen=1, body="Theirs.")

    answer = save(client, post, seen=1, body="Mine.", act="take")

    assert answer.status_code == 303
    assert rows(engine, Post)[0].body == "Theirs."
    assert [it.body for it in rows(engine, PostDraft)] == ["Mine."]
    shown = page(client, at(post))
    assert "Theirs.</textarea>" in shown
    assert "Use it" in shown


def test_a_stale_form_takes_nothing_and_its_words_stay(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, post, seen=1, body="Theirs.")
    mine = {"title": post.title, "body": "Mine.", "seen": "2", "act": "take"}

    stale = press_stale(client, at(post), on=at(post), **mine)
    forged = client.post(at(post), data=mine)

    assert (stale.status_code, forged.status_code) == (422, 422)
    assert rows(engine, PostDraft) == []
    assert "Mine.</textarea>" in words(stale)
    assert "Take theirs" in words(stale)


def test_a_new_post_that_is_sent_twice_is_one(client: FlaskClient, engine: Engine):
    new = "/desk/posts/new"
    typed = {"title": "Once", "body": "Only.", "born": "abc", "act": "save"}

    first, second = press(client, new, on=new, **typed), press(client, new, on=new, **typed)
    other = press(client, new, on=new, **{**typed, "body": "Else."})

    assert (first.status_code, second.status_code, other.status_code) == (303, 303, 409)
    assert first.location == second.location
    assert len(rows(engine, Post)) == 1
    assert "Else.</textarea>" in words(other)


def test_a_title_is_made_from_the_text_and_an_address_that_is_free(
    client: FlaskClient, engine: Engine
):
    new = "/desk/posts/new"
    for body in ("> Ears are *good*.", "> Ears are *good*.", ""):
        press(client, new, on=new, title="", body=body, act="save")

    found = [(it.title, it.slug) for it in rows(engine, Post)]
    assert found == [
        ("Ears are *good*.", "ears-are-good"),
        ("Ears are *good*.", "ears-are-good-2"),
        ("Untitled", "untitled"),
    ]
