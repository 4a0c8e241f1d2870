"""Passwords: which ones are refused, how they are kept, and whether one is right."""

import re
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
# What people and guessers try first, without the figures and signs they add to it.
_GUESSED_FIRST = """
password passwort passw0rd p@ssword p@ssw0rd motdepasse contraseña letmein letmeinplease
welcome willkommen admin administrator administrador qwerty qwertz azerty qwertyuiop
qwertzuiop asdfghjkl zxcvbnm qazwsx qazwsxedc qwerasdfzxcv qwertyqwerty abcdef abcdefgh
abcdefghij abcdefghijkl iloveyou iloveyouforever changeme changemenow changethis secret
topsecret supersecret sunshine princess football baseball basketball superman batman
starwars dragon monkey master whatever trustno internet computer samsung test testing
testtest testpassword mypassword newpassword thisismypassword mysecretpassword
correcthorsebatterystaple passwordpassword adminadmin secretsecret default guest login
"""
_COMMON = frozenset(_GUESSED_FIRST.split())
_LEANING = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_FIGURES = "01234567890" * 4
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)
# One check takes 19 MiB; in turn they cannot fill the memory, however many knock at once.
_one_at_a_time = threading.Lock()


def objection(password: str, *, email: str, name: str) -> str | None:
    """Why this password is refused, in words; None where nothing speaks against it."""
    if len(password) < SHORTEST:
        return f"It is shorter than {SHORTEST} characters."
    if len(password) > LONGEST:
        return f"It is longer than {LONGEST} characters."
    if _is_common(password):
        return "It is among the first that a guesser tries."
    own = {_letters(part) for part in (email, email.split("@")[0], name)}
    if _letters(password) in own - {""}:
        return "It is your own name or address."
    return None


def kept(password: str) -> str:
    """What is stored of a password: its argon2id hash, with the parameters it was made with."""
    with _one_at_a_time:
        return _HASHER.hash(_bytes(password))


def is_right(password: str, stored: str | None) -> bool:
    """Whether it is the one. None, for nobody, takes as long and is never right."""
    nobody = _hash_of_nobody()
    with _one_at_a_time:
        right = _matches(stored or nobody, _bytes(password[:LONGEST]))
    return right and stored is not None and len(password) <= LONGEST


def is_outdated(stored: str) -> bool:
    """Whether it was made with other parameters than a new one would be."""
    return _HASHER.check_needs_rehash(stored)


def _matches(stored: str, typed: bytes) -> bool:
    try:
        return _HASHER.verify(stored, typed)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash("nobody")


def _is_common(password: str) -> bool:
    folded = password.casefold()
    few = len(set(folded)) <= 3
    counting = folded in _FIGURES or folded in _FIGURES[::-1]
    return few or counting or {folded, _LEANING.sub("", folded)} & _COMMON != set()


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _bytes(password: str) -> bytes:
    """The same bytes from every keyboard: é may be typed as one sign or as two."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
