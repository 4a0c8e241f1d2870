"""Filling in what stands in braces."""

import re
from collections.abc import Collection, Mapping

KNOWN = ("name", "first_name", "reference", "site", "editor", "topic")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile(r"\{([^{}\n]{0,60})\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """In one go, so that what is filled in is not filled in again; other braces stay."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def unknown_in(text: str, known: Collection[str] = KNOWN) -> list[str]:
    """What stands in braces and means nothing here, each once."""
    return list(dict.fromkeys(name for name in _BRACES.findall(text) if name not in known))
