"""The courier's errand: what is found follows what is published."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import event, text, update

from blog import edition, indexing
from blog.db import reading, writing
from blog.posts.life.publish import close_comments, end_at, publish, withdraw
from blog.posts.model import Post
from blog.posts.write import Draft, rewrite
from blog.search.index import store as index
from blog.search.kin import store as kin
from blog.search.model import Kin, Sought
from blog.terms import arrange, store
from blog.terms.arrange import Filing
from blog.terms.tags import store as tags
from tests import make
from tests.clock import NOON
from tests.rows import rows
from tests.search.posted import titles


@pytest.fixture
def filed(engine):
    """A published post in a category and with a tag; beside it another, and a draft."""
    with writing(engine) as session:
        named = arrange.add_category(session, Filing(name="Coaching"))
        post = make.a_post(session, title="One", category_ids=(named,), tags=("Teams",))
        make.a_post(session, title="Two", body="Of harbours.", tags=("Teams", "Offices"))
        make.a_draft(session, title="Three")
        return post


def number(engine):
    with reading(engine) as session:
        return edition.current(session)


def test_what_is_published_is_found_and_nothing_else(app, engine, filed):
    indexing.bring_in_line(app)

    assert [it.post_id for it in rows(engine, Sought)] == [1, 2]
    assert titles(engine, "harbours") == ["Two"]


def test_a_post_is_found_by_what_it_says_now(app, engine, filed):
    indexing.bring_in_line(app)
    with writing(engine) as session:
        draft = Draft(title="Uno", body="About ledgers.", slug="one")
        rewrite(session, session.get_one(Post, filed.id), draft, now=NOON)

    indexing.bring_in_line(app)

    assert titles(engine, "ledgers") == ["Uno"]
    assert titles(engine, "coaching") == []


def test_what_is_withdrawn_leaves_and_comes_back_when_it_is_published_again(app, engine, filed):
    indexing.bring_in_line(app)
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, filed.id), by="Erin", now=NOON)
    indexing.bring_in_line(app)
    assert [it.post_id for it in rows(engine, Sought)] == [2]

    with writing(engine) as session:
        publish(session, session.get_one(Post, filed.id), by="Erin", now=NOON)
    indexing.bring_in_line(app)

    assert titles(engine, "coaching") == ["One"]


def rename_the_category(session):
    tree = store.tree_to_change(session)
    filing = Filing(name="Mentoring", slug="coaching")
    arrange.change_category(session, tree, tree.branches[0], filing, by="Erin", now=NOON)


def rename_the_tag(session):
    (tag,) = (it for it in tags.to_change(session, [1, 2]).values() if it.name == "Teams")
    arrange.rename_tag(session, tag, name="Mentoring", slug="", by="Erin", now=NOON)


@pytest.mark.parametrize("rename", [rename_the_category, rename_the_tag])
def test_another_name_of_what_it_is_filed_under_reaches_the_index(app, engine, filed, rename):
    indexing.bring_in_line(app)
    assert "One" not in titles(engine, "mentoring")

    with writing(engine) as session:
        rename(session)
    indexing.bring_in_line(app)

    assert "One" in titles(engine, "mentoring")


def test_a_tag_merged_or_deleted_reaches_the_index(app, engine, filed):
    indexing.bring_in_line(app)
    with writing(engine) as session:
        held = {it.name: it for it in tags.to_change(session, [1, 2]).values()}
        arrange.merge_tag(session, held["Teams"], held["Offices"], by="Erin", now=NOON)
    indexing.bring_in_line(app)
    assert titles(engine, "teams") == []
    assert set(titles(engine, "offices")) == {"One", "Two"}

    with writing(engine) as session:
        (offices,) = tags.to_change(session, [1, 2]).values()
        arrange.remove_tag(session, offices)
    indexing.bring_in_line(app)

    assert titles(engine, "offices") == []


def test_while_the_edition_is_the_same_the_database_is_asked_nothing(app, engine, filed):
    for _ in range(2):
        indexing.bring_in_line(app)
    asked = heard(app)

    indexing.bring_in_line(app)

    assert [it for it in asked if "edition" not in it and it != "BEGIN"] == []


def test_its_own_turn_is_no_news_and_it_turns_once_for_all_new_kin(app, engine, filed):
    before = number(engine)
    indexing.bring_in_line(app)
    turned = number(engine)

    for _ in range(3):
        indexing.bring_in_line(app)

    assert rows(engine, Kin)
    assert (turned, number(engine)) == (before + 1, before + 1)


def test_what_makes_no_new_kin_leaves_the_edition_alone(app, engine):
    with writing(engine) as session:
        make.a_post(session)
    before = number(engine)

    indexing.bring_in_line(app)

    assert (len(rows(engine, Sought)), number(engine)) == (1, before)


def test_much_is_done_in_several_goes_and_the_courier_comes_back_for_the_rest(
    app, engine, filed, monkeypatch
):
    monkeypatch.setattr(indexing, "_SECONDS_AT_ONCE", 0.0)
    woken = []
    monkeypatch.setattr(app.extensions["courier"], "wake", lambda: woken.append(1))

    indexing.bring_in_line(app)

    assert woken
    monkeypatch.undo()
    indexing.bring_in_line(app)
    assert len(rows(engine, Sought)) == 2


def test_one_that_fails_keeps_no_other_and_is_tried_again_with_the_next_edition(
    app, engine, filed, monkeypatch
):
    read = index.read

    def odd(session, ids):
        if filed.id in ids:
            raise ValueError("odd")
        return read(session, ids)

    monkeypatch.setattr(index, "read", odd)
    with pytest.raises(ValueError, match="odd"):
        indexing.bring_in_line(app)
    assert [it.post_id for it in rows(engine, Sought)] == [2]
    indexing.bring_in_line(app)

    monkeypatch.undo()
    with writing(engine) as session:
        edition.turn(session)
    indexing.bring_in_line(app)

    assert [it.post_id for it in rows(engine, Sought)] == [1, 2]


def test_one_whose_kin_cannot_be_found_keeps_no_other(app, engine, filed, monkeypatch):
    keep = kin.keep

    def odd(session, family):
        if family.post_id == filed.id:
            raise ValueError("odd")
        return keep(session, family)

    monkeypatch.setattr(kin, "keep", odd)
    with pytest.raises(ValueError, match="odd"):
        indexing.bring_in_line(app)

    assert {it.post_id for it in rows(engine, Kin)} == {1, 2}
    assert [it.weighed for it in rows(engine, Sought)] == [0, 1]


def test_several_couriers_at_once_do_no_harm(app, engine, monkeypatch):
    monkeypatch.setattr(indexing, "_SECONDS_AT_ONCE", 60.0)
    with writing(engine) as session:
        for it in range(30):
            make.a_post(session, title=f"Number {it}", tags=("Teams",))
    ready = Barrier(4)
    lines = [indexing._Line() for _ in range(4)]

    def run(line):
        ready.wait()
        errand = indexing._Errand(app, app.extensions["kit"].engine, line)
        return errand.is_done_in_time(), errand.failures

    with ThreadPoolExecutor(4) as couriers:
        done = list(couriers.map(run, lines))

    assert done == [(True, [])] * 4
    assert len(rows(engine, Sought)) == 30
    assert [it.weighed for it in rows(engine, Sought)] == [1] * 30


def test_a_post_deleted_meanwhile_is_no_error(app, engine, filed):
    with reading(engine) as look:
        rows_read = index.read(look, [filed.id])
    with writing(engine) as session:
        index.keep(session, [*rows_read, {**rows_read[0], "post_id": 99}])

    assert [it.post_id for it in rows(engine, Sought)] == [filed.id]


def test_the_courier_does_it_at_each_look(app, engine, filed):
    app.extensions["courier"]._write_what_is_gathered()

    assert titles(engine, "harbours") == ["Two"]


def heard(app):
    asked = []
    event.listen(
        app.extensions["kit"].engine,
        "before_cursor_execute",
        lambda _1, _2, statement, *_: asked.append(statement),
    )
    return asked


def set_an_end(session, post):
    end_at(session, post, NOON + timedelta(days=3), by="Erin", now=NOON)


def close_its_comments(session, post):
    close_comments(session, post, by="Erin", now=NOON)


@pytest.mark.parametrize("change", [set_an_end, close_its_comments])
def test_each_new_version_of_what_is_published_is_followed(app, engine, filed, change):
    for _ in range(2):
        indexing.bring_in_line(app)
    with writing(engine) as session:
        change(session, session.get_one(Post, filed.id))

    indexing.bring_in_line(app)

    with reading(engine) as look:
        assert index.missing(look) == (0, 2)


def test_that_its_kin_were_looked_for_writes_no_word_anew(app, engine, filed):
    indexing.bring_in_line(app)
    of_sqlite = "SELECT id, block FROM sought_words_data ORDER BY id"
    of_postgresql = "SELECT post_id, lexemes FROM sought ORDER BY post_id"
    words = text(of_sqlite if engine.dialect.name == "sqlite" else of_postgresql)
    with reading(engine) as look:
        before = look.execute(words).all()

    with writing(engine) as session:
        session.execute(update(Sought).values(weighed=0, mark=""))

    with reading(engine) as look:
        assert look.execute(words).all() == before


@pytest.fixture
def alike(engine, monkeypatch):
    """Six posts with one tag, of which two are weighed at a time."""
    monkeypatch.setattr(indexing, "_BITE_OF_KIN", 2)
    with writing(engine) as session:
        return [make.a_post(session, title=f"Number {it}", tags=("Teams",)).id for it in range(6)]


def test_a_process_that_ends_between_two_bites_leaves_no_kin_that_readers_do_not_see(
    app, engine, alike, monkeypatch
):
    before, keep = number(engine), kin.keep

    def end(session, family):
        if family.post_id == alike[2]:
            raise KeyboardInterrupt
        return keep(session, family)

    monkeypatch.setattr(kin, "keep", end)
    with pytest.raises(KeyboardInterrupt):
        indexing.bring_in_line(app)

    assert rows(engine, Kin)
    assert number(engine) == before + 1


def test_however_many_bites_and_failures_it_turns_at_the_beginning_and_at_the_end(
    app, engine, alike, monkeypatch
):
    before, keep = number(engine), kin.keep

    def odd(session, family):
        if family.post_id == alike[5]:
            raise ValueError("odd")
        return keep(session, family)

    monkeypatch.setattr(kin, "keep", odd)
    monkeypatch.setattr(indexing, "_BITE_OF_KIN", 20)
    with pytest.raises(ValueError, match="odd"):
        indexing.bring_in_line(app)

    assert number(engine) == before + 2
