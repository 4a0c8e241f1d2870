"""By which words an inquiry is found."""

from collections.abc import Mapping
from typing import Any

from blog.text.fold import words_in

_SEARCHED = ("name", "email", "organisation", "phone", "topic", "message")


def words_of(values: Mapping[str, Any]) -> str:
    """Each of them once, with a blank between; the digits of its phone number as one word too."""
    text = " ".join(values.get(name) or "" for name in _SEARCHED)
    found = words_in(f"{text} {digits_in(values.get('phone') or '')}")
    return " ".join(dict.fromkeys(found))


def digits_in(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())
