"""Things in a tree move a step at a time, and nothing is ever lost from sight."""

import pytest

from blog.posts.model import Standing
from blog.posts.tree.moves import Step, branches_of, in_order, moved, stands_under
from blog.posts.tree.page import TreePage, around

#   1        4    5
#   2  3
TREE = branches_of([(1, None), (2, 1), (3, 1), (4, None), (5, None)])


def order(branches):
    return list(in_order(branches))


@pytest.mark.parametrize(
    ("wanted", "step", "after"),
    [
        (3, Step.UP, [(1, 0), (3, 1), (2, 1), (4, 0), (5, 0)]),
        (1, Step.DOWN, [(4, 0), (1, 0), (2, 1), (3, 1), (5, 0)]),
        (4, Step.IN, [(1, 0), (2, 1), (3, 1), (4, 1), (5, 0)]),
        (2, Step.OUT, [(1, 0), (3, 1), (2, 0), (4, 0), (5, 0)]),
    ],
)
def test_a_step_takes_all_that_is_under_it_along(wanted, step, after):
    assert order(moved(TREE, wanted, step, deepest=1)) == after


@pytest.mark.parametrize(
    ("wanted", "step"),
    [(1, Step.UP), (5, Step.DOWN), (1, Step.IN), (3, Step.IN), (4, Step.OUT), (2, Step.UP)],
)
def test_a_step_that_cannot_be_made_changes_nothing(wanted, step):
    assert moved(TREE, wanted, step, deepest=1) is TREE


def test_a_branch_that_would_stand_too_deep_stays():
    two = branches_of([(1, None), (2, None), (3, 2)])

    assert moved(two, 2, Step.IN, deepest=1) is two
    assert order(moved(two, 2, Step.IN, deepest=2)) == [(1, 0), (2, 1), (3, 2)]


@pytest.mark.parametrize(
    "pairs",
    [[(1, 1)], [(1, 2), (2, 1)], [(3, 1), (1, 2), (2, 1)], [(1, 9)]],
)
def test_a_circle_and_what_has_lost_its_parent_are_still_there(pairs):
    assert sorted(each for each, _ in in_order(branches_of(pairs))) == sorted(
        each for each, _ in pairs
    )


def test_what_stands_under_what():
    parents = {1: None, 2: 1, 3: 2, 4: 5, 5: 4}

    assert stands_under(parents, 3, 1)
    assert stands_under(parents, 1, 1)
    assert not stands_under(parents, 1, 3)
    assert not stands_under(parents, None, 1)
    assert not stands_under(parents, 4, 1)


def a_page(number, parent=None, standing=Standing.PUBLISHED):
    return TreePage(
        id=number, parent_id=parent, title=f"P{number}", slug=f"p{number}", standing=standing
    )


def test_around_a_page_stand_only_those_that_readers_may_open():
    pages = [
        a_page(1),
        a_page(2, 1, Standing.WITHDRAWN),
        a_page(3, 2),
        a_page(4, 3),
        a_page(5, 3, Standing.DRAFT),
    ]

    found = around(pages, 3)

    assert [each.id for each in found.above] == [1]
    assert [each.id for each in found.below] == [4]


def test_a_circle_around_a_page_ends():
    found = around([a_page(1, 2), a_page(2, 1)], 1)

    assert [each.id for each in found.above] == [2]
    assert found.below == ()
