"""What an editor did last is taken back whole, until the next thing is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from blog.comments import revise
from blog.comments import store as comments
from blog.comments.model import Comment, Status, Taught, Trusted
from blog.comments.policy import Policy
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.decisions.undo import AlreadyUndone, NothingToUndo, Undone, may_undo
from blog.learned import train
from blog.learned.model import LearnedBook, LearnedText, LearnedToken
from blog.moderation import empty, store
from blog.moderation.action import Action
from blog.moderation.answer import OfficeAnswer, answer
from blog.moderation.block import block, lines_of
from blog.moderation.edit import edit
from blog.moderation.moderate import move, move_all
from blog.moderation.trust import trust
from blog.moderation.undo import undo
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.rows import rows

SHOWN = [Status.HELD, Status.APPROVED, Status.SPAM, Status.TRASH]
OURS = OfficeAnswer(name="Erin", email="erin@howard.example", text="So it is.", html="")
# One of each thing an editor does to the comment of that number, as it stands.
Verb = Callable[[Session, Comment, Action], object]


def _to(goal: Status) -> Verb:
    def verb(session: Session, comment: Comment, action: Action) -> None:
        move_all(session, {comment.id: comment.status}, to=goal, action=action)

    return verb


def _restore(session: Session, comment: Comment, action: Action) -> None:
    move_all(session, {comment.id: comment.status}, to=None, action=action)


def _answer(session: Session, comment: Comment, action: Action) -> None:
    answer(session, comment.id, OURS, seen=comment.status, action=action)


def _trust(session: Session, comment: Comment, action: Action) -> None:
    trust(session, comment.id, seen=comment.status, action=action)


def _block(session: Session, comment: Comment, action: Action) -> None:
    block(session, comment.id, "loans", is_new=True, seen=comment.status, action=action)


def _edit(session: Session, comment: Comment, action: Action) -> None:
    edit(session, comment.id, seen=comment.text, text="Otherwise.", html="", action=action)


def _empty(session: Session, comment: Comment, action: Action) -> None:
    empty.empty(session, Status.SPAM, seen_at=action.at, action=action)
    empty.empty(session, Status.TRASH, seen_at=action.at, action=action)


VERBS = [*map(_to, SHOWN), _restore, _answer, _trust, _block, _edit, _empty]


@pytest.fixture(scope="session")
def later() -> Iterator[int]:
    """Each action has a moment of its own."""
    return iter(range(1, 10**9))


@contextmanager
def acting(
    engine: Engine, *, minutes: int = 0, by: str = "Erin"
) -> Iterator[tuple[Session, Action]]:
    with writing(engine) as session:
        yield session, make.an_action(by=by, now=NOON + timedelta(minutes=minutes))


def standing(engine: Engine) -> dict[int, tuple[str, str, Taught]]:
    """How each comment stands, what it says, and what the filter was taught of it."""
    return {it.id: (it.status, it.text, it.taught) for it in rows(engine, Comment)}


def number_of_last(engine: Engine, by: str = "Erin") -> str:
    with reading(engine) as session:
        return decisions.last_action_of(session, by)


def undone(engine: Engine, number: str, *, by: str = "Erin") -> Undone:
    with acting(engine, by=by, minutes=60) as (session, action):
        return undo(session, number, action=replace(action, why="undo"))


@given(
    stand=st.lists(st.sampled_from(SHOWN), min_size=1, max_size=5),
    before=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(VERBS)), max_size=3),
    verb=st.sampled_from(VERBS),
    at=st.integers(0, 4),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_done_and_undone_leaves_all_as_it_was(
    engine: Engine,
    post: Post,
    later: Iterator[int],
    stand: list[Status],
    before: list[tuple[int, Verb]],
    verb: Verb,
    at: int,
):
    with writing(engine) as session:
        for kind in (Decision, Trusted, Comment):
            session.execute(delete(kind))
        ids = [make.a_comment(session, post, status=status).id for status in stand]
    for which, earlier in before:
        _do(engine, ids[which % len(ids)], earlier, minutes=next(later))
    was, known, last = standing(engine), trusted(engine), number_of_last(engine)

    _do(engine, ids[at % len(ids)], verb, minutes=next(later))
    number = number_of_last(engine)
    if number == last:
        return  # there was nothing to be done
    with acting(engine, minutes=next(later)) as (session, action):
        result = undo(session, number, action=action)

    assert result.not_done == 0
    assert {it: standing(engine)[it] for it in was} == was
    new = [it for it in standing(engine) if it not in was]
    assert [standing(engine)[it][0] for it in new] == [Status.TRASH] * len(new)
    assert trusted(engine) == known


def _do(engine: Engine, comment_id: int, verb: Verb, *, minutes: int) -> None:
    with acting(engine, minutes=minutes) as (session, action):
        comment = comments.comment(session, comment_id)
        assert comment
        if comment.status is not Status.GONE:
            verb(session, comment, action)


def trusted(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as session:
        return [(it.email_key, it.name) for it in store.trusted(session)]


def test_many_at_once_are_taken_back_at_once(engine: Engine, post: Post):
    with writing(engine) as session:
        seen = {make.a_comment(session, post, status=Status.HELD).id: Status.HELD for _ in "abc"}
    with acting(engine) as (session, action):
        move_all(session, seen, to=Status.SPAM, action=action)

    assert undone(engine, action.number) == Undone(done=3, not_done=0)
    assert {status for status, _, _ in standing(engine).values()} == {Status.HELD}


def test_what_somebody_moved_meanwhile_stays_as_they_left_it(engine: Engine, post: Post):
    with writing(engine) as session:
        one = make.a_comment(session, post, status=Status.HELD).id
        other = make.a_comment(session, post, status=Status.HELD).id
    with acting(engine) as (session, action):
        move_all(session, {one: Status.HELD, other: Status.HELD}, to=Status.APPROVED, action=action)
    with acting(engine, by="Sam") as (session, sams):
        move(session, other, seen=Status.APPROVED, to=Status.TRASH, action=sams)

    assert undone(engine, action.number) == Undone(done=1, not_done=1)
    assert [standing(engine)[it][0] for it in (one, other)] == [Status.HELD, Status.TRASH]


def test_an_action_is_taken_back_once(engine: Engine, post: Post):
    number = a_decision(engine, post)
    undone(engine, number)

    with pytest.raises(AlreadyUndone):
        undone(engine, number)


def test_only_the_last_action_can_be_taken_back(engine: Engine, post: Post):
    first = a_decision(engine, post)
    a_decision(engine, post)

    with pytest.raises(NothingToUndo):
        undone(engine, first)


def test_taking_back_cannot_be_taken_back(engine: Engine, post: Post):
    undone(engine, a_decision(engine, post))

    with pytest.raises(NothingToUndo):
        undone(engine, number_of_last(engine))


@pytest.mark.parametrize("number", ["", "~", "never"])
def test_what_was_never_done_cannot_be_taken_back(engine: Engine, post: Post, number: str):
    a_decision(engine, post)

    with pytest.raises(NothingToUndo):
        undone(engine, number)
    with reading(engine) as session:
        assert not may_undo(session, number, by="Erin")


def test_nobody_takes_back_what_a_colleague_did(engine: Engine, post: Post):
    number = a_decision(engine, post)

    with pytest.raises(NothingToUndo):
        undone(engine, number, by="Sam")


def test_a_word_that_was_given_before_outlives_the_undo_of_a_second_one(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = make.a_comment(session, post, status=Status.HELD)
        store.trust(session, email_key=comment.email_key, name="Ada", by="Sam", now=NOON)
    with acting(engine) as (session, action):
        trust(session, comment.id, seen=Status.HELD, action=action)

    undone(engine, action.number)

    assert trusted(engine) == [("ada@reader.example", "Ada")]
    assert standing(engine)[comment.id][0] is Status.HELD


def test_a_blocked_line_is_named_so_that_it_leaves_the_list(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = make.a_comment(session, post, status=Status.HELD)
    with acting(engine) as (session, action):
        block(session, comment.id, "loans", is_new=True, seen=Status.HELD, action=action)

    with reading(engine) as session:
        assert lines_of(session, action.number) == ("loans",)
        assert lines_of(session, "") == ()
    undone(engine, action.number)
    assert recorded(engine)[-2:] == [("comment", "held", "undo"), ("block", "unblocked", "loans")]


def test_an_edit_that_was_edited_again_stays(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = make.a_comment(session, post)
    with acting(engine) as (session, action):
        edit(session, comment.id, seen=comment.text, text="Erin’s.", html="", action=action)
    with acting(engine, by="Sam", minutes=1) as (session, sams):
        edit(session, comment.id, seen="Erin’s.", text="Sam’s.", html="", action=sams)

    assert undone(engine, action.number) == Undone(done=0, not_done=1)
    assert standing(engine)[comment.id][1] == "Sam’s."


def test_every_text_is_kept_through_an_edit_and_its_undo(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = make.a_comment(session, post, text="First.")
    with acting(engine) as (session, action):
        edit(session, comment.id, seen="First.", text="Second.", html="", action=action)
    undone(engine, action.number)

    with reading(engine) as session:
        assert [it.text for it in comments.versions(session, comment.id)] == ["First.", "Second."]
    assert standing(engine)[comment.id][1] == "First."


def test_a_thousand_that_were_emptied_come_back_at_once(engine: Engine, post: Post):
    with writing(engine) as session:
        for _ in range(1_000):
            make.a_comment(session, post, status=Status.SPAM)
    with acting(engine) as (session, action):
        assert empty.empty(session, Status.SPAM, seen_at=NOON, action=action) == 1_000

    assert undone(engine, action.number) == Undone(done=1_000, not_done=0)
    assert {status for status, _, _ in standing(engine).values()} == {Status.SPAM}
    assert len(recorded(engine)) == 2_000


def test_the_filter_unlearns_what_is_taken_back(engine: Engine, post: Post):
    caught = a_caught_one(engine, post)
    with acting(engine) as (session, action):
        move(session, caught, seen=Status.SPAM, to=Status.APPROVED, action=action)
    assert standing(engine)[caught][2] is Taught.GOOD

    undone(engine, action.number)

    assert standing(engine)[caught] == (Status.SPAM, "I learned something.", Taught.NOTHING)


def test_approving_and_taking_it_back_twice_teaches_nothing(engine: Engine, post: Post):
    caught = a_caught_one(engine, post)
    for _ in range(2):
        with acting(engine) as (session, action):
            move(session, caught, seen=Status.SPAM, to=Status.APPROVED, action=action)
        undone(engine, action.number)

    assert standing(engine)[caught][2] is Taught.NOTHING
    assert learned(engine) == (0, 0)


def test_what_was_decided_before_the_filter_was_there_is_not_taught_by_an_undo(
    engine: Engine, post: Post
):
    with writing(engine) as session:
        number = make.a_comment(session, post, status=Status.APPROVED).id
        decisions.note(
            session,
            thing="comment",
            thing_id=number,
            was=Status.HELD,
            became=Status.APPROVED,
            by="Erin",
            now=NOON,
        )
    with acting(engine) as (session, action):
        move(session, number, seen=Status.APPROVED, to=Status.SPAM, action=action)
    undone(engine, action.number)

    assert standing(engine)[number][2] is Taught.NOTHING


def test_words_its_author_put_there_since_are_neither_shown_nor_taught_by_an_undo(
    engine: Engine, post: Post
):
    with writing(engine) as session:
        number = make.a_comment(session, post, status=Status.HELD).id
    with acting(engine, minutes=1) as (session, action):
        move(session, number, seen=Status.HELD, to=Status.APPROVED, action=action)
    with acting(engine, minutes=2) as (session, action):
        move(session, number, seen=Status.APPROVED, to=Status.HELD, action=action)
    said = revise.Correction(text="Words that no editor has seen.", html="")
    with writing(engine) as session:
        assert not revise.correct(
            session,
            number,
            said,
            policy=Policy(),
            office=action.office,
            floods=(),
            now=NOON + timedelta(minutes=3),
        )
    undone(engine, action.number)

    assert standing(engine)[number] == (Status.HELD, said.text, Taught.NOTHING)
    assert learned(engine) == (0, 0)


LESSONS = {Status.APPROVED: Taught.GOOD, Status.SPAM: Taught.SPAM, Status.HELD: Taught.NOTHING}


@given(
    stand=st.sampled_from(SHOWN),
    steps=st.lists(st.sampled_from([*SHOWN, "undo"]), max_size=9),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_filter_was_taught_what_the_last_decision_that_stands_says(
    engine: Engine, post: Post, later: Iterator[int], stand: Status, steps: list[Status | str]
):
    with writing(engine) as session:
        for kind in (Decision, Comment, LearnedText, LearnedToken, LearnedBook):
            session.execute(delete(kind))
        number = make.a_comment(session, post, status=stand).id
    stands, is_last = [stand], False
    for step in steps:
        if isinstance(step, Status) and step is not stands[-1]:
            _do(engine, number, _to(step), minutes=next(later))
            stands, is_last = [*stands, step], True
        elif step == "undo" and is_last:
            undone(engine, number_of_last(engine))
            stands, is_last = stands[:-1], False

    said = [LESSONS[it] for it in stands[1:] if it in LESSONS]
    taught = said[-1] if said else Taught.NOTHING
    assert standing(engine)[number][::2] == (stands[-1], taught)
    assert learned(engine) == (taught is Taught.SPAM, taught is Taught.GOOD)


def learned(engine: Engine) -> tuple[int, int]:
    with reading(engine) as session:
        known = train.knowledge(session, "comment")
    return known.spam, known.good


def a_decision(engine: Engine, post: Post) -> str:
    caught = a_caught_one(engine, post)
    with acting(engine) as (session, action):
        move(session, caught, seen=Status.SPAM, to=Status.TRASH, action=action)
    return action.number


def a_caught_one(engine: Engine, post: Post) -> int:
    """Spam that no editor has seen."""
    with writing(engine) as session:
        return make.a_comment(session, post, status=Status.SPAM).id


def recorded(engine: Engine) -> list[tuple[str, str, str]]:
    return [(it.thing, it.became, it.why) for it in rows(engine, Decision) if it.thing != "post"]
