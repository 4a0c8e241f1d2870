"""Texts that an older version of the site has drawn are drawn again, by the courier alone."""

import pytest
from sqlalchemy import event

from blog.db import reading, writing
from blog.edition import current
from blog.posts.life import redraw
from blog.posts.model import Kind, Post
from blog.redrawing import Redrawing
from blog.text.prose.posts import MAKE, post_html
from tests import make
from tests.clock import NOON
from tests.rows import rows

BODY = "## Heading\n\n```python\nx = 1\n```"


def drawn_long_ago(engine, *titles, **draft):
    with writing(engine) as session:
        for title in titles:
            post = make.a_post(session, title=title, body=BODY, **draft)
            post.html, post.drawn, post.minutes = "<p>As it was drawn then.</p>", 0, 9


def the_edition(engine):
    with reading(engine) as session:
        return current(session)


def test_readers_see_it_as_it_is_drawn_now_and_nobody_has_written_it(app, client, engine):
    drawn_long_ago(engine, "Old")
    assert "As it was drawn then." in client.get("/blog/old/").text

    Redrawing(app=app).go_on()

    assert 'class="hl-n"' in client.get("/blog/old/").text
    (post,) = rows(engine, Post)
    assert (post.drawn, post.html, post.minutes) == (MAKE, post_html(BODY), 1)
    assert (post.version, post.updated_at, post.revised_at) == (1, NOON, None)


def test_drafts_and_pages_as_well_and_what_is_new_is_left_alone(app, engine):
    drawn_long_ago(engine, "A page", kind=Kind.PAGE)
    with writing(engine) as session:
        make.a_draft(session).drawn = 0
        new = make.a_post(session, title="New")
        new.html = "<p>Left alone.</p>"

    Redrawing(app=app).go_on()

    assert [it.drawn for it in rows(engine, Post)] == [MAKE] * 3
    assert rows(engine, Post)[2].html == "<p>Left alone.</p>"


@pytest.fixture
def two_at_once(monkeypatch):
    monkeypatch.setattr("blog.redrawing._AT_ONCE", 2)


class Slow:
    """Each look at it takes a while."""

    def __init__(self, seconds):
        self.seconds, self.now = seconds, 0.0

    def __call__(self):
        self.now += self.seconds
        return self.now


def drawn_now(engine):
    return sum(it.drawn == MAKE for it in rows(engine, Post))


@pytest.mark.usefixtures("two_at_once")
def test_a_few_at_a_time_and_the_last_of_them_is_the_end(app, engine):
    drawn_long_ago(engine, *"ABCD")
    redrawing = Redrawing(app=app)

    redrawing.go_on()
    assert drawn_now(engine) == 2
    assert not redrawing.is_done
    redrawing.go_on()

    assert drawn_now(engine) == 4
    assert redrawing.is_done


def test_letters_wait_for_a_second_of_it_at_most_and_what_was_made_by_then_is_kept(app, engine):
    drawn_long_ago(engine, *"ABCDEFG")
    redrawing = Redrawing(app=app, clock=Slow(0.4))

    redrawing.go_on()

    assert [it.drawn for it in rows(engine, Post)] == [MAKE] * 3 + [0] * 4
    redrawing.go_on()
    redrawing.go_on()
    assert drawn_now(engine) == 7
    assert redrawing.is_done


def test_a_text_that_takes_longer_than_that_is_drawn_as_well(app, engine):
    drawn_long_ago(engine, "One", "Two")

    Redrawing(app=app, clock=Slow(9)).go_on()

    assert drawn_now(engine) == 1


@pytest.mark.usefixtures("two_at_once")
@pytest.mark.parametrize(("seconds_a_look", "turns"), [(0.001, 2), (9, 4)])
def test_a_new_edition_every_half_minute_and_at_the_end(app, engine, seconds_a_look, turns):
    drawn_long_ago(engine, *"ABCDEFG")
    redrawing = Redrawing(app=app, clock=Slow(seconds_a_look))
    before = the_edition(engine)

    for _ in range(7):
        redrawing.go_on()

    assert redrawing.is_done
    assert drawn_now(engine) == len(rows(engine, Post))
    assert the_edition(engine) == before + turns


