from datetime import UTC, datetime, timedelta

import pytest

from blog.signed import number_in, sign

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
UNTIL = NOW + timedelta(days=1)


SECRET = "s" * 20


def token(*, purpose="see", until=UNTIL, secret=SECRET):
    return sign(7, purpose=purpose, until=until, secret=secret)


def read(given, *, purpose="see", secret=SECRET, now=NOW):
    return number_in(given, purpose=purpose, secret=secret, now=now)


def test_a_signed_number_comes_back():
    assert read(token()) == 7


def test_the_same_is_signed_the_same():
    assert token() == token()


@pytest.mark.parametrize("changed", [{"purpose": "edit"}, {"secret": "t" * 20}])
def test_it_opens_nothing_else(changed):
    assert read(token(), **changed) is None


def test_it_works_until_its_last_second_and_not_after():
    assert read(token(), now=UNTIL) == 7
    assert read(token(), now=UNTIL + timedelta(seconds=1)) is None


@pytest.mark.parametrize("forged", ["", "x", "é", "....", "W10.x", token()[:-1] + "A", "\ud800"])
def test_a_forged_token_opens_nothing(forged):
    assert read(forged) is None
