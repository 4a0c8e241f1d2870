"""The tree of categories: in order, never in a circle, never too deep."""

import pytest

from blog.terms.model import Category
from blog.terms.tree import DEEPEST, Tree


def tree(*parents: int | None) -> Tree:
    """One category for each parent that is named; they are numbered from 1."""
    return Tree(
        Category(id=it, parent_id=parent, slug=f"c{it}", name=f"C{it}", about="", place=it)
        for it, parent in enumerate(parents, 1)
    )


def test_each_stands_before_those_below_it_and_knows_how_deep_it_is():
    assert [(it.id, it.depth) for it in tree(None, None, 1, 3, 1).branches] == [
        *((1, 1), (3, 2), (4, 3), (5, 2), (2, 1))
    ]


def test_the_way_from_the_top_and_all_that_hangs_below():
    found = tree(None, 1, 2, 1)
    third = found.of(3)

    assert third
    assert [it.id for it in found.above(third)] == [1, 2]
    assert found.with_all_below(1) == {1, 2, 3, 4}
    assert found.with_all_below(2) == {2, 3}


@pytest.mark.parametrize(("under", "may"), [(None, True), (4, True), (1, False), (3, False)])
def test_nothing_stands_under_itself_or_what_is_below_it(under: int | None, may: bool):
    assert tree(None, 1, 2, None).may_stand(1, under=under) is may


def test_nothing_stands_under_what_is_not_there():
    assert not tree(None).may_stand(None, under=7)


def test_the_depth_has_an_end_and_what_is_moved_takes_its_own_along():
    deep = tree(*(it or None for it in range(DEEPEST)), None, DEEPEST + 1)

    assert not deep.may_stand(None, under=DEEPEST)
    assert deep.may_stand(None, under=DEEPEST - 1)
    assert not deep.may_stand(DEEPEST + 1, under=DEEPEST - 1)
    assert deep.may_stand(DEEPEST + 1, under=DEEPEST - 2)


def test_what_hangs_from_nothing_but_itself_is_shown_at_the_top():
    found = tree(2, 1, 3, 99)

    assert sorted(it.id for it in found.branches) == [1, 2, 3, 4]
    assert {it.id for it in found.below(None)} == {1, 3, 4}
