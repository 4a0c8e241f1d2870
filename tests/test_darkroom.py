"""The darkroom: every picture gets its variants once, whoever makes them and whatever ends."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from blog.darkroom import Darkroom
from blog.db import reading, writing
from blog.media import change
from blog.media.child import Print, Stopped
from blog.media.model import Picture, Stage, Variant
from blog.media.sizes import wanted
from blog.media.turns import store as turns
from blog.posts import store as posts
from blog.site import store as site
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import edition_of
from tests.rows import rows

ALL = set(wanted(400, "jpg"))


@pytest.fixture
def picture(engine):
    with writing(engine) as session:
        return make.a_picture(session)


@pytest.fixture
def darkroom(engine, clock):
    return Darkroom(engine, now=clock)


def made(engine, picture_id=1):
    with reading(engine) as look:
        return turns.made(look, picture_id)


def the(engine, picture):
    with reading(engine) as look:
        return look.get(Picture, picture.id)


def claimed(engine, now=NOON):
    with writing(engine) as session:
        return turns.claim(session, now=now)


def a_print(width=320, ending="webp"):
    return Print(body=b"made", ending=ending, width=width, height=240)


def test_a_picture_gets_all_its_variants_and_is_ready(engine, darkroom, picture):
    assert darkroom.make_one()

    assert made(engine) == ALL
    assert the(engine, picture).stage is Stage.READY
    assert not darkroom.make_one()


def test_several_darkrooms_at_once_make_each_picture_once(engine, clock):
    with writing(engine) as session:
        for red in (1, 60, 120):
            make.a_picture(session, red=red)

    def work(_):
        darkroom = Darkroom(engine, now=clock)
        return sum(iter(darkroom.make_one, False))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 3
    assert all(made(engine, number) == ALL for number in (1, 2, 3))


def test_a_picture_is_claimed_by_one_of_two(engine, picture):
    with ThreadPoolExecutor(2) as pool:
        claims = list(pool.map(lambda _: claimed(engine), range(2)))

    assert len([it for it in claims if it]) == 1


def test_each_variant_is_there_as_soon_as_it_is_made(engine, picture):
    claim = claimed(engine)
    with writing(engine) as session:
        assert turns.keep(session, claim, a_print(), now=NOON)

    assert made(engine) == {(320, "webp")}
    assert the(engine, picture).stage is Stage.WAITING


def test_what_a_killed_process_left_is_finished_by_another(engine, darkroom, clock, picture):
    claim = claimed(engine)
    with writing(engine) as session:
        turns.keep(session, claim, a_print(), now=NOON)

    assert not darkroom.make_one()
    clock.forward(timedelta(minutes=5))
    assert darkroom.make_one()

    assert made(engine) == ALL
    assert b"made" in [it.body for it in _with_bodies(engine)]  # it was not made again


def _with_bodies(engine):
    with reading(engine) as look:
        return look.execute(select(Variant.body)).all()


def test_who_slept_too_long_keeps_nothing_any_more(engine, picture):
    slept = claimed(engine)
    claimed(engine, now=NOON + timedelta(minutes=5))

    with writing(engine) as session:
        assert turns.keep(session, slept, a_print(), now=NOON + timedelta(minutes=6)) is None
        assert not turns.finish(session, slept)
        assert not turns.fail(session, slept, "slept")
    assert made(engine) == set()


def test_a_child_killed_in_the_middle_is_said_and_can_be_tried_again(
    engine, darkroom, picture, monkeypatch
):
    def killed_after_one(_self):
        yield a_print()
        raise Stopped("The process that makes them was ended by the system (signal 9).")

    with monkeypatch.context() as patch:
        patch.setattr("blog.darkroom.Prints.__iter__", killed_after_one)
        darkroom.make_one()
    assert the(engine, picture).stage is Stage.FAILED
    assert "signal 9" in the(engine, picture).why
    assert made(engine) == {(320, "webp")}
    assert not darkroom.make_one()

    with writing(engine) as session:
        assert turns.try_again(session, picture.id)
        assert not turns.try_again(session, picture.id)
    darkroom.make_one()

    assert made(engine) == ALL
    assert the(engine, picture).why == ""


def test_what_is_no_picture_fails_with_the_reason(engine, darkroom):
    with writing(engine) as session:
        broken = make.a_picture(session, body=b"no picture")

    darkroom.make_one()

    assert "no picture in a format" in the(engine, broken).why


def test_a_picture_deleted_in_the_middle_is_left_alone(engine, darkroom, picture, monkeypatch):
    def deleted_after_one(_self):
        yield a_print()
        with writing(engine) as session:
            change.remove(session, make.the_picture(session, picture.id))
        yield a_print(ending="avif")

    monkeypatch.setattr("blog.darkroom.Prints.__iter__", deleted_after_one)

    assert darkroom.make_one()

    assert rows(engine, Variant) == []


def test_a_darkroom_that_is_stopped_gives_back_what_it_has_in_hand(engine, clock, picture):
    darkroom = Darkroom(engine, now=clock)
    darkroom.stop()

    darkroom.make_one()

    assert the(engine, picture).stage is Stage.WAITING
    assert the(engine, picture).claimed_at is None


def test_no_error_ends_it_and_the_next_picture_is_made(engine, darkroom, picture, monkeypatch):
    darkroom.start()
    darkroom.start()
    darkroom.wake()

    for _ in range(200):
        if the(engine, picture).stage is Stage.READY:
            break
        darkroom._stopping.wait(0.05)
    darkroom.stop()

    assert made(engine) == ALL


def test_a_post_is_drawn_anew_with_what_is_ready_and_nobody_has_changed_it(
    engine, darkroom, picture
):
    with writing(engine) as session:
        post = make.a_post(session, body=f"![A cat](/media/{picture.name}.jpg)")
    before, seen = edition_of(engine), (post.version, post.updated_at)

    darkroom.make_one()

    with reading(engine) as look:
        drawn = posts.post(look, post.id)
        assert drawn
        assert (drawn.version, drawn.updated_at) == seen
        assert "A cat" in drawn.html
    assert edition_of(engine) == before + 1


def test_a_logo_that_is_ready_turns_the_edition(engine, darkroom, picture):
    with writing(engine) as session:
        site.keep(session, replace(site.look(session), logo_id=picture.id))
    before = edition_of(engine)

    darkroom.make_one()

    assert edition_of(engine) == before + 1


def test_a_draft_is_drawn_anew_without_turning_the_edition(engine, darkroom, picture):
    with writing(engine) as session:
        make.a_draft(session, picture_id=picture.id)
    before = edition_of(engine)

    darkroom.make_one()

    assert edition_of(engine) == before
