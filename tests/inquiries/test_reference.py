import re

from blog.inquiries.reference import number_of, reference


def test_a_reference_can_be_said_on_the_phone():
    assert re.fullmatch(r"L-[0-9A-HJKMNP-TV-Z]{4}", reference(1))


def test_no_two_inquiries_share_a_reference():
    assert len({reference(number) for number in range(1, 200_000)}) == 199_999


def test_neighbours_do_not_look_alike():
    assert reference(1)[:4] != reference(2)[:4]


def test_after_a_million_it_is_one_sign_longer():
    assert len(reference(32**4 - 1)) == 6
    assert len(reference(32**4)) == 7


def test_a_reference_leads_back_to_its_inquiry():
    for number in (1, 2, 77_777, 32**4 - 1, 32**4, 32**4 + 5, 2**31 - 1):
        assert number_of(reference(number)) == number


def test_a_reference_is_understood_as_people_write_it():
    sign = reference(1)
    misread = sign[:2] + sign[2:].replace("0", "O").replace("1", "I")

    for written in (sign.lower(), sign.replace("-", ""), f"  {sign} ", misread):
        assert number_of(written) == 1


def test_other_words_are_no_reference():
    for written in ("", "L-", "L-9F3", "L-UUUU", "X-9F3K", "L-ZZZZZZZZZ", "lamp shade", "L-0000"):
        assert number_of(written) is None
