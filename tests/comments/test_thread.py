from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.comments.thread import DEPTH, Branch, fold, numbers_in, paged, threaded


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


def test_an_answer_that_stands_beside_says_what_it_answers():
    top, answer, another = threaded([C(1), C(2, 1), C(3, 2)], depth=2)[0], C(2, 1), C(3, 2)

    assert [(it.comment, it.beside) for it in top.answers] == [(answer, None), (another, answer)]


def test_an_answer_to_what_is_gone_stands_at_the_top():
    assert shape(threaded([C(7, 3), C(8, 7)])) == [(7, [(8, [])])]


@st.composite
def conversations(draw, most=40):
    parents = [draw(st.none() | st.integers(0, n + 3)) for n in range(draw(st.integers(0, most)))]
    return [C(n + 1, p if p is None or p <= n else None) for n, p in enumerate(parents)]


@given(conversations())
def test_every_comment_stands_in_the_thread_exactly_once(comments):
    thread = threaded(comments)

    assert sorted(ids(thread)) == [comment.id for comment in comments]
    assert depth(thread) <= DEPTH


# -- folds -------------------------------------------------------------------------------------


def a_thread(*parents: int, opened: bool = False) -> Branch[C]:
    """Comment 1, and one comment for each parent that is named."""
    comments = [C(1), *(C(n, parent) for n, parent in enumerate(parents, 2))]
    (branch,) = threaded(comments)
    fold(branch, opened=opened)
    return branch


def test_eight_answers_all_stand_open():
    assert a_thread(*[1] * 8).hidden == 0


def test_of_nine_answers_the_first_five_stand_open_and_the_rest_is_folded():
    branch = a_thread(*[1] * 9)

    assert [answer.comment.id for answer in branch.answers] == [2, 3, 4, 5, 6]
    assert [answer.comment.id for answer in branch.more] == [7, 8, 9, 10]
    assert branch.hidden == 4


def test_a_fold_of_one_or_two_is_not_worth_it():
    eight_under_the_first = [2] * 7
    assert a_thread(1, *eight_under_the_first, 1, 1).hidden == 0


def test_a_long_conversation_with_one_answer_is_folded_where_it_is_long():
    branch = a_thread(1, *[2] * 20)

    assert branch.hidden == 0
    assert branch.answers[0].hidden == 15


def test_a_branch_is_not_cut_through():
    branch = a_thread(1, 2, 2, 2, 2, 2, 1, 1, 1)

    assert list(numbers_in(branch, folded=False)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(("answers", "in_the_page"), [(305, 306), (306, 6)])
def test_a_fold_of_more_than_three_hundred_is_left_for_another_page(answers, in_the_page):
    branch = a_thread(*[1] * answers)

    assert len(list(numbers_in(branch, folded=True))) == in_the_page
    assert branch.hidden == answers - 5


def test_a_thread_that_was_opened_leaves_nothing_out():
    branch = a_thread(*[1] * 400, opened=True)

    assert len(list(numbers_in(branch, folded=True))) == 401
    assert branch.opened


@given(conversations(most=120), st.integers(1, 10), st.booleans())
def test_folding_loses_no_comment_and_counts_what_it_hides(comments, depth, opened):
    for branch in threaded(comments, depth=depth):
        before = set(numbers_in(branch, folded=True))
        open_now, all_of_it = fold(branch, opened=opened)

        assert all_of_it == len(before)
        assert open_now == len(list(numbers_in(branch, folded=False)))
        assert opened is False or set(numbers_in(branch, folded=True)) == before
        assert is_counted(branch)


def is_counted(branch: Branch[C]) -> bool:
    hidden = sum(len(list(numbers_in(it, folded=True))) for it in branch.more)
    is_right = not branch.more or hidden == branch.hidden
    return is_right and all(is_counted(it) for it in [*branch.answers, *branch.more])


# -- pages -------------------------------------------------------------------------------------


def test_whole_threads_stand_on_one_page():
    pages = paged([C(1), C(2), C(3), C(4, 1), C(5, 4)], size=2)

    assert [sorted(pages.within(pages.threads_on(n))) for n in (1, 2)] == [[1, 2, 4, 5], [3]]
    assert pages.last == 2


def test_the_newest_thread_comes_first_where_the_owner_wants_it():
    pages = paged([C(1), C(2), C(3), C(4, 1)], size=2, newest_first=True)

    assert [list(pages.threads_on(n)) for n in (1, 2)] == [[3, 2], [1]]
    assert pages.number_of(4) == 2


def test_with_one_level_every_comment_is_a_thread_of_its_own():
    pages = paged([C(1), C(2, 1), C(3, 2)], size=2, depth=1)

    assert [pages.number_of(n) for n in (1, 2, 3)] == [1, 1, 2]


def test_no_comments_are_one_empty_page():
    pages = paged([], size=50)

    assert (pages.last, list(pages.threads_on(1)), pages.number_of(1)) == (1, [], None)


@given(conversations(), st.integers(1, 7), st.integers(1, 6), st.booleans())
def test_every_comment_stands_on_exactly_one_page_and_that_is_the_one_it_is_said_to(
    comments, size, depth, newest_first
):
    pages = paged(comments, size=size, depth=depth, newest_first=newest_first)

    standing = [
        (number, comment.id)
        for number in range(1, pages.last + 1)
        for comment in comments
        if comment.id in set(pages.within(pages.threads_on(number)))
    ]

    assert sorted(it for _, it in standing) == [comment.id for comment in comments]
    assert all(pages.number_of(it) == number for number, it in standing)


@given(conversations(), st.integers(1, 7), st.integers(1, 6))
def test_a_page_has_as_many_threads_as_it_should_and_their_answers_as_in_the_whole(
    comments, size, depth
):
    pages = paged(comments, size=size, depth=depth)
    whole = {it.comment.id: shape([it]) for it in threaded(comments, depth=depth)}

    for number in range(1, pages.last + 1):
        wanted = set(pages.within(pages.threads_on(number)))
        thread = threaded([it for it in comments if it.id in wanted], depth=depth)

        assert len(thread) <= size
        assert [shape([it]) for it in thread] == [whole[it.comment.id] for it in thread]
        assert len(thread) == size or number == pages.last
