from blog.spam.of_conduct import (
    faster_than_people,
    many_from_network,
    repeated_elsewhere,
    said_before_as_spam,
    trap_filled,
)
from blog.spam.of_filter import reads_like_spam
from blog.spam.of_sender import disposable_address, name_is_address, name_is_slogan
from blog.spam.of_text import (
    blocked_word,
    hold_word,
    many_links,
    mixed_scripts,
    mostly_capitals,
    mostly_link,
)
from blog.spam.signals import CERTAIN, Case, Known, Limits, Submission
from blog.spam.signs import signs
from blog.spam.words import words_in


def case(text="", *, known=None, limits=None, **sent):
    return Case(
        submission=Submission(text=text, **sent),
        known=known or Known(),
        limits=limits or Limits(),
    )


def test_one_link_is_no_sign():
    assert many_links(case("see https://a.example")) is None


def test_two_links_are_a_sign_that_says_how_many():
    signal = many_links(case("https://a.example http://b.example"))

    assert signal is not None
    assert signal.reason == "2 links"


def test_three_links_weigh_more_than_two():
    two = many_links(case("http://a http://b"))
    three = many_links(case("http://a http://b www.c.example"))

    assert two and three and three.weight > two.weight


def test_links_alone_never_make_it_spam():
    signal = many_links(case("http://a.example " * 50))

    assert signal is not None
    assert signal.weight < CERTAIN


def test_where_one_link_is_enough_it_is_called_one_link():
    signal = many_links(case("see http://a.example", limits=Limits(links_to_hold_at=1)))

    assert signal is not None
    assert signal.reason == "one link"


def test_an_address_with_www_after_its_scheme_is_one_link():
    assert many_links(case("https://www.a.example")) is None


def test_links_are_not_counted_where_nobody_wants_it():
    assert many_links(case("http://a http://b", limits=Limits(links_to_hold_at=0))) is None


def test_the_owner_says_how_many_links_are_a_sign():
    limits = Limits(links_to_hold_at=3)

    assert many_links(case("http://a http://b", limits=limits)) is None
    assert many_links(case("http://a http://b http://c", limits=limits))


def test_a_text_that_is_mostly_one_link_is_a_sign():
    assert mostly_link(case("look https://a.example/some/page"))


def test_a_link_in_a_sentence_is_no_sign():
    assert mostly_link(case("The study that you mean is at https://a.example/ I believe.")) is None


def test_half_and_half_is_no_sign_yet():
    link = "http://a.example"

    assert mostly_link(case(f"{'x' * (len(link) - 1)} {link}")) is None
    assert mostly_link(case(f"{'x' * (len(link) - 2)} {link}"))


def test_a_text_without_links_is_never_mostly_link():
    assert mostly_link(case("")) is None


def test_twenty_capitals_and_little_else_are_a_sign():
    assert mostly_capitals(case("A" * 20))
    assert mostly_capitals(case("A" * 19)) is None


def test_seven_capitals_in_ten_letters_are_a_sign():
    assert mostly_capitals(case("A" * 70 + "a" * 30))
    assert mostly_capitals(case("A" * 69 + "a" * 31)) is None


def test_scripts_without_capitals_are_never_shouting():
    assert mostly_capitals(case("あ" * 100)) is None


def test_a_word_with_letters_of_two_alphabets_is_a_sign_that_shows_it():
    signal = mixed_scripts(case("log in at раypal today"))

    assert signal is not None
    assert "раypal" in signal.reason


def test_a_text_in_two_languages_is_no_sign():
    assert mixed_scripts(case("We say спасибо, and ευχαριστώ, and thank you.")) is None


def test_japanese_beside_latin_is_no_sign():
    assert mixed_scripts(case("東京Tower と Tシャツ")) is None


def test_a_name_of_two_alphabets_is_a_sign_too():
    assert mixed_scripts(case("Hello", name="Аdmin"))


def test_a_hold_word_is_named_with_the_place_it_stood_in():
    limits = Limits(hold_words=words_in("casino"))

    for part in ("name", "website"):
        signal = hold_word(case("Hello", limits=limits, **{part: "My Casino"}))
        assert signal is not None
        assert signal.reason == f"“casino” in the {part} is to be held"
    assert hold_word(case("no such word", limits=limits)) is None


def test_a_hold_word_never_makes_it_spam_alone():
    signal = hold_word(case("casino", limits=Limits(hold_words=words_in("casino"))))

    assert signal is not None
    assert signal.weight < CERTAIN


def test_a_blocked_word_is_beyond_doubt():
    signal = blocked_word(case("casino", limits=Limits(block_words=words_in("casino"))))

    assert signal is not None
    assert signal.weight == CERTAIN


def test_a_blocked_network_is_matched_on_where_it_comes_from():
    limits = Limits(block_words=words_in("192.0.2.0/24"))

    assert blocked_word(case("Hello", address="192.0.2.255", limits=limits))
    assert blocked_word(case("Hello", address="192.0.3.0", limits=limits)) is None


def test_the_reason_of_a_blocked_network_does_not_tell_the_address():
    limits = Limits(block_words=words_in("192.0.2.0/24"))

    signal = blocked_word(case("Hello", address="192.0.2.77", limits=limits))

    assert signal is not None
    assert "192.0.2.77" not in signal.reason


