from blog.spam.signals import CERTAIN, Submission, many_links, signs, trap_filled


def test_one_link_is_no_sign():
    assert many_links(Submission(text="see https://a.example"), hold_at=2) is None


def test_two_links_are_a_sign_that_says_how_many():
    signal = many_links(Submission(text="https://a.example http://b.example"), hold_at=2)

    assert signal is not None
    assert signal.reason == "2 links"


def test_three_links_weigh_more_than_two():
    two = many_links(Submission(text="http://a http://b"), hold_at=2)
    three = many_links(Submission(text="http://a http://b www.c.example"), hold_at=2)

    assert two and three and three.weight > two.weight


def test_an_address_with_www_after_its_scheme_is_one_link():
    assert many_links(Submission(text="https://www.a.example"), hold_at=2) is None


def test_links_are_not_counted_where_nobody_wants_it():
    assert many_links(Submission(text="http://a http://b"), hold_at=0) is None


def test_a_filled_trap_is_beyond_doubt():
    signal = trap_filled(Submission(text="", trap="x"))

    assert signal is not None
    assert signal.weight == CERTAIN


def test_an_empty_or_blank_trap_is_no_sign():
    assert trap_filled(Submission(text="", trap="")) is None
    assert trap_filled(Submission(text="", trap=" \u200b")) is None


def test_the_strongest_sign_comes_first():
    found = signs(Submission(text="http://a http://b", trap="x"), links_to_hold_at=2)

    assert [signal.weight for signal in found] == [CERTAIN, 30]
