import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.text.plain import (
    clean_text,
    initials,
    is_blank,
    one_line,
    reading_minutes,
    shortened,
    slug_from,
)


@pytest.mark.parametrize(
    "blank", ["", " ", "\n\t", "\u00a0", "\u200b", "\u3164", "\u2800", "\ufeff", "\u202e"]
)
def test_what_shows_nothing_is_blank(blank):
    assert is_blank(blank)


def test_one_letter_among_blanks_is_not_blank():
    assert not is_blank(" \u200bа ")


def test_controls_go_but_lines_and_tabs_stay():
    assert clean_text("a\x00b\x1bc\r\nd\re\tf\ud800") == "abc\nd\ne\tf"


def test_a_name_is_one_line_and_cannot_turn_the_line_around():
    assert one_line("  Ada\r\nBcc: x\u202e  Reader ") == "Ada Bcc: x Reader"


@given(st.text())
def test_one_line_never_holds_a_line_break_or_a_control(typed):
    line = one_line(typed)

    assert line == " ".join(line.split())
    assert line.isprintable() or not any(sign < " " for sign in line)


@given(st.text(), st.integers(5, 50))
def test_a_shortened_text_is_never_longer_than_asked(text, length):
    assert len(shortened(text, length)) <= length


def test_a_text_that_fits_is_left_alone():
    assert shortened("twelve signs", 12) == "twelve signs"


def test_a_text_is_cut_between_words():
    assert shortened("one two three", 9) == "one two…"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Coaching vs. Mentorship: Know!", "coaching-vs-mentorship-know"),
        ("Über Größe", "ueber-groesse"),
        ("U\u0308ber Gro\u0308ße", "ueber-groesse"),
        ("Gönül ışığı", "gonul-isigi"),
        ("Tjörn på väg", "tjorn-pa-vag"),
        ("Łódź, żółć", "lodz-zolc"),
        ("Việt Nam: Đường phố", "viet-nam-duong-pho"),
        ("Ελληνική γλώσσα", "elliniki-glossa"),
        ("Объект и щука", "obekt-i-shchuka"),
        ("深圳市", "shen-zhen-shi"),
        ("안녕하세요", "annyeonghaseyo"),
        ("مرحبا بالعالم", "mrhb-bllm"),
        ("Don’t, and don't", "dont-and-dont"),
        ("½ price 🎉", "1-2-price"),
        ("日", "ri"),
        ("🎉", "post"),
        ("--", "post"),
    ],
)
def test_a_title_becomes_an_address(title, slug):
    assert slug_from(title) == slug


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (231, 2)])
def test_reading_time_is_rounded_up(words, minutes):
    assert reading_minutes("word " * words) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("字" * 500, 1), ("字" * 501, 2), ("かな" * 1000, 4), ("字 " * 250 + "word " * 230, 2)],
)
def test_where_no_gaps_stand_between_words_the_signs_count(text, minutes):
    assert reading_minutes(text) == minutes


@pytest.mark.parametrize(
    ("name", "signs"),
    [("Ada Reader", "AR"), ("Ada", "A"), ("ada b reader", "AR"), ("★", "?"), ("", "?")],
)
def test_initials_are_of_the_first_and_last_name(name, signs):
    assert initials(name) == signs


@given(st.text())
def test_an_address_holds_nothing_but_letters_digits_and_single_hyphens(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_from(title))
    assert len(slug_from(title)) <= 100
    assert slug_from(slug_from(title)) == slug_from(title)
