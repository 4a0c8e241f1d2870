"""Categories, tags and authors at the desk: arranged, and never over what others did."""

from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from blog.authors import store as authors
from blog.authors.model import Author
from blog.db import reading, writing
from blog.editors.model import Editor, Role
from blog.posts.model import Post
from blog.terms import store
from blog.terms.model import Category, PostCategory, PostTag, Tag
from tests import make
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words
from tests.desk.test_hostile import _some_lines_of
from tests.rows import rows

CATEGORIES, TAGS, AUTHORS = "/desk/categories/", "/desk/tags/", "/desk/authors/"
MINE = "/desk/authors/mine"
ONE = {CATEGORIES: f"{CATEGORIES}1", TAGS: f"{TAGS}1", AUTHORS: f"{AUTHORS}1"}
EACH = pytest.mark.parametrize("path", [CATEGORIES, TAGS, AUTHORS])
HOSTILE = "<script>alert(1)</script>\"'>"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def filed(engine: Engine) -> Post:
    """A published post by Erin in the category "One", which has "Two" under it, tagged "Team"."""
    with writing(engine) as session:
        one = store.add(session, name="One", slug="one", about="", parent_id=None)
        store.add(session, name="Two", slug="two", about="", parent_id=one.id)
        return make.a_post(session, category_ids=(one.id,), tags=("Team",))


def add(client: FlaskClient, name: str, **fields: str) -> TestResponse:
    return press(client, CATEGORIES, on=CATEGORIES, name=name, **fields)


def seen(shown: str, action: str) -> str:
    """What the form in the page that goes there says it saw."""
    form = shown.partition(f'action="{action}"')[2]
    return form.partition('name="seen" value="')[2].partition('"')[0]


def save(client: FlaskClient, path: str, shown: str = "", **fields: Any) -> TestResponse:
    mark = seen(shown or page(client, path), path)
    return press(client, path, on=path, **{"seen": mark, **fields})


def click(client: FlaskClient, path: str, on: str, shown: str = "", **more: str) -> TestResponse:
    return press(client, path, on=on, seen=seen(shown or page(client, on), path), **more)


def tree(engine: Engine) -> list[tuple[str, int]]:
    with reading(engine) as session:
        return [(it.name, it.depth) for it in store.tree(session).branches]


def test_categories_make_a_tree_and_move_among_their_own(client: FlaskClient, engine: Engine):
    for name, under in (("One", ""), ("Two", ""), ("Below", "1"), ("Beside", "1")):
        assert add(client, name, under=under).status_code == 303

    click(client, f"{CATEGORIES}4/place", CATEGORIES, to="up")
    click(client, f"{CATEGORIES}1/place", CATEGORIES, to="down")

    assert tree(engine) == [("Two", 1), ("One", 1), ("Beside", 2), ("Below", 2)]


def test_a_click_on_an_order_that_is_gone_moves_nothing(client: FlaskClient, engine: Engine):
    add(client, "One")
    add(client, "Two")
    shown = page(client, CATEGORIES)
    add(client, "Three")

    answer = click(client, f"{CATEGORIES}1/place", CATEGORIES, shown, to="down")

    assert answer.status_code == 409
    assert "Somebody changed the list" in words(answer)
    assert [name for name, _ in tree(engine)] == ["One", "Two", "Three"]


@pytest.mark.parametrize("under", ["1", "2", "99", "x", "-1", "9" * 30])
def test_a_circle_or_a_category_that_is_none_is_refused(
    client: FlaskClient, engine: Engine, filed: Post, under: str
):
    answer = save(client, ONE[CATEGORIES], name="One", under=under)

    assert answer.status_code == 422
    assert "not offered any more" in words(answer)
    assert tree(engine) == [("One", 1), ("Two", 2)]


def test_what_is_too_deep_is_not_offered(client: FlaskClient, engine: Engine):
    for under in ("", "1", "2", "3"):
        add(client, f"C{under}", under=under)

    assert add(client, "Too deep", under="4").status_code == 422
    assert len(tree(engine)) == 4


