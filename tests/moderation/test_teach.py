"""The filter learns from what editors decide, and from nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status, Taught
from blog.db import writing
from blog.learned import train
from blog.learned.model import LearnedText
from blog.moderation import empty, store
from blog.moderation.edit import edit
from blog.moderation.moderate import move, move_all
from blog.moderation.undo import undo
from blog.posts.model import Post
from tests import make
from tests.clock import NOON

S = Status


def seen(session: Session) -> tuple[int, int]:
    known = train.knowledge(session, "comment")
    return known.spam, known.good


def moved(session: Session, comment: Comment, *, to: Status) -> None:
    move(session, comment.id, seen=comment.status, to=to, action=make.an_action())
    session.flush()
    session.refresh(comment)


def a_comment(session: Session, post: Post, **values: Any) -> Comment:
    return make.a_comment(session, post, **{"status": S.HELD, **values})


def test_what_was_approved_is_a_good_one(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = a_comment(session, post)
        moved(session, comment, to=S.APPROVED)

        assert seen(session) == (0, 1)
        assert comment.taught is Taught.GOOD


def test_what_was_marked_as_spam_is_a_bad_one(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = a_comment(session, post)
        moved(session, comment, to=S.SPAM)

        assert seen(session) == (1, 0)


def test_what_the_rules_alone_judged_teaches_nothing(engine: Engine, post: Post):
    with writing(engine) as session:
        a_comment(session, post, status=S.SPAM)
        a_comment(session, post, status=S.APPROVED)

        assert seen(session) == (0, 0)


@pytest.mark.parametrize("goal", [S.APPROVED, S.SPAM])
def test_a_decision_taken_back_is_forgotten(engine: Engine, post: Post, goal: Status):
    with writing(engine) as session:
        comment = a_comment(session, post)
        moved(session, comment, to=goal)
        moved(session, comment, to=S.HELD)

        assert seen(session) == (0, 0)
        assert comment.taught is Taught.NOTHING


def test_a_decision_turned_around_counts_on_the_other_side_alone(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = a_comment(session, post)
        moved(session, comment, to=S.SPAM)
        moved(session, comment, to=S.APPROVED)

        assert seen(session) == (0, 1)


def test_throwing_away_says_nothing_of_what_it_was(engine: Engine, post: Post):
    with writing(engine) as session:
        comment, other = a_comment(session, post), a_comment(session, post, text="Another one.")
        moved(session, comment, to=S.TRASH)
        moved(session, other, to=S.SPAM)
        moved(session, other, to=S.TRASH)

        assert seen(session) == (1, 0)


def test_a_changed_text_is_learned_anew(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = a_comment(session, post, text="Some words about pelicans.")
        moved(session, comment, to=S.APPROVED)
        new = "Other words about herons."
        edit(
            session,
            comment.id,
            seen=comment.text,
            text=new,
            html="",
            action=make.an_action(),
        )
        session.refresh(comment)
        moved(session, comment, to=S.HELD)

        assert seen(session) == (0, 0)


def test_of_a_comment_deleted_for_ever_its_words_are_not_kept(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = a_comment(session, post, text="Call me at home, in private words.")
        kept = a_comment(session, post, text="Pelicans in the garden.")
        moved(session, comment, to=S.SPAM)
        moved(session, kept, to=S.APPROVED)
        empty.tidy(session, spam_days=30, trash_days=30, now=NOON + timedelta(days=90))

        (tokens,) = session.scalars(select(LearnedText.tokens))
        assert "pelicans" in tokens
        assert seen(session) == (1, 1)


def test_of_more_than_are_read_at_once_none_is_kept(engine: Engine, post: Post, monkeypatch: Any):
    monkeypatch.setattr(store, "AT_ONCE", 3)
    with writing(engine) as session:
        for number in range(7):
            status = S.SPAM if number % 2 else S.TRASH
            moved(session, a_comment(session, post, text=f"Words {number} ago."), to=S.SPAM)
            a_comment(session, post, status=status, text="As it was caught.")
        empty.tidy(session, spam_days=30, trash_days=30, now=NOON + timedelta(days=90))

        assert session.scalars(select(Comment.id)).all() == []
        assert session.scalars(select(LearnedText.tokens)).all() == []


@pytest.mark.parametrize("number", [1, 12])
def test_the_filter_draws_its_line_once_for_an_action(
    engine: Engine, post: Post, monkeypatch: Any, number: int
):
    drawn: list[str] = []
    monkeypatch.setattr(train, "_measure", lambda *_: drawn.append("once"))
    with writing(engine) as session:
        held = [a_comment(session, post, text=f"About it, {'z' * it}.") for it in range(number)]
        ids = {it.id: S.HELD for it in held}
        action = make.an_action()
        move_all(session, ids, to=S.SPAM, action=action)
        assert drawn == ["once"]
        undo(session, action.number, action=action)
        assert drawn == ["once", "once"]
        assert seen(session) == (0, 0)


def test_what_the_office_says_itself_teaches_nothing(engine: Engine, post: Post):
    with writing(engine) as session:
        comment = a_comment(session, post, by_office=True, status=S.APPROVED)
        moved(session, comment, to=S.HELD)
        moved(session, comment, to=S.APPROVED)

        assert seen(session) == (0, 0)
