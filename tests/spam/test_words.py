from hypothesis import given
from hypothesis import strategies as st

from blog.spam.words import words_in


def found(lines, text):
    return words_in(lines).found_in(text)


def test_a_word_is_found_whole_whatever_its_letters_case():
    assert found("press", "Stop the PRESS!") == "press"


def test_a_word_is_not_found_inside_another():
    assert found("press", "I use WordPress and an espresso machine") is None


def test_a_star_stands_for_any_ending():
    assert found("casino*", "casinos and more") == "casino*"
    assert found("casino*", "casino") == "casino*"
    assert found("casino*", "mycasino") is None


def test_words_in_a_row_are_found_in_that_order():
    assert found("cheap pills", "So cheap, pills!") == "cheap pills"
    assert found("cheap pills", "pills are cheap") is None
    assert found("cheap pills", "cheap") is None


def test_the_last_word_of_a_row_may_have_a_star():
    assert found("best loan*", "the best loans") == "best loan*"
    assert found("best loan*", "best of loans") is None


def test_an_address_is_words_in_a_row():
    assert found("loans.example", "see http://loans.example/now") == "loans.example"


def test_signs_of_a_line_have_to_stand_there_as_well():
    assert found("/about-", "I have thought about it") is None
    assert found("/about-", "see example.org/about-us") == "/about-"
    assert found("loans.example", "the loans, for example") is None


def test_a_line_with_signs_does_not_hide_one_without():
    assert found("/about-\nabout", "I have thought about it") == "about"


def test_the_line_is_given_back_as_the_owner_wrote_it():
    assert found("  CheapPills  ", "cheappills") == "CheapPills"


def test_lines_of_signs_alone_and_empty_lines_are_passed_over():
    assert not words_in("\n  \n***\n—\n")


def test_an_empty_list_finds_nothing():
    assert found("", "anything") is None


def test_letters_of_any_language_are_words():
    assert found("казино", "Лучшее КАЗИНО здесь") == "казино"


def test_a_network_is_no_word_and_a_word_no_network():
    listed = words_in("192.0.2.0/24\n2001:db8::/32\n10\ncafe.face")

    assert listed.network_of("192.0.2.9") == "192.0.2.0/24"
    assert listed.network_of("2001:db8::1") == "2001:db8::/32"
    assert listed.network_of("::ffff:192.0.2.9") == "192.0.2.0/24"
    assert listed.network_of("198.51.100.1") is None
    assert listed.network_of("no address") is None
    assert listed.found_in("10 people") == "10"


def test_one_address_is_a_network_of_one():
    assert words_in("192.0.2.7").network_of("192.0.2.7") == "192.0.2.7"
    assert words_in("192.0.2.7").network_of("192.0.2.8") is None


def test_a_star_alone_stands_for_nothing():
    assert found("* foo", "some foo") == "* foo"
    assert found("big * foo", "big foo") == "big * foo"


def test_a_word_alone_is_found_beside_longer_lines_that_begin_with_it():
    lines = "cheap pills now\ncheap\ncheap pill*"

    assert found(lines, "cheap things") == "cheap"
    assert found("cheap pills now\ncheap pill*", "cheap pills later") == "cheap pill*"


def test_a_list_whose_lines_begin_alike_is_read_as_fast_as_another():
    lines = "\n".join(f"www.site{number}.example" for number in range(50_000))

    assert found(lines, "www " * 5_000) is None
    assert found(lines, "see www.site49999.example") == "www.site49999.example"


def test_beyond_twenty_thousand_characters_nothing_is_looked_for():
    assert found("casino", "x " * 10_000 + "casino") is None


def test_a_list_of_sixty_thousand_words_finds_its_last_one():
    lines = "\n".join(f"word{number}" for number in range(60_000))

    assert found(lines, "this is word59999, no more") == "word59999"


@given(st.text(), st.text())
def test_whatever_is_listed_and_said_is_read_without_a_fault(lines, text):
    listed = words_in(lines)

    assert listed.found_in(text) is None or listed.found_in(text) in [
        line.strip() for line in lines.splitlines()
    ]


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.text(), st.text())
def test_a_listed_word_is_found_wherever_it_stands_by_itself(word, before, after):
    assert found(word, f"{before} {word} {after}") == word