def test_a_deleted_category_leaves_its_posts_and_those_below_it(
    client: FlaskClient, engine: Engine, filed: Post
):
    add(client, "Three")
    assert "One post loses this category" in without_tags(page(client, ONE[CATEGORIES]))

    answer = click(client, f"{ONE[CATEGORIES]}/removal", ONE[CATEGORIES])

    assert answer.status_code == 303
    assert "“One” is deleted. One post lost it." in page(client, CATEGORIES)
    assert tree(engine) == [("Two", 1), ("Three", 1)]
    assert len(rows(engine, Post)) == 1
    assert rows(engine, PostCategory) == []


def test_a_new_address_leads_on_and_so_do_all_before_it(client: FlaskClient, filed: Post):
    for slug in ("second", "third"):
        save(client, ONE[CATEGORIES], name="One", slug=slug)
        save(client, ONE[TAGS], name="Team", slug=slug)
        save(client, ONE[AUTHORS], name="Erin", slug=slug)

    for kind, first in (("category", "one"), ("tag", "team"), ("author", "erin")):
        for old in (first, "second"):
            answer = client.get(f"/blog/{kind}/{old}/")
            assert (answer.status_code, answer.location) == (301, f"/blog/{kind}/third/")
        assert client.get(f"/blog/{kind}/third/").status_code == 200


def test_an_address_taken_back_leads_nowhere_else(client: FlaskClient, filed: Post):
    for slug in ("second", "one"):
        save(client, ONE[CATEGORIES], name="One", slug=slug)

    assert client.get("/blog/category/one/").status_code == 200
    assert client.get("/blog/category/second/").location == "/blog/category/one/"


@EACH
def test_a_change_over_the_change_of_another_is_told(
    client: FlaskClient, engine: Engine, filed: Post, path: str
):
    opened = page(client, ONE[path])
    save(client, ONE[path], opened, name="Theirs", slug="theirs")

    answer = save(client, ONE[path], opened, name="Mine", slug="mine")

    assert answer.status_code == 409
    assert 'value="Mine"' in words(answer)
    assert 'value="mine"' in words(answer)
    assert "Theirs" in page(client, path)
    assert save(client, ONE[path], words(answer), name="Mine", slug="").status_code == 303
    assert "Mine" in page(client, path)


@EACH
def test_what_is_deleted_is_gone_and_a_second_click_says_so(
    client: FlaskClient, engine: Engine, path: str
):
    with writing(engine) as session:
        store.add(session, name="One", slug="one", about="", parent_id=None)
        session.add(Tag(name="One", slug="one"))
        authors.add(session, "One")
    shown = page(client, ONE[path])

    first = click(client, f"{ONE[path]}/removal", ONE[path], shown)
    mark = seen(shown, f"{ONE[path]}/removal")
    second = press(client, f"{ONE[path]}/removal", on=CATEGORIES, seen=mark)
    saved = press(client, ONE[path], on=CATEGORIES, seen=mark, name="Mine")

    assert (first.status_code, second.status_code, saved.status_code) == (303, 409, 409)
    assert "Somebody deleted this" in words(second)
    assert 'value="Mine"' in words(saved)
    assert rows(engine, {CATEGORIES: Category, TAGS: Tag, AUTHORS: Author}[path]) == []


@EACH
def test_what_was_changed_meanwhile_is_not_deleted(
    client: FlaskClient, engine: Engine, filed: Post, path: str
):
    with writing(engine) as session:
        authors.add(session, "Guest")
    one = ONE[path] if path != AUTHORS else f"{AUTHORS}2"
    shown = page(client, one)
    save(client, one, name="Theirs", slug="theirs")

    answer = click(client, f"{one}/removal", one, shown)

    assert answer.status_code == 409
    assert "so it was not deleted" in words(answer)
    assert "Theirs" in page(client, path)


@EACH
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " \u200b"}, "Give it a name"),
        ({"name": "x" * 246}, "too long"),
        ({"name": "Fine", "slug": "y" * 101}, "too long"),
        ({"name": "Fine", "slug": "taken"}, "stands at this address"),
    ],
)
def test_a_wrong_name_or_address_is_refused_with_all_that_was_typed(
    client: FlaskClient, engine: Engine, filed: Post, path: str, typed: dict[str, str], said: str
):
    with writing(engine) as session:
        store.add(session, name="Taken", slug="taken", about="", parent_id=None)
        session.add_all((Tag(name="Taken", slug="taken"), Author(name="T", slug="taken")))

    answer = save(client, ONE[path], **typed)

    assert answer.status_code == 422
    assert said in words(answer)
    for word in typed.values():
        assert f'value="{word.strip()}"' in words(answer)


