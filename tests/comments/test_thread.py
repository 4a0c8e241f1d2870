from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from blog.comments.thread import DEPTH, Branch, threaded


@dataclass(frozen=True)
class C:
    id: int
    parent_id: int | None = None


def shape(branches: list[Branch[C]]) -> list[object]:
    return [(branch.comment.id, shape(branch.answers)) for branch in branches]


def depth(branches: list[Branch[C]]) -> int:
    return 1 + max((depth(branch.answers) for branch in branches), default=0) if branches else 0


def ids(branches: list[Branch[C]]) -> list[int]:
    return [i for b in branches for i in (b.comment.id, *ids(b.answers))]


def test_no_comments_make_no_thread():
    assert threaded([]) == []


def test_an_answer_stands_under_what_it_answers():
    assert shape(threaded([C(1), C(2), C(3, 1)])) == [(1, [(3, [])]), (2, [])]


def test_the_fifth_level_is_the_last():
    chain = [C(1), *(C(n, n - 1) for n in range(2, 6))]

    assert depth(threaded(chain)) == 5


def test_beyond_the_fifth_level_answers_stand_beside_each_other():
    chain = [C(1), *(C(n, n - 1) for n in range(2, 9))]

    thread = threaded(chain)

    assert depth(thread) == 5
    assert ids(thread) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_an_answer_to_what_is_gone_stands_at_the_top():
    assert shape(threaded([C(7, 3), C(8, 7)])) == [(7, [(8, [])])]


@st.composite
def conversations(draw):
    parents = [draw(st.none() | st.integers(0, n + 3)) for n in range(draw(st.integers(0, 40)))]
    return [C(n + 1, p if p is None or p <= n else None) for n, p in enumerate(parents)]


@given(conversations())
def test_every_comment_stands_in_the_thread_exactly_once(comments):
    thread = threaded(comments)

    assert sorted(ids(thread)) == [comment.id for comment in comments]
    assert depth(thread) <= DEPTH
