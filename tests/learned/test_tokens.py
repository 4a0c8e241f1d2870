import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.learned.tokens import tokens


def test_words_and_pairs_of_words_are_seen():
    found = tokens("Cheap loans, now!", name="Eve")

    assert {"cheap", "loans", "cheap loans", "^ cheap", "now $", "^cheap"} <= found.keys()


def test_a_pair_stands_for_both_of_its_words():
    assert tokens("cheap loans")["cheap loans"] == ("cheap", "loans")


def test_a_long_word_is_seen_by_its_beginning_too():
    assert tokens("subscribers")["subscr~"] == ("subscribers",)
    assert "subscr~" in tokens("Subscribe")


def test_a_link_is_seen_as_the_host_it_leads_to():
    found = tokens("look: https://www.Loans.example/now?id=1")

    assert found["@loans.example"] == ("loans.example",)
    assert found["#link"] == ("loans.example",)
    assert ".example" in found


@pytest.mark.parametrize(
    "written", ["loans.com", "loans . com", "http://loans.com/x", "(loans.com)"]
)
def test_an_address_is_one_however_it_is_written(written):
    assert "@loans.com" in tokens(f"see {written} today")


def test_the_website_that_came_along_is_a_link():
    found = tokens("Nice.", website="https://loans.example")

    assert "@loans.example" in found
    assert "#links 1" in found


def test_case_drawn_out_letters_and_marks_nobody_sees_make_no_difference():
    words = {"heey", "you"}

    assert words <= tokens("HEEEEEEY you\ufeff").keys()
    assert words <= tokens("heey <b>you</b>").keys()


def test_numbers_are_seen_by_their_length_and_are_no_words():
    assert tokens("call 08712")["#5 digits"] == ()


def test_asking_for_something_is_seen_wherever_a_sentence_begins_with_it():
    assert {"#request", "#request first"} <= tokens("Please vote for us!").keys()
    assert "#request" in tokens("Nice song. Check out mine")


@pytest.mark.parametrize("said", ["I did check it out.", "Call me when you are home.", "☺", ""])
def test_what_asks_for_nothing_or_as_everybody_does_is_no_request(said):
    assert not [token for token in tokens(said) if token.startswith("#request")]


def test_a_name_is_seen_as_one_and_not_read():
    assert tokens("Hello.", name="Ada").keys() == tokens("Hello.", name="Eve").keys()
    assert tokens("Hello.", name="Ada").keys() != tokens("Hello.").keys()


def test_paragraphs_are_another_shape_than_one_line():
    assert tokens("One. Two.").keys() != tokens("One.\n\nTwo.").keys()


@given(st.text(), st.text(), st.text())
def test_whatever_is_written_gives_few_short_tokens(text, name, website):
    found = tokens(text, name=name, website=website)

    assert len(found) <= 250
    assert all(0 < len(token) <= 40 for token in found)
    assert not any(sign in token for token in found for sign in "\0\n\ud800")
    assert found == tokens(text, name=name, website=website)


@pytest.mark.parametrize(
    "piece", ["a.", "<", "http://", "a", "<a ", "x.com", "\ufdfa", "&#xD800;\0\ud800 ", ". ", "\n"]
)
def test_a_text_without_end_costs_little(piece):
    endless = piece * (65_000 // len(piece))

    began = time.process_time()
    tokens(endless, name=endless, website=endless)

    assert time.process_time() - began < 0.2
