"""Two editors at the same moment: each comment is decided on once, and neither waits for ever."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.decisions.model import Decision
from blog.moderation import empty
from blog.moderation.action import Action
from blog.moderation.answer import OfficeAnswer, answer
from blog.moderation.moderate import AlreadyChanged, Moved, move, move_all
from blog.posts.model import Post
from blog.site import store as site
from tests import make
from tests.clock import NOON
from tests.rows import rows

Act = Callable[[Session, Action], object]


def at_once(engine: Engine, *acts: Act) -> list[object]:
    """What each of them comes to; all begin together, by editors of their own."""
    ready = Barrier(len(acts))

    def do(number: int, act: Act) -> object:
        ready.wait()
        with writing(engine) as session:
            return act(session, make.an_action(by=f"Editor {number}"))

    with ThreadPoolExecutor(len(acts)) as pool:
        return [it.result(timeout=60) for it in [pool.submit(do, *one) for one in enumerate(acts)]]


def some(engine: Engine, post: Post, status: Status, *, number: int = 12) -> list[int]:
    with writing(engine) as session:
        texts = (f"Comment {at} says something of its own." for at in range(number))
        return [make.a_comment(session, post, status=status, text=it).id for it in texts]


def moving(seen: Mapping[int, Status], to: Status) -> Act:
    return lambda session, action: move_all(session, seen, to=to, action=action)


def decided(engine: Engine) -> list[int]:
    return sorted(it.thing_id for it in rows(engine, Decision) if it.thing == "comment")


@pytest.mark.parametrize("status", [Status.HELD, Status.APPROVED])
def test_of_two_who_decide_on_the_same_ones_each_is_decided_on_once(
    engine: Engine, post: Post, status: Status
):
    ids = some(engine, post, status)
    forth, back = dict.fromkeys(ids, status), dict.fromkeys(reversed(ids), status)

    found = at_once(
        engine, moving(forth, Status.SPAM), moving(back, Status.TRASH), moving(forth, Status.SPAM)
    )

    assert decided(engine) == ids
    assert sum(len(it.done) for it in found if isinstance(it, Moved)) == len(ids)


def test_the_same_answer_at_once_is_one(engine: Engine, post: Post):
    (held,) = some(engine, post, Status.HELD, number=1)
    ours = OfficeAnswer(name="Erin", email="erin@howard.example", text="So it is.", html="")

    def act(session: Session, action: Action) -> int:
        return answer(session, held, ours, seen=Status.HELD, action=action)

    found = at_once(engine, *[act] * 4)

    assert len(set(found)) == 1
    assert len(rows(engine, Comment)) == 2


def test_what_is_emptied_and_rescued_at_once_is_one_of_the_two(engine: Engine, post: Post):
    ids = some(engine, post, Status.SPAM)

    at_once(
        engine,
        lambda session, it: empty.empty(session, Status.SPAM, seen_at=NOON, action=it),
        moving(dict.fromkeys(reversed(ids), Status.SPAM), Status.APPROVED),
    )

    assert decided(engine) == ids
    became = {it.thing_id: it.became for it in rows(engine, Decision) if it.thing == "comment"}
    assert {it.id: it.status for it in rows(engine, Comment)} == became


def test_no_line_that_is_blocked_at_once_is_lost(engine: Engine):
    def blocking(line: str) -> Act:
        return lambda session, _action: site.block(session, line)

    at_once(engine, *(blocking(f"word{number}") for number in range(6)))

    with writing(engine) as session:
        lines = site.discussion(session).block_words.splitlines()
    assert sorted(lines) == [f"word{number}" for number in range(6)]


def test_a_correction_between_the_look_and_the_decision_is_not_published(
    engine: Engine, post: Post
):
    """As by a link in a letter: the comment was read in the transaction that decides."""
    (held,) = some(engine, post, Status.HELD, number=1)
    with writing(engine) as session:
        stamp = as_it_is(session, held).stamp
    if engine.dialect.name == "sqlite":
        return  # nobody writes between a writer's look and its decision

    with writing(engine) as session:
        seen = as_it_is(session, held)
        with writing(engine) as its_authors:
            assert comments.rewrite(
                its_authors, held, seen=seen.text, text="Another.", html="", by="", now=NOON
            )
        with pytest.raises(AlreadyChanged):
            move(
                session,
                held,
                seen=Status.HELD,
                to=Status.APPROVED,
                action=make.an_action(),
                stamp=stamp,
            )


def as_it_is(session: Session, comment_id: int) -> Comment:
    found = comments.comment(session, comment_id)
    assert found
    return found
