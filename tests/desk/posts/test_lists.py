"""The lists of posts and pages: found, counted, thrown away, restored, deleted."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.authors import store as authors
from blog.db import writing
from blog.editors.model import Role
from blog.posts.life import publish
from blog.posts.life.discard import discard
from blog.posts.model import Kind, Post, Standing
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words
from tests.rows import rows

POSTS, PAGES = "/desk/posts/", "/desk/pages/"
HOUR = timedelta(hours=1)


@pytest.fixture
def erin(client: FlaskClient, engine: Engine) -> FlaskClient:
    make.an_editor(engine)
    return make.sign_in(client)


@pytest.fixture
def one_of_each(engine: Engine) -> dict[Standing, Post]:
    """A post in each standing, named for it."""
    found = {}
    with writing(engine) as session:
        for standing in Standing:
            post = found[standing] = make.a_draft(session, title=f"Titled {standing}")
            if standing is Standing.SCHEDULED:
                publish.schedule(session, post, at=NOON + HOUR, by="Erin", now=NOON)
            if standing in (Standing.PUBLISHED, Standing.WITHDRAWN):
                publish.publish(session, post, by="Erin", now=NOON)
            if standing is Standing.WITHDRAWN:
                publish.withdraw(session, post, by="Erin", now=NOON)
            if standing is Standing.TRASH:
                discard(session, post, by="Erin", now=NOON)
    return found


def decide(client: FlaskClient, post: Post, **fields: str):
    return press(client, f"/desk/posts/{post.id}/decisions", on=POSTS, **fields)


def standing_of(engine: Engine, post: Post) -> Standing:
    return next(it.standing for it in rows(engine, Post) if it.id == post.id)


def titles_in(shown: str) -> set[str]:
    return {it for it in Standing if f"<bdi>Titled {it}</bdi>" in shown}


def test_each_standing_has_its_list_and_the_trash_is_in_no_other(erin, one_of_each):
    everything = page(erin, POSTS)

    assert titles_in(everything) == set(Standing) - {Standing.TRASH}
    assert "All 4 Drafts 1 Scheduled 1 Published 1 Withdrawn 1 Trash 1" in without_tags(everything)
    for standing in Standing:
        assert titles_in(page(erin, f"{POSTS}?standing={standing}")) == {standing}


def test_words_are_found_in_titles_in_any_case_and_accent(erin, engine):
    with writing(engine) as session:
        make.a_draft(session, title="Über den ÉLAN, 100%")
        make.a_draft(session, title="Nothing")

    for found in ("uber", "ÜBER elan", "100"):
        assert "ÉLAN" in page(erin, f"{POSTS}?q={found}"), found
    for none in ("élans", "1%0", "_"):
        shown = page(erin, f"{POSTS}?q={none}x")
        assert "ÉLAN" not in shown
        assert "Nothing here is like that." in shown


def test_a_row_names_its_author_once_and_another_who_decided_beside(erin, engine):
    with writing(engine) as session:
        for title, by in (("By one", "Erin"), ("By two", "Bob")):
            post = make.a_draft(session, title=title)
            publish.publish(session, post, by=by, now=NOON)

    by_two, by_one = (
        without_tags(it) for it in page(erin, POSTS).split('<li class="row row--piece')[1:]
    )

    assert "Erin published it on" in by_one and by_one.count("Erin") == 1
    assert "Bob published it on" in by_two and by_two.count("Erin") == 1


def test_posts_of_one_author_are_found(erin, engine):
    with writing(engine) as session:
        make.a_draft(session, title="By Erin")
        sam = authors.add(session, "Sam")
        make.a_draft(session, title="By somebody else", author_id=sam.id)

    assert "By somebody else" in page(erin, f"{POSTS}?author={sam.id}")
    assert "By Erin" not in page(erin, f"{POSTS}?author={sam.id}")
    mine = page(erin, f"{POSTS}?author=mine")
    assert "By Erin" in mine
    assert "By somebody else</bdi></a>" not in mine


def test_pages_have_a_list_of_their_own_as_the_tree_they_are(erin, engine):
    with writing(engine) as session:
        above = make.a_draft(session, title="Above", kind=Kind.PAGE)
        make.a_draft(session, title="Below", kind=Kind.PAGE, parent_id=above.id)
        make.a_draft(session, title="Zebra", kind=Kind.PAGE)

    shown = page(erin, PAGES)

    assert shown.index("Above") < shown.index("Below") < shown.index("Zebra")
    assert shown.count("row--below-1") == 1
    assert "Above" not in page(erin, POSTS)


def test_the_old_address_of_the_pages_leads_to_the_new_one(erin):
    assert erin.get(f"{POSTS}?kind=page").location == PAGES


@pytest.mark.parametrize("query", ["standing=lost", "author=me", "page=0", "author=-1"])
def test_what_no_list_can_be_is_not_found(erin, query):
    assert erin.get(f"{POSTS}?{query}").status_code == 404


def test_a_long_list_has_pages(erin, engine):
    with writing(engine) as session:
        for number in range(21):
            make.a_draft(session, title=f"Number {number}!", now=NOON + number * HOUR)

    first, second = page(erin, f"{POSTS}?q=number"), page(erin, f"{POSTS}?q=number&page=2")

    assert "Number 20!" in first
    assert "Number 0!" not in first
    assert "Number 0!" in second
    assert 'href="/desk/posts/?q=number&amp;page=2"' in first


def test_what_is_due_while_no_courier_runs_is_said_plainly(erin, one_of_each, clock: StoppedClock):
    assert "courier has not run" not in page(erin, POSTS)

    clock.forward(2 * HOUR)

    shown = without_tags(page(erin, POSTS))
    assert "due since 23 November 2026, 05:00: the courier has not run" in shown


def test_a_thrown_away_post_comes_back_with_undo_as_it_was(erin, engine, one_of_each):
    post = one_of_each[Standing.PUBLISHED]
    url = f"/blog/{post.slug}/"

    answer = decide(erin, post, seen="published", to="trash")
    assert erin.get(url).status_code == 404
    shown = page(erin, answer.location)
    assert "is in the trash" in shown
    assert "Undo" in shown
    decide(erin, post, seen="trash", to="as it was")

    assert erin.get(url).status_code == 200


def test_restored_from_the_trash_nothing_appears_by_itself(erin, engine, one_of_each):
    post = one_of_each[Standing.PUBLISHED]
    decide(erin, post, seen="published", to="trash")

    for _ in range(2):  # the second click is the same decision
        assert decide(erin, post, seen="trash", to="restored").status_code == 303

    assert standing_of(engine, post) is Standing.WITHDRAWN


def test_withdrawn_by_mistake_it_is_published_again_with_undo(erin, engine, one_of_each):
    post = one_of_each[Standing.PUBLISHED]
    answer = decide(erin, post, seen="published", to="withdrawn")
    shown = page(erin, answer.location)
    assert '<input type="hidden" name="to" value="published">' in shown

    decide(erin, post, seen="withdrawn", to="published")

    assert standing_of(engine, post) is Standing.PUBLISHED


def test_what_was_scheduled_is_a_draft_again(erin, engine, one_of_each):
    post = one_of_each[Standing.SCHEDULED]

    assert decide(erin, post, seen="scheduled", to="unscheduled").status_code == 303

    assert standing_of(engine, post) is Standing.DRAFT


def test_a_decision_leads_back_to_the_list_it_was_made_on(erin, one_of_each):
    post = one_of_each[Standing.DRAFT]
    at = f"/desk/posts/{post.id}/decisions?standing=draft&q=titled"

    answer = press(erin, at, on=POSTS, seen="draft", to="published")

    assert answer.location == "/desk/posts/?standing=draft&q=titled"


def test_deleting_for_good_is_asked_first_with_the_comments_that_go(erin, engine, one_of_each):
    post = one_of_each[Standing.TRASH]
    with writing(engine) as session:
        make.a_comment(session, post)
    at = f"/desk/posts/{post.id}/removal"

    asked = page(erin, at)
    assert "It is deleted, with 1 comment," in asked
    assert standing_of(engine, post) is Standing.TRASH
    token = make.csrf_token(asked)
    for _ in range(2):
        assert erin.post(at, data={"csrf_token": token}).status_code == 303

    assert post.id not in {it.id for it in rows(engine, Post)}


def test_only_what_is_in_the_trash_is_deleted_for_good(erin, engine, one_of_each):
    post = one_of_each[Standing.PUBLISHED]
    at = f"/desk/posts/{post.id}/removal"
    assert erin.get(at).location == f"/desk/posts/{post.id}"

    answer = press(erin, at, on=POSTS)

    assert answer.status_code == 409
    assert "not in the trash any more" in words(answer)
    assert standing_of(engine, post) is Standing.PUBLISHED


def test_a_stale_token_deletes_nothing(erin, engine, one_of_each):
    at = f"/desk/posts/{one_of_each[Standing.TRASH].id}/removal"

    answer = press_stale(erin, at, on=at)

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert len(rows(engine, Post)) == len(Standing)


# -- authors -----------------------------------------------------------------------------------


@pytest.fixture
def ada(client: FlaskClient, engine: Engine) -> FlaskClient:
    """An author, with one post of her own."""
    editor = make.an_editor(engine, name="Ada", email="ada@howard.example", role=Role.AUTHOR)
    with writing(engine) as session:
        me = authors.for_editor(session, editor.id, "Ada")
        make.a_draft(session, title="Mine alone", author_id=me.id)
    return make.sign_in(client, "ada@howard.example")


def test_authors_see_their_own_posts_and_no_others(ada, engine):
    with writing(engine) as session:
        other = make.a_draft(session, title="Of Erin")

    for query in ("", f"?author={other.author_id}", "?q=of", "?standing=draft"):
        assert "Of Erin" not in page(ada, f"{POSTS}{query}")
    assert "Mine alone" in page(ada, POSTS)
    assert 'name="author"' not in page(ada, POSTS)


def test_authors_act_on_their_own_posts_and_no_others(ada, engine):
    with writing(engine) as session:
        other = make.a_draft(session, title="Of Erin")
    (mine,) = (it for it in rows(engine, Post) if it.title == "Mine alone")

    refused = decide(ada, other, seen="draft", to="published")
    assert refused.status_code == 403
    assert "by somebody else" in words(refused)
    assert ada.get(f"/desk/posts/{other.id}").status_code == 403
    assert ada.get(f"/desk/posts/{other.id}/times").status_code == 403
    assert press(ada, f"/desk/posts/{other.id}/times", on=POSTS).status_code == 403
    assert decide(ada, mine, seen="draft", to="published").status_code == 303

    assert standing_of(engine, mine) is Standing.PUBLISHED
    assert standing_of(engine, other) is Standing.DRAFT


def test_authors_have_no_pages_and_delete_nothing_for_good(ada, engine):
    (mine,) = rows(engine, Post)
    decide(ada, mine, seen="draft", to="trash")

    for url in (PAGES, "/desk/pages/new", "/desk/posts/new?kind=page", "/desk/redirects/"):
        assert ada.get(url).status_code == 403, url
    removal = f"/desk/posts/{mine.id}/removal"
    assert ada.get(removal).status_code == 403
    assert press(ada, removal, on=POSTS).status_code == 403
    assert "Delete for good" not in page(ada, f"{POSTS}?standing=trash")
    assert len(rows(engine, Post)) == 1
