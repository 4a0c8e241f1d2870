"""Opening hours are read the way people write them."""

import pytest

from blog.site.hours import openings, wrong_with

WEEK = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("line", "days", "times", "on"),
    [
        ("Mon–Fri 9–17", "Monday to Friday", "9:00–17:00", WEEK),
        ("Monday to Friday, 9 to 5", "Monday to Friday", "9:00–17:00", WEEK),
        ("mon-fri: 9.30-12:30 and 13:30-17", "Monday to Friday", "9:30–12:30, 13:30–17:00", WEEK),
        ("Sat 10am-2pm", "Saturday", "10:00–14:00", (5,)),
        ("Sat & Sun closed", "Saturday, Sunday", "Closed", (5, 6)),
        ("Fri–Mon 12 am–12 pm", "Friday to Monday", "0:00–12:00", (4, 5, 6, 0)),
    ],
)
def test_a_line_that_names_days_and_times_is_understood(line, days, times, on):
    (found,) = openings(line)

    assert (found.days, found.times, found.on) == (days, times, on)


@pytest.mark.parametrize(
    "line",
    ["By appointment", "Always", "Monday", "Moon 9-5", "Mon 9-25", "Monster 9-17", "Mon 9:75-10",
     "Sunny days 9-17", "Mon whenever", "<script>", "13pm-14pm", "Mon 13pm-14pm"],
)  # fmt: skip
def test_other_words_stand_as_they_are(line):
    (found,) = openings(line)

    assert (found.days, found.times, found.on) == ("", line, ())
    assert wrong_with(line) == ""


def test_each_line_is_one_and_empty_ones_are_none():
    assert len(openings("Mon 9-17\n\n  \nTue closed\n")) == 2
    assert openings("") == ()


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("Mon-Wed 9-17\nTue closed", "Tuesday is named twice"),
        ("Mon 17:00-16:00", "closes before it opens"),
        ("Mon 9-9 am", "closes before it opens"),
        ("Mon 9-13, 12-17", "overlap"),
    ],
)
def test_what_cannot_be_is_told(hours, said):
    assert said in wrong_with(hours)


def test_a_long_line_is_read_at_once():
    assert openings("Mon" + " to Mon, Mon" * 5_000)[0].days == ""
