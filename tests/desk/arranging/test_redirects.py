"""Old addresses at the desk: seen, added one by one and many at once, removed, put back."""

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.posts.model import Kind, Post
from blog.posts.write import Draft, rewrite
from blog.redirects import store
from blog.redirects.model import Redirect
from blog.redirects.rules import Refused, ways_from
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words
from tests.rows import rows
from tests.shared_data import shared

HERE = "/desk/redirects/"
OLD, NEW = "/2019/05/old/", "/contact/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine)
    make.sign_in(client)


def add(client: FlaskClient, path: str, target: str):
    return press(client, HERE, on=HERE, old=path, target=target)


def ways(engine: Engine) -> set[tuple[str, str]]:
    return {(it.path, it.target) for it in rows(engine, Redirect)}


def test_one_that_is_added_leads_readers_at_once(client, engine):
    assert client.get(OLD).status_code == 404

    answer = add(client, OLD, NEW)

    assert f"{OLD} leads to {NEW}." in page(client, answer.location)
    assert client.get(OLD).location == NEW
    assert "added by Erin on" in without_tags(page(client, HERE))


def test_the_second_click_adds_nothing(client, engine):
    for _ in range(2):
        assert add(client, OLD, NEW).status_code == 303

    assert ways(engine) == {(OLD, NEW)}


def test_addresses_may_be_pasted_whole(client, engine):
    add(client, "http://www.localhost/old%C3%A4?p=1#x", "http://localhost/blog/")
    add(client, "/?p=12", "https://elsewhere.example/")

    assert ways(engine) == {("/oldä?p=1", "/blog/"), ("/?p=12", "https://elsewhere.example/")}


@pytest.mark.parametrize(
    ("path", "target", "said"),
    [
        ("", NEW, "Enter the old address."),
        (OLD, "", "Enter where it leads."),
        ("old", NEW, "The old address is a path on this site"),
        ("https://elsewhere.example/old", NEW, "The old address is a path on this site"),
        ("//elsewhere.example/old", NEW, "The old address is a path on this site"),
        ("/", NEW, "The front page itself leads nowhere else"),
        ("/?q=1", NEW, "The front page itself leads nowhere else"),
        ("/desk/comments/", NEW, "This part of the site leads nowhere else."),
        ("/blog/", NEW, "The site itself uses this address."),
        ("/contact", "/blog/", "The site itself uses this address."),
        (OLD, OLD, "It would lead to itself."),
        (OLD, "/2019/05/old", "It would lead to itself."),
        (OLD, "http://elsewhere.example/", "an address with https:// before it"),
        (OLD, "javascript:alert(1)", "an address with https:// before it"),
        (OLD, "//elsewhere.example/", "an address with https:// before it"),
        (OLD, "/\\elsewhere.example/", "signs in it that no address has"),
        (OLD, "https://erin:secret@elsewhere.example/", "an address with https:// before it"),
        (OLD, "/desk/", "Readers cannot follow it to the desk."),
        (OLD, "https://[", "This is no address."),
        ("/" + "a" * 600, NEW, "The old address is too long"),
    ],
)
def test_what_cannot_lead_is_refused_with_words_and_stays_in_its_field(
    client, engine, path, target, said
):
    answer = add(client, path, target)

    assert answer.status_code == 422
    assert said in words(answer)
    for text in (path, target):
        assert f'value="{text}"' in unescape(words(answer))
    assert ways(engine) == set()


def test_the_address_of_what_readers_find_leads_nowhere_else(client, engine, post):
    for path in (f"/blog/{post.slug}/", f"/blog/{post.slug}"):
        answer = add(client, path, NEW)
        assert answer.status_code == 422
        assert f"Readers find “{post.title}” at this address." in words(answer)


def test_circles_are_refused(client, engine):
    add(client, "/one/", "/two/")
    add(client, "/two/", "/three/")

    answer = add(client, "/three/", "/one")

    assert answer.status_code == 422
    assert "It would lead in a circle" in words(answer)


def test_another_way_from_the_same_address_is_refused(client, engine):
    add(client, OLD, NEW)

    answer = add(client, OLD.removesuffix("/"), "/blog/")

    assert answer.status_code == 422
    assert f"The old address leads to {NEW} already." in words(answer)


def test_many_are_added_at_once(client, engine):
    lines = "/a /contact/\n\n# a note\n/b,/blog/\r\n/c\t/a\n/b/ ; /blog/"

    answer = press(client, f"{HERE}many", on=HERE, lines=lines)

    assert "4 addresses lead on." in page(client, answer.location)
    assert ways(engine) == {("/a", "/contact/"), ("/b", "/blog/"), ("/c", "/a")}
    assert client.get("/c/").location == "/contact/"