@EACH
def test_a_stale_token_keeps_what_was_typed(client: FlaskClient, filed: Post, path: str):
    answer = press_stale(client, ONE[path], on=ONE[path], name="My words", slug="my-words")

    assert answer.status_code == 422
    assert 'value="My words"' in words(answer)
    assert "My words" not in page(client, path)


def test_no_room_keeps_what_was_typed(client: FlaskClient, engine: Engine, filed: Post):
    with writing(engine) as session:
        session.execute(text("DELETE FROM category WHERE id = 2"))
        session.execute(text("CREATE UNIQUE INDEX no_more ON category ((1))"))

    answer = add(client, "My words", slug="mine")
    with writing(engine) as session:
        session.execute(text("DROP INDEX no_more"))

    assert answer.status_code in (422, 503)
    assert 'value="My words"' in words(answer)
    assert tree(engine) == [("One", 1)]


def test_two_of_one_name_do_not_stand_side_by_side(client: FlaskClient, filed: Post):
    assert add(client, "oNE").status_code == 422
    assert add(client, "One", under="1").status_code == 303


def test_tags_are_merged_and_the_old_address_leads_on(
    client: FlaskClient, engine: Engine, filed: Post
):
    with writing(engine) as session:
        make.a_post(session, title="Other", tags=("Teams",))

    answer = click(client, "/desk/tags/2/merger", "/desk/tags/2", into="TEAM")

    assert answer.status_code == 303
    assert "“Teams” is now “Team”." in page(client, TAGS)
    assert {it.tag_id for it in rows(engine, PostTag)} == {1}
    assert client.get("/blog/tag/teams/").location == "/blog/tag/team/"
    assert "Other" in client.get("/blog/tag/team/").text


@pytest.mark.parametrize(
    ("into", "said"),
    [("Team", "this tag itself"), ("None such", "no tag of this name"), ("", "Name")],
)
def test_a_tag_is_merged_into_another_that_is_there(
    client: FlaskClient, engine: Engine, filed: Post, into: str, said: str
):
    answer = click(client, "/desk/tags/1/merger", "/desk/tags/1", into=into)

    assert answer.status_code == 422
    assert said in words(answer)
    assert len(rows(engine, Tag)) == 1


def test_a_tag_that_was_changed_meanwhile_is_not_merged(
    client: FlaskClient, engine: Engine, filed: Post
):
    with writing(engine) as session:
        session.add(Tag(name="Other", slug="other"))
    shown = page(client, ONE[TAGS])
    save(client, ONE[TAGS], name="Theirs")

    answer = click(client, f"{ONE[TAGS]}/merger", ONE[TAGS], shown, into="Other")

    assert answer.status_code == 409
    assert len(rows(engine, Tag)) == 2


def test_a_tag_may_not_take_the_name_of_another(client: FlaskClient, engine: Engine, filed: Post):
    with writing(engine) as session:
        session.add(Tag(name="Other", slug="other"))

    answer = save(client, ONE[TAGS], name="OTHER")

    assert answer.status_code == 422
    assert "You can merge the two" in words(answer)


def test_unused_tags_are_listed_apart(client: FlaskClient, engine: Engine, filed: Post):
    with writing(engine) as session:
        session.add(Tag(name="Lonely", slug="lonely"))

    shown = page(client, f"{TAGS}?use=unused")

    assert "Lonely" in shown
    assert "Team" not in shown.partition("<main")[2]
    assert client.get(f"{TAGS}?use=nothing").status_code == 404


def test_a_new_name_of_an_author_stands_under_every_post(
    client: FlaskClient, engine: Engine, filed: Post
):
    client.get("/blog/")

    save(client, ONE[AUTHORS], name="Erin Howard", about="Knows *teams*. <script>x</script>")

    assert "By Erin Howard" in without_tags(client.get("/blog/").text)
    assert [it.author for it in rows(engine, Post)] == ["Erin Howard"]
    shown = client.get("/blog/author/erin-howard/").text
    assert "Knows <em>teams</em>" in shown
    assert "<script>x" not in shown


