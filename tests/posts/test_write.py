"""Writing a post, and writing it again."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from blog.db import writing
from blog.posts.model import Kind, Post, Standing
from blog.posts.write import Draft, SlugTaken, rewrite, write
from blog.text.prose.posts import MAKE
from tests import make
from tests.clock import NOON
from tests.rows import rows


def test_a_new_post_is_a_draft_at_an_address_made_of_its_title(engine: Engine):
    with writing(engine) as session:
        post = write(session, Draft(title="Über Grenzen!", body="Hi."), author="Erin", now=NOON)

    assert (post.slug, post.standing, post.published_at) == ("ueber-grenzen", Standing.DRAFT, None)


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (1_000, 5)])
def test_the_reading_time_is_taken_when_it_is_saved(engine: Engine, words: int, minutes: int):
    with writing(engine) as session:
        post = make.a_draft(session)
        rewrite(session, post, Draft(title="Long", body="word " * words), now=NOON)

    (kept,) = rows(engine, Post)
    assert kept.minutes == minutes


def test_an_address_belongs_to_one_post(engine: Engine, post: Post):
    with pytest.raises(SlugTaken, match=post.slug), writing(engine) as session:
        make.a_draft(session, slug=post.slug)

    assert len(rows(engine, Post)) == 1


def test_a_post_keeps_its_own_address_and_cannot_take_anothers(engine: Engine, post: Post):
    with writing(engine) as session:
        other = make.a_draft(session, slug="other")
        rewrite(session, other, Draft(title="Other", slug="other", body="New."), now=NOON)
    with pytest.raises(SlugTaken), writing(engine) as session:
        rewrite(session, session.merge(other), Draft(title="x", slug=post.slug, body="y"), now=NOON)

    assert [(kept.slug, kept.title) for kept in rows(engine, Post)][1] == ("other", "Other")


def test_an_address_made_of_a_title_is_never_refused(engine: Engine):
    with writing(engine) as session:
        made = [make.a_draft(session, title="Say it: twice!") for _ in range(3)]
        other = make.a_draft(session, title="Say it")

    assert [it.slug for it in made] == ["say-it-twice", "say-it-twice-2", "say-it-twice-3"]
    assert other.slug == "say-it"


def test_an_address_made_of_a_title_hides_no_part_of_the_site(engine: Engine):
    with writing(engine) as session:
        page = make.a_draft(session, title="Contact", kind=Kind.PAGE)
        post = make.a_draft(session, title="Contact")

    assert (page.slug, post.slug) == ("contact-2", "contact")


def test_a_post_without_a_typed_address_keeps_the_one_made_before(engine: Engine):
    with writing(engine) as session:
        make.a_draft(session, title="Twice")
        second = make.a_draft(session, title="Twice")
        rewrite(session, second, Draft(title="Twice", body="New."), now=NOON)

    assert second.slug == "twice-2"


def test_a_typed_address_is_refused_with_who_has_it(engine: Engine):
    with writing(engine) as session:
        make.a_draft(session, title="Grown up", slug="growing")

    with pytest.raises(SlugTaken) as refused, writing(engine) as session:
        make.a_draft(session, slug="Growing")

    assert "The post “Grown up” by Erin has the address “growing”" in refused.value.words


def test_a_typed_address_of_the_site_itself_is_refused(engine: Engine):
    for kind, slug in ((Kind.PAGE, "media"), (Kind.POST, "feed")):
        with pytest.raises(SlugTaken, match=slug) as refused, writing(engine) as session:
            make.a_draft(session, kind=kind, slug=slug)
        assert "The site itself uses" in refused.value.words


def test_two_who_save_the_same_title_at_once_get_two_addresses(engine: Engine):
    with writing(engine) as session:
        make.a_draft(session)  # and Erin is an author
    ready = threading.Barrier(4)

    def save(_number: int) -> str:
        ready.wait()
        with writing(engine) as session:
            return make.a_draft(session, title="At once").slug

    with ThreadPoolExecutor(4) as four:
        slugs = set(four.map(save, range(4)))

    assert slugs == {"at-once", "at-once-2", "at-once-3", "at-once-4"}


def test_a_title_in_another_script_changes_no_address_that_stands(engine: Engine):
    with writing(engine) as session:
        post = make.a_draft(session, title="Über Grenzen", slug="uber-grenzen")
        again = Draft(title="Über Grenzen", slug="uber-grenzen", body="New.")
        rewrite(session, post, again, now=NOON)

    assert post.slug == "uber-grenzen"


@pytest.mark.parametrize(
    ("changed", "is_revised"),
    [
        ({"title": "Another title"}, True),
        ({"lead": "Another lead."}, True),
        ({"body": "Other words."}, True),
        ({"slug": "elsewhere"}, False),
        ({"tags": ("Team",), "description": "For search engines.", "comments_open": False}, False),
        ({}, False),
    ],
)
def test_a_published_post_is_revised_when_its_words_are(engine: Engine, changed, is_revised):
    later = NOON + timedelta(days=1)
    words = {"title": "Coaching vs. Mentorship", "lead": "Two ways to help.", "body": "Both."}
    with writing(engine) as session:
        post = make.a_post(session, **words)  # type: ignore[arg-type]

        rewrite(session, post, Draft(**{**words, **changed}), now=later)

    assert rows(engine, Post)[0].revised_at == (later if is_revised else None)


def test_what_no_reader_has_seen_yet_is_not_revised(engine: Engine):
    with writing(engine) as session:
        post = make.a_draft(session)

        rewrite(session, post, Draft(title="Another", body="Other words."), now=NOON)

    assert rows(engine, Post)[0].revised_at is None


def test_what_is_saved_is_drawn_by_the_newest_make(engine: Engine):
    with writing(engine) as session:
        make.a_draft(session)

    assert rows(engine, Post)[0].drawn == MAKE


def test_a_post_at_an_address_that_the_site_took_later_keeps_it(engine: Engine):
    with writing(engine) as session:
        post = make.a_draft(session, title="2025")
        post.slug = "2025"
        session.flush()
        rewrite(session, post, Draft(title="2025", body="New."), now=NOON)

    assert post.slug == "2025"