def test_of_many_none_is_added_while_one_is_wrong_and_all_stay_in_the_box(client, engine):
    lines = "/a /contact/\n/b\n/c /c\n/a /blog/\n/desk/ /"

    answer = press(client, f"{HERE}many", on=HERE, lines=lines)

    assert answer.status_code == 422
    said = without_tags(words(answer))
    for part in (
        "Line 2: Enter where it leads",
        "Line 3: It would lead to itself.",
        "Line 4: The old address leads to /contact/ already.",
        "Line 5: This part of the site leads nowhere else.",
    ):
        assert part in said
    assert lines in unescape(words(answer))
    assert ways(engine) == set()


def test_too_many_lines_are_refused_in_place(client, engine):
    lines = "\n".join(f"/old-{number} /contact/" for number in range(1001))

    answer = press(client, f"{HERE}many", on=HERE, lines=lines)

    assert answer.status_code == 422
    assert "at most 1,000 lines at once" in words(answer)
    assert "/old-1000 /contact/" in words(answer)


def test_one_that_is_removed_leads_nowhere_and_comes_back_with_undo(client, engine):
    add(client, OLD, NEW)
    removal = f"{HERE}{rows(engine, Redirect)[0].id}/removal"

    answer = press(client, removal, on=HERE, seen=NEW)
    assert client.get(OLD).status_code == 404
    assert 'action="/desk/redirects/undo"' in page(client, answer.location)
    assert press(client, removal, on=HERE, seen=NEW).status_code == 303
    press(client, f"{HERE}undo", on=HERE, old=OLD, target=NEW, post="")

    assert client.get(OLD).location == NEW


def test_one_that_follows_a_post_follows_it_again_after_undo(client, engine, post):
    with writing(engine) as session:
        found = session.get_one(Post, post.id)
        rewrite(session, found, Draft(title="New", slug="new", body="x"), by="Erin", now=NOON)
    old = f"/blog/{post.slug}/"
    shown = without_tags(page(client, HERE))
    assert "leads to New at /blog/new/" in shown
    assert "by itself, when Erin changed the address" in shown

    (row,) = rows(engine, Redirect)
    press(client, f"{HERE}{row.id}/removal", on=HERE, seen=f"post {post.id}")
    assert client.get(old).status_code == 404
    press(client, f"{HERE}undo", on=HERE, old=old, target="", post=str(post.id))

    assert [it.post_id for it in rows(engine, Redirect)] == [post.id]


def test_one_that_leads_elsewhere_by_now_is_not_removed(client, engine):
    add(client, OLD, NEW)

    answer = press(client, f"{HERE}1/removal", on=HERE, seen="/blog/")

    assert answer.status_code == 409
    assert "leads elsewhere by now" in words(answer)
    assert ways(engine) == {(OLD, NEW)}


def test_what_is_looked_for_is_found_on_either_side(client, engine):
    with writing(engine) as session:
        for number in range(25):
            path = f"/old-{number}/"
            store.add(session, path, target=f"/new-{number}/", by="Erin", now=NOON)

    assert "/old-7/" in page(client, f"{HERE}?q=NEW-7")
    assert "/old-8/" not in page(client, f"{HERE}?q=new-7")
    assert "No address here is like that." in page(client, f"{HERE}?q=%25")
    assert "/old-0/" in page(client, f"{HERE}?page=2")


def test_a_stale_token_changes_nothing_and_keeps_what_was_typed(client, engine):
    answer = press_stale(client, HERE, on=HERE, old=OLD, target=NEW)

    assert answer.status_code == 422
    assert f'value="{OLD}"' in words(answer)
    assert press_stale(client, f"{HERE}many", on=HERE, lines="/a /b").status_code == 422
    assert press_stale(client, f"{HERE}undo", on=HERE, old=OLD).status_code == 422
    assert ways(engine) == set()


def test_a_page_that_is_deleted_takes_its_old_addresses_along(client, engine):
    with writing(engine) as session:
        about = make.a_draft(session, title="About", kind=Kind.PAGE)
        store.lead(session, "/old/", post_id=about.id, by="Erin", now=NOON)
        session.delete(about)

    assert ways(engine) == set()


@pytest.mark.parametrize("name", ["badinput/redirect", "badinput/url", "badinput/naughty"])
def test_no_line_of_the_lists_leads_where_it_should_not(name: str):
    lines = {
        line
        for path in sorted(shared(name).iterdir())
        if path.is_file()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    }
    for line in lines:
        try:
            found = ways_from("/old/", line, public_url="http://localhost")
        except Refused as refused:
            assert str(refused)
        else:
            is_ours = found.target.startswith("/") and found.target[1:2] not in ("/", "\\")
            assert is_ours or found.target.lower().startswith("https://"), line
