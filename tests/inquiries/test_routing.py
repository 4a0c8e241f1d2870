from datetime import date

import pytest

from blog.inquiries.routing import recipients

TODAY = date(2026, 12, 24)
OFFICE = ("office@howard.example",)
ERIN, BOB, CY = "erin@howard.example", "bob@howard.example", "cy@howard.example"


def to(topic=(), absences=(), office=OFFICE, today=TODAY):
    return recipients(topic, office, absences, today=today)


def test_a_topic_without_addresses_goes_to_the_office():
    assert to() == OFFICE


def test_a_topic_with_addresses_goes_to_these_alone():
    assert to((ERIN, BOB)) == (ERIN, BOB)


@pytest.mark.parametrize(
    ("day", "got"), [("2026-12-23", ERIN), ("2026-12-24", BOB), ("2026-12-25", BOB)]
)
def test_who_is_away_is_replaced_until_that_day_inclusive(day, got):
    assert to((ERIN,), [(ERIN, day, BOB)]) == (got,)


def test_capitals_make_no_other_person():
    assert to(("Erin@Howard.example",), [(ERIN, "2027-01-01", BOB)]) == (BOB,)


def test_the_stand_in_of_a_stand_in_gets_it():
    away = [(ERIN, "2027-01-01", BOB), (BOB, "2027-01-01", CY)]

    assert to((ERIN,), away) == (CY,)


def test_nobody_gets_it_twice():
    away = [(ERIN, "2027-01-01", BOB)]

    assert to((ERIN, "BOB@howard.example", BOB), away) == (BOB,) or to((ERIN, BOB), away) == (BOB,)
    assert len(to((ERIN, "BOB@howard.example", BOB), away)) == 1


def test_a_circle_of_stand_ins_ends_at_the_office():
    away = [(ERIN, "2027-01-01", BOB), (BOB, "2027-01-01", ERIN)]

    assert to((ERIN,), away) == OFFICE


def test_one_who_stands_in_for_themselves_ends_at_the_office():
    assert to((ERIN,), [(ERIN, "2027-01-01", ERIN)]) == OFFICE


def test_an_office_that_is_all_away_gets_it_all_the_same():
    away = [(OFFICE[0], "2027-01-01", OFFICE[0])]

    assert to(absences=away) == OFFICE


def test_away_without_a_stand_in_leaves_it_to_the_others():
    assert to((ERIN, BOB), [(ERIN, "2027-01-01", "")]) == (BOB,)
    assert to((ERIN,), [(ERIN, "2027-01-01", "")]) == OFFICE


def test_an_absence_that_is_over_counts_no_more_than_none():
    away = [(ERIN, "2026-01-01", CY), (ERIN, "2027-01-01", BOB)]

    assert to((ERIN,), away) == (BOB,)
