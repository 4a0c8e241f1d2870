"""Which passwords are refused, and how the others are kept."""

import pytest

from blog.editors import passwords

GOOD = "a-green-door-in-autumn"


def refused(password: str) -> bool:
    return bool(passwords.objection(password, email="erin@howard.example", name="Erin Editor"))


def test_a_password_of_ten_characters_is_long_enough():
    assert not refused("kettle-9fb")
    assert refused("kettle-9f")


def test_a_password_of_two_hundred_characters_is_the_longest():
    assert not refused("a fine line. " * 15 + "years")
    assert refused("a fine line. " * 15 + "longer")


@pytest.mark.parametrize(
    "guess",
    [
        "password123", "Password2026!", "qwertyuiop", "1234567890", "0987654321", "aaaaaaaaaa",
        "abababababab", "iloveyou2026", "12345password", "passw0rd!!!", "          ",
    ],
)  # fmt: skip
def test_what_a_guesser_tries_first_is_refused(guess: str):
    assert refused(guess)


@pytest.mark.parametrize(
    "own", ["erin@howard.example", "Erin Editor", "erineditor1", "Erin.Editor"]
)
def test_a_name_or_an_address_is_no_password(own: str):
    assert refused(own)


def test_figures_alone_are_no_name():
    assert passwords.objection("8302957164", email="1@howard.example", name="李") is None


@pytest.mark.parametrize(
    "password", [GOOD, "пароль-очень-длинный", "日本語のパスワード🗝️", "nul\0inside!"]
)
def test_any_character_may_be_in_a_password(password: str):
    kept = passwords.kept(password)

    assert passwords.is_right(password, kept)
    assert not passwords.is_right(password + "x", kept)


def test_a_lone_surrogate_breaks_nothing():
    assert not passwords.is_right("\ud800 and more", passwords.kept(GOOD))


def test_an_accent_may_be_typed_as_one_sign_or_as_two():
    assert passwords.is_right("une-porte-ferme\u0301e", passwords.kept("une-porte-fermée"))


def test_what_is_kept_is_an_argon2id_hash_that_differs_each_time():
    first, second = passwords.kept(GOOD), passwords.kept(GOOD)

    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


def test_a_password_that_only_begins_right_is_wrong():
    longest = "kettle and " * 18 + "te"
    kept = passwords.kept(longest)

    assert len(longest) == passwords.LONGEST
    assert not passwords.is_right(longest + "a", kept)


def test_nobody_has_no_password():
    assert not passwords.is_right("nobody", None)


def test_a_damaged_hash_opens_nothing():
    assert not passwords.is_right(GOOD, "damaged")


def test_a_hash_of_weaker_parameters_is_outdated():
    assert passwords.is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNo")
    assert not passwords.is_outdated(passwords.kept(GOOD))
