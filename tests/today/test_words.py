from datetime import timedelta

import pytest

from blog.today.words import counted, length


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ({"seconds": -5}, "less than a minute"),
        ({"seconds": 59}, "less than a minute"),
        ({"seconds": 60}, "1 minute"),
        ({"minutes": 119}, "119 minutes"),
        ({"minutes": 120}, "2 hours"),
        ({"hours": 47}, "47 hours"),
        ({"hours": 49}, "2 days"),
        ({"days": 20}, "20 days"),
        ({"days": 21}, "3 weeks"),
    ],
)
def test_an_age_is_told_in_the_unit_people_would_use(of, words):
    assert length(timedelta(**of)) == words


def test_many_are_written_with_commas():
    assert counted(1200, "inquiry", "inquiries") == "1,200 inquiries"
    assert counted(1, "inquiry", "inquiries") == "1 inquiry"
