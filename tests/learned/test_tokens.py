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


def test_a_host_too_long_to_be_kept_whole_is_no_word_that_is_too_long():
    found = tokens(f"http://a.{'b' * 45} hello http://c.{'d' * 45} x", website=f"www.a.{'b' * 60}")

    assert max(map(len, found)) <= 40
    assert "hello" in found


def test_of_a_long_host_its_end_is_kept():
    found = tokens(f"http://{'a' * 30}.{'b' * 30}.com/x")

    assert f"@aaa.{'b' * 30}.com" in found


ADDRESSES = st.from_regex(
    r"(https?://|www\.)[a-z.]{1,3}(\.[\w-]{1,3}){0,2}(\.[\w-]{30,60})?\.?[/:]?[\w.]{0,9}",
    fullmatch=True,
)


@given(st.lists(st.one_of(ADDRESSES, st.text(max_size=30)), max_size=6), ADDRESSES)
def test_no_address_gives_a_token_that_no_database_takes(said, website):
    assert all(0 < len(token) <= 40 for token in tokens(" ".join(said), website=website))


@pytest.mark.parametrize(
    "piece", ["a.", "<", "http://", "a", "<a ", "x.com", "\ufdfa", "&#xD800;\0\ud800 ", ". ", "\n"]
)
def test_a_text_without_end_costs_little(piece):
    endless = piece * (65_000 // len(piece))

    began = time.process_time()
    tokens(endless, name=endless, website=endless)

    assert time.process_time() - began < 0.2
