import re

from blog.inquiries.reference import reference


def test_a_reference_can_be_said_on_the_phone():
    assert re.fullmatch(r"L-[0-9A-HJKMNP-TV-Z]{4}", reference(1))


def test_no_two_inquiries_share_a_reference():
    assert len({reference(number) for number in range(1, 200_000)}) == 199_999


def test_neighbours_do_not_look_alike():
    assert reference(1)[:4] != reference(2)[:4]


def test_after_a_million_it_is_one_sign_longer():
    assert len(reference(32**4 - 1)) == 6
    assert len(reference(32**4)) == 7
