import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.learned.opinion import NEEDS_GOOD, NEEDS_SPAM, SURE, Kind, Knowledge, opinion_of
from blog.learned.tokens import tokens
from blog.learned.train import Lesson
from tests.learned.in_memory import taught
from tests.learned.lessons import ENOUGH

FILTER = taught(ENOUGH)
SPAM = "Cheap loans for you: https://loans.example/today"


def test_what_is_like_the_spam_it_knows_is_called_spam():
    said = FILTER.opinion(SPAM)

    assert said is not None
    assert said.is_spam


def test_what_is_like_the_good_texts_it_knows_is_let_through():
    said = FILTER.opinion("I learned something about the garden, thank you")

    assert said is not None
    assert said.certainty < 0.1
    assert not said.is_spam


def test_it_gives_three_words_that_a_person_can_read():
    said = FILTER.opinion(SPAM)

    assert said is not None
    assert said.words == ("loans.example", "cheap", "loans")


@pytest.mark.parametrize(
    ("spam", "good"), [(NEEDS_SPAM - 1, NEEDS_GOOD), (NEEDS_SPAM, NEEDS_GOOD - 1), (0, 0)]
)
def test_it_is_silent_until_it_has_seen_enough_of_both(spam, good):
    knowledge = Knowledge(spam=spam, good=good, edge=1.0)

    assert not knowledge.speaks
    assert opinion_of(tokens(SPAM, name="Eve"), FILTER.seen, knowledge) is None


def test_it_speaks_from_enough_of_both():
    assert Knowledge(spam=NEEDS_SPAM, good=NEEDS_GOOD).speaks


def test_it_is_silent_where_it_knows_no_word():
    assert FILTER.opinion("Приветствую вас друзья") is None


def test_it_is_silent_on_a_text_without_a_name_where_all_it_knows_have_one():
    assert FILTER.opinion(SPAM, name="") is None


def test_it_is_silent_on_paragraphs_where_all_it_knows_are_single_lines():
    assert FILTER.opinion("\n\n".join([SPAM] * 5)) is None


def test_it_is_silent_on_what_seems_spam_by_small_words_alone():
    hellos = [Lesson(kind=Kind.SPAM, text=f"hi hi my {n} oh yes", name="Eve") for n in range(50)]

    said = taught(hellos + ENOUGH).opinion("hi hi my")

    assert said is None or not said.is_spam


def test_it_is_silent_on_seeming_spam_that_is_full_of_new_words():
    new = " ".join(f"{first}{last}ovski" for first in "bdfgkl" for last in "aeiouy")

    assert FILTER.opinion(f"Cheap loans {new} loans.example") is None


def test_one_good_text_in_a_hundred_may_lie_beyond_the_edge_and_no_more():
    goods = [lesson for lesson in ENOUGH if lesson.kind is Kind.GOOD]

    assert FILTER.share_called_spam(goods, Kind.GOOD) <= 0.01


@given(st.text())
def test_whatever_is_written_the_certainty_is_between_nothing_and_all(text):
    said = FILTER.opinion(text)

    assert said is None or (0 <= said.certainty <= 1 and len(said.words) <= 3)


@given(st.lists(st.sampled_from(sorted(FILTER.seen)), min_size=1).map(" ".join))
def test_whatever_is_called_spam_is_explained(text):
    said = FILTER.opinion(text)

    assert said is None or said.certainty < SURE or said.words
