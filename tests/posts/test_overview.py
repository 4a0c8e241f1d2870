"""Pages below pages."""

from hypothesis import given
from hypothesis import strategies as st

from blog.posts.overview.tree import in_a_tree


def test_pages_follow_the_one_above_them_in_their_order():
    pages = [(1, None, "b"), (2, 1, "z"), (3, 1, "a"), (4, None, "a"), (5, 3, "a")]

    assert list(in_a_tree(pages).items()) == [(4, 0), (1, 0), (3, 1), (5, 2), (2, 1)]


def test_what_is_above_and_not_there_is_nothing():
    assert in_a_tree([(1, 99, "a")]) == {1: 0}


@given(st.dictionaries(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9))))
def test_every_page_is_there_once_whatever_turns_it_took(above):
    pages = [(page, up, "a") for page, up in above.items()]

    assert set(in_a_tree(pages)) == set(above)