def test_a_filled_trap_is_beyond_doubt():
    signal = trap_filled(case(trap="x"))

    assert signal is not None
    assert signal.weight == CERTAIN


def test_an_empty_or_blank_trap_is_no_sign():
    assert trap_filled(case(trap="")) is None
    assert trap_filled(case(trap=" \u200b")) is None


def test_two_seconds_are_enough_for_a_person():
    assert faster_than_people(case(seconds=1.99))
    assert faster_than_people(case(seconds=2.0)) is None


def test_where_the_page_could_not_tell_the_time_nothing_is_held_against_anybody():
    assert faster_than_people(case(seconds=None)) is None


def test_the_same_text_under_another_post_is_a_sign():
    once = repeated_elsewhere(case(known=Known(same_elsewhere=1)))
    often = repeated_elsewhere(case(known=Known(same_elsewhere=9)))

    assert once and often
    assert once.reason == "the same text stands under another post"
    assert often.reason == "the same text stands under 9 other posts"
    assert once.weight < often.weight < CERTAIN


def test_a_text_said_for_the_first_time_is_no_sign():
    assert repeated_elsewhere(case()) is None
    assert said_before_as_spam(case()) is None


def test_what_was_judged_spam_before_is_a_sign():
    assert said_before_as_spam(case(known=Known(same_was_spam=True)))


def test_many_from_one_network_are_a_sign_from_the_limit_on():
    limits = Limits(lately_from_network=20)

    assert many_from_network(case(known=Known(lately_from_network=19), limits=limits)) is None
    assert many_from_network(case(known=Known(lately_from_network=20), limits=limits))


def test_networks_are_not_counted_where_nobody_wants_it():
    limits = Limits(lately_from_network=0)

    assert many_from_network(case(known=Known(lately_from_network=9_999), limits=limits)) is None


def test_an_address_to_throw_away_is_a_sign_under_any_of_its_names():
    assert disposable_address(case(email="ada@mailinator.com"))
    assert disposable_address(case(email="ada@MAILINATOR.com."))
    assert disposable_address(case(email="ada@box.mailinator.com"))


def test_an_ordinary_address_is_no_sign():
    for email in ("ada@reader.example", "ada@gmail.com", "ada@notmailinator.com.example", "", "@"):
        assert disposable_address(case(email=email)) is None


def test_a_name_that_is_a_web_address_is_a_sign():
    assert name_is_address(case(name="https://loans.example"))
    assert name_is_address(case(name="Cheap-Loans.com"))


def test_names_of_people_are_no_sign():
    for name in (
        *("Ada", "Ada Lovelace", "O’Brien", "Jean-Luc d’Arc", "J. R. R. Tolkien", "Dr. No"),
        *("李小龍", "María de los Ángeles García Márquez", "Free", "George Best", "Loan Nguyen"),
        "Éloïse de la Très-Longue-Rivière du Nord et du Sud",
    ):
        assert name_is_address(case(name=name)) is None
        assert name_is_slogan(case(name=name)) is None


def test_a_name_that_sells_is_a_sign():
    for name in ("Buy cheap pills", "Best SEO 2026", "Earn $$$ now"):
        assert name_is_slogan(case(name=name))


def test_a_name_of_more_than_nine_words_is_a_sign():
    assert name_is_slogan(case(name="a b c d e f g h i")) is None
    assert name_is_slogan(case(name="a b c d e f g h i j"))


def test_the_strongest_sign_comes_first():
    found = signs(
        case("It is at http://a.example or http://b.example, as you like it best.", trap="x")
    )

    assert [signal.weight for signal in found] == [CERTAIN, 30]


def test_an_ordinary_comment_gives_no_sign():
    text = "The part about duration made it click: I was asking a mentor for what a coach does."

    assert signs(case(text, name="Ada", email="ada@reader.example", seconds=60.0)) == ()


def test_the_filter_speaks_from_where_the_owner_lets_it():
    limits = Limits(learned_holds_at=90)

    assert reads_like_spam(case(known=Known(certainty=0.8999), limits=limits)) is None
    assert reads_like_spam(case(known=Known(certainty=0.90), limits=limits))


def test_the_filter_that_is_silent_is_no_sign():
    assert reads_like_spam(case(known=Known(certainty=None))) is None


def test_the_filter_says_by_which_words():
    known = Known(certainty=0.95, strongest=("loans", "cash", "visit"))

    signal = reads_like_spam(case(known=known))

    assert signal is not None
    assert signal.reason == "reads like earlier spam: loans, cash, visit"


def test_the_filter_alone_makes_nothing_spam_below_what_the_owner_named():
    limits = Limits(learned_spam_at=99)

    below = reads_like_spam(case(known=Known(certainty=0.9899), limits=limits))
    at = reads_like_spam(case(known=Known(certainty=0.99), limits=limits))

    assert below and at
    assert below.weight < CERTAIN == at.weight


def test_the_filter_alone_makes_nothing_spam_however_low_the_owner_sets_the_weight():
    limits = Limits(learned_spam_at=99, spam_at=20)

    signal = reads_like_spam(case(known=Known(certainty=0.95), limits=limits))

    assert signal is not None
    assert signal.weight < 20


def test_the_filter_never_makes_anything_spam_where_the_owner_says_so():
    signal = reads_like_spam(case(known=Known(certainty=1.0), limits=Limits(learned_spam_at=101)))

    assert signal is not None
    assert signal.weight < CERTAIN