@pytest.mark.usefixtures("two_at_once")
def test_where_a_process_ended_before_its_turn_the_next_one_turns_for_it(app, engine):
    drawn_long_ago(engine, *"ABCDE")
    ended = Redrawing(app=app, clock=Slow(0.001))
    ended.go_on()
    ended.go_on()
    with writing(engine) as session:
        last = session.get_one(Post, 5)
        last.html, last.minutes = post_html(BODY), 1  # nothing new is seen of this one
    before = the_edition(engine)

    Redrawing(app=app).go_on()

    assert the_edition(engine) == before + 1


@pytest.mark.usefixtures("two_at_once")
def test_a_turn_that_is_owed_is_made_though_the_last_of_the_texts_fail(app, engine, monkeypatch):
    drawn_long_ago(engine, *"ABCDE")
    redrawing = Redrawing(app=app, clock=Slow(0.001))
    redrawing.go_on()
    redrawing.go_on()
    before = the_edition(engine)
    monkeypatch.setattr(redraw, "post_html", lambda *_, **__: 1 / 0)

    redrawing.go_on()

    assert redrawing.is_done
    assert the_edition(engine) == before + 1


def test_where_nothing_is_old_no_page_is_made_old(app, engine):
    with writing(engine) as session:
        make.a_post(session)
    before = the_edition(engine)

    Redrawing(app=app).go_on()

    assert the_edition(engine) == before


def test_when_none_is_left_nothing_is_asked_any_more(app, engine):
    drawn_long_ago(engine, "Old")
    redrawing = Redrawing(app=app)
    redrawing.go_on()
    redrawing.go_on()
    asked = []
    event.listen(
        app.extensions["kit"].engine,
        "before_cursor_execute",
        lambda _1, _2, statement, *_: asked.append(statement),
    )

    redrawing.go_on()

    assert redrawing.is_done
    assert asked == []


def test_one_that_fails_keeps_no_other_and_is_not_tried_for_ever(app, engine, monkeypatch, caplog):
    drawn_long_ago(engine, "Bad", "Good")
    with writing(engine) as session:
        session.get_one(Post, 1).body = "Bad"

    def odd(markdown, **pictures):
        if markdown == "Bad":
            raise ValueError("odd")
        return post_html(markdown, **pictures)

    monkeypatch.setattr(redraw, "post_html", odd)
    redrawing = Redrawing(app=app)
    redrawing.go_on()
    redrawing.go_on()

    assert [it.drawn for it in rows(engine, Post)] == [0, MAKE]
    assert "Post 1 was not drawn again: ValueError" in caplog.text
    assert redrawing.is_done


def test_what_was_saved_meanwhile_stays_as_it_was_saved(app, engine, monkeypatch):
    drawn_long_ago(engine, "Old")
    anew = redraw.drawn_anew

    def and_then_somebody_saves(look, post_ids):
        yield from anew(look, post_ids)
        with writing(engine) as other:
            post = other.get_one(Post, 1)
            post.html, post.drawn = "<p>Saved meanwhile.</p>", MAKE

    monkeypatch.setattr("blog.redrawing.drawn_anew", and_then_somebody_saves)
    Redrawing(app=app).go_on()

    assert rows(engine, Post)[0].html == "<p>Saved meanwhile.</p>"


def test_the_courier_does_it_at_each_look(app, engine):
    drawn_long_ago(engine, "Old")

    app.extensions["courier"]._write_what_is_gathered()

    assert rows(engine, Post)[0].drawn == MAKE


@pytest.mark.parametrize("make_of", [MAKE, MAKE + 1])
def test_a_newer_make_than_ours_is_left_to_those_who_know_it(app, engine, make_of):
    drawn_long_ago(engine, "Of a newer version")
    with writing(engine) as session:
        session.get_one(Post, 1).drawn = make_of

    Redrawing(app=app).go_on()

    assert rows(engine, Post)[0].drawn == make_of
