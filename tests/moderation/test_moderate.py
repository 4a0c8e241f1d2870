"""Verbs of moderation: from the state that was seen, recorded, and never twice."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.moderation import empty, store
from blog.moderation.answer import OfficeAnswer, answer
from blog.moderation.block import block, picks
from blog.moderation.edit import edit
from blog.moderation.moderate import AlreadyChanged, Moved, NoSuchComment, move, move_all
from blog.moderation.trust import trust
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.rows import rows

OURS = OfficeAnswer(name="Erin", email="erin@howard.example", text="So it is.", html="<p>So.</p>")


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    with writing(engine) as session:
        return make.a_comment(session, post, status=Status.HELD)


def status_of(engine: Engine, comment_id: int) -> Status:
    return next(it.status for it in rows(engine, Comment) if it.id == comment_id)


def decided(engine: Engine) -> list[Decision]:
    return [it for it in rows(engine, Decision) if it.thing != "post"]


def test_many_move_and_those_that_have_moved_are_named(engine: Engine, post: Post, held: Comment):
    with writing(engine) as session:
        moved = make.a_comment(session, post, status=Status.TRASH)
        seen = {held.id: Status.HELD, moved.id: Status.HELD, 99: Status.HELD}

        result = move_all(session, seen, to=Status.SPAM, action=make.an_action())

    assert result == Moved(done=(held.id,), not_done=(moved.id, 99))
    assert len(decided(engine)) == 1


def test_many_go_back_to_where_each_came_from(engine: Engine, post: Post, held: Comment):
    with writing(engine) as session:
        public = make.a_comment(session, post)
        both = {held.id: Status.HELD, public.id: Status.APPROVED}
        move_all(session, both, to=Status.TRASH, action=make.an_action())

        move_all(session, dict.fromkeys(both, Status.TRASH), to=None, action=make.an_action())

    assert {it: status_of(engine, it) for it in both} == both


def test_an_answer_approves_what_it_answers(engine: Engine, held: Comment):
    with writing(engine) as session:
        number = answer(session, held.id, OURS, seen=Status.HELD, action=make.an_action())

    ours = next(it for it in rows(engine, Comment) if it.id == number)
    assert (ours.parent_id, ours.by_office, ours.name) == (held.id, True, "Erin")
    assert (ours.status, status_of(engine, held.id)) == (Status.APPROVED, Status.APPROVED)


def test_the_same_answer_twice_is_one(engine: Engine, held: Comment):
    with writing(engine) as session:
        first, second = (
            answer(session, held.id, OURS, seen=Status.HELD, action=make.an_action())
            for _ in range(2)
        )

    assert first == second
    assert len(rows(engine, Comment)) == 2


@pytest.mark.parametrize("status", [Status.SPAM, Status.TRASH, Status.GONE])
def test_what_was_moved_meanwhile_is_not_answered(engine: Engine, post: Post, status: Status):
    with writing(engine) as session:
        moved = make.a_comment(session, post, status=status)

    for seen in (Status.HELD, Status.APPROVED):
        with pytest.raises(AlreadyDecided), writing(engine) as session:
            answer(session, moved.id, OURS, seen=seen, action=make.an_action())

    assert len(rows(engine, Comment)) == 1


def test_trust_is_given_only_where_the_comment_is_as_it_was_seen(engine: Engine, held: Comment):
    for seen in (Status.APPROVED, Status.SPAM):
        with pytest.raises(AlreadyDecided), writing(engine) as session:
            trust(session, held.id, seen=seen, action=make.an_action())

    with reading(engine) as session:
        assert store.trusted(session) == []


def test_trust_approves_and_is_recorded_once(engine: Engine, held: Comment):
    with writing(engine) as session:
        trust(session, held.id, seen=Status.HELD, action=make.an_action())
        trust(session, held.id, seen=Status.APPROVED, action=make.an_action())

    assert status_of(engine, held.id) is Status.APPROVED
    assert [it.became for it in decided(engine)] == ["trusted", "approved"]


def test_a_line_that_is_new_on_the_list_is_recorded_with_the_spam(engine: Engine, held: Comment):
    with writing(engine) as session:
        action = make.an_action()
        block(session, held.id, "loans", is_new=True, seen=Status.HELD, action=action)
        block(session, held.id, "loans", is_new=False, seen=Status.SPAM, action=make.an_action())

    found = [(it.thing, it.became, it.why, it.action) for it in decided(engine)]
    assert found == [
        ("block", "blocked", "loans", action.number),
        ("comment", "spam", "", action.number),
    ]


def test_what_may_be_blocked_is_picked_from_the_comment(engine: Engine, post: Post):
    with writing(engine) as session:
        eves = make.a_comment(
            session,
            post,
            network="192.0.2.0/24",
            website="https://www.loans.example/x",
            text="https://cash.example:80/ and http://LOANS.example and http://---",
        )

    assert picks(eves) == ["192.0.2.0/24", "ada@reader.example", "loans.example", "cash.example"]


def test_an_edit_of_what_says_something_else_by_now_saves_nothing(engine: Engine, held: Comment):
    with pytest.raises(AlreadyChanged) as changed, writing(engine) as session:
        edit(session, held.id, seen="Older.", text="Mine.", html="", action=make.an_action())

    assert changed.value.text == "I learned something."
    assert rows(engine, Comment)[0].text == "I learned something."


def test_what_is_gone_is_not_edited(engine: Engine, post: Post):
    with writing(engine) as session:
        gone = make.a_comment(session, post, status=Status.GONE)
        with pytest.raises(NoSuchComment):
            edit(session, gone.id, seen=gone.text, text="x", html="", action=make.an_action())


def test_emptying_takes_what_was_there_and_nothing_that_came_since(engine: Engine, post: Post):
    looked = NOON + timedelta(minutes=5)
    with writing(engine) as session:
        there = make.a_comment(session, post, status=Status.SPAM, moved_at=looked)
        since = make.a_comment(
            session, post, status=Status.SPAM, moved_at=looked + timedelta(microseconds=1)
        )
        trash = make.a_comment(session, post, status=Status.TRASH)
        assert empty.count(session, Status.SPAM, seen_at=looked) == 1

        gone = empty.empty(session, Status.SPAM, seen_at=looked, action=make.an_action())

    assert gone == 1
    assert status_of(engine, there.id) is Status.GONE
    assert status_of(engine, since.id) is Status.SPAM
    assert status_of(engine, trash.id) is Status.TRASH


@pytest.mark.parametrize("status", [Status.HELD, Status.APPROVED, Status.GONE])
def test_only_spam_and_trash_can_be_emptied(engine: Engine, post: Post, status: Status):
    with writing(engine) as session:
        comment = make.a_comment(session, post, status=status)
        assert empty.count(session, status, seen_at=NOON) == 0
        assert empty.empty(session, status, seen_at=NOON, action=make.an_action()) == 0

    assert status_of(engine, comment.id) is status


@pytest.mark.parametrize(
    ("status", "days", "stays"),
    [
        (Status.SPAM, 30, True), (Status.SPAM, 31, False),
        (Status.TRASH, 7, True), (Status.TRASH, 8, False),
        (Status.GONE, 1, True), (Status.GONE, 2, False),
        (Status.HELD, 999, True), (Status.APPROVED, 999, True),
    ],
)  # fmt: skip
def test_the_calendar_empties_as_the_owner_wishes(
    engine: Engine, post: Post, status: Status, days: int, stays: bool
):
    with writing(engine) as session:
        make.a_comment(session, post, status=status, moved_at=NOON - timedelta(days=days))

        gone = empty.tidy(session, spam_days=30, trash_days=7, now=NOON)

    assert gone == (0 if stays else 1)
    assert bool(rows(engine, Comment)) is stays


def test_nothing_is_tidied_away_where_the_owner_keeps_it_for_ever(engine: Engine, post: Post):
    with writing(engine) as session:
        make.a_comment(session, post, status=Status.SPAM, moved_at=NOON - timedelta(days=9_999))
        empty.tidy(session, spam_days=0, trash_days=0, now=NOON)

    assert len(rows(engine, Comment)) == 1


def test_a_move_from_a_state_nobody_saw_says_who_was_first(engine: Engine, held: Comment):
    with writing(engine) as session:
        move(session, held.id, seen=Status.HELD, to=Status.SPAM, action=make.an_action(by="Sam"))
    with pytest.raises(AlreadyDecided) as first, writing(engine) as session:
        move(session, held.id, seen=Status.HELD, to=Status.APPROVED, action=make.an_action())

    assert first.value.decision is not None
    assert (first.value.decision.by, first.value.decision.became) == ("Sam", "spam")
    with reading(engine) as session:
        assert len(decisions.of(session, "comment", held.id)) == 1