def test_an_author_with_posts_is_not_deleted(client: FlaskClient, engine: Engine, filed: Post):
    assert "Delete the author" not in page(client, ONE[AUTHORS])
    mark = seen(page(client, ONE[AUTHORS]), ONE[AUTHORS])

    answer = press(client, f"{ONE[AUTHORS]}/removal", on=AUTHORS, seen=mark)

    assert answer.status_code == 409
    assert "There are posts by this author" in words(answer)
    assert len(rows(engine, Author)) == 1


def test_an_editor_is_one_author_at_most(
    client: FlaskClient, engine: Engine, editor: Editor, filed: Post
):
    add_guest = press(client, AUTHORS, on=AUTHORS, name="Guest")
    assert add_guest.status_code == 303
    assert save(client, ONE[AUTHORS], name="Erin", editor=str(editor.id)).status_code == 303

    answer = save(client, f"{AUTHORS}2", name="Guest", editor=str(editor.id))

    assert answer.status_code == 422
    assert [it.editor_id for it in rows(engine, Author)] == [editor.id, None]


def test_who_may_only_write_has_their_own_page_and_no_other(client: FlaskClient, engine: Engine):
    make.an_editor(engine, name="Will", email="will@howard.example", role=Role.AUTHOR)
    press(client, "/desk/sign-out", on="/desk/")
    make.sign_in(client, "will@howard.example")

    answer = save(client, MINE, name="Will Writer", about="Writes.")

    assert (answer.status_code, answer.location) == (303, MINE)
    assert "Writes." in client.get("/blog/author/will-writer/").text
    assert [it.name for it in rows(engine, Author)] == ["Will Writer"]
    for path in (CATEGORIES, TAGS, AUTHORS, f"{AUTHORS}1"):
        assert client.get(path).status_code == 403
        if path != TAGS:  # where nothing is sent to
            assert client.post(path).status_code == 403


def test_looking_at_ones_own_page_makes_no_author(client: FlaskClient, engine: Engine):
    assert 'value="Erin"' in page(client, MINE)
    assert rows(engine, Author) == []


def test_ones_own_page_is_not_saved_over_what_another_made_of_it(
    client: FlaskClient, engine: Engine, editor: Editor
):
    opened = page(client, MINE)
    save(client, MINE, opened, name="Erin", about="First.")

    answer = save(client, MINE, opened, name="Erin", about="Second.")

    assert answer.status_code == 409
    assert "Second." in words(answer)
    assert [it.about for it in rows(engine, Author)] == ["First."]


def test_hostile_names_are_only_names_to_everybody(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        make.a_post(session, tags=(HOSTILE,))
    add(client, HOSTILE, about=HOSTILE)
    with writing(engine) as session:
        store.file_under(session, 1, category_ids=(1,), tags=(HOSTILE,))
    save(client, ONE[AUTHORS], name=HOSTILE, about=HOSTILE, slug="erin")

    places = [*ONE, *ONE.values(), "/blog/", "/blog/coaching-vs-mentorship/", "/blog/author/erin/"]
    slug = rows(engine, Category)[0].slug
    for path in (*places, f"/blog/category/{slug}/", f"/blog/tag/{rows(engine, Tag)[0].slug}/"):
        assert "<script>alert" not in page(client, path), path


@pytest.mark.parametrize("name", ["badinput/naughty", "badinput/xss"])
def test_no_line_of_the_lists_breaks_a_name_or_what_is_said_of_it(
    client: FlaskClient, engine: Engine, name: str, filed: Post
):
    lines = [line for line in _some_lines_of(name) if line.strip()]
    for line in lines:
        for path in ONE.values():
            answer = save(client, path, name=line[:100], slug=line, about=line)
            assert answer.status_code in (303, 422), line
            assert "<script>alert" not in unescape(words(answer)).partition("<main")[0]
    for path in (*ONE, "/blog/", "/blog/coaching-vs-mentorship/"):
        assert "<script>alert" not in page(client, path)
