"""The reference of an inquiry: short enough for the phone, and it does not tell how many came."""

import re

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_SHORTEST = 4
_ASKED = re.compile(r"L\s?-?\s?([0-9A-Z]{4,7})")
_MISREAD = str.maketrans("OIL", "011")
_STRIDE = 387_227  # odd, so that multiplying by it maps each number to another one


def reference(inquiry_id: int) -> str:
    """L-XXXX; one more sign once a million are used up. Different numbers never share one."""
    length = _SHORTEST
    first, room = 0, len(_SIGNS) ** length
    while inquiry_id - first >= room:
        first += room
        length += 1
        room = len(_SIGNS) ** length
    return "L-" + _written((inquiry_id - first) * _STRIDE % room, length)


def number_of(asked: str) -> int | None:
    """The inquiry that a reference names, also one in small letters, without the dash, or with an
    O for a zero; None for what is none."""
    found = _ASKED.fullmatch(asked.strip().upper())
    if not found:
        return None
    signs = found[1].translate(_MISREAD)
    if not set(signs) <= set(_SIGNS):
        return None
    room = len(_SIGNS) ** len(signs)
    first = sum(len(_SIGNS) ** length for length in range(_SHORTEST, len(signs)))
    read = sum(_SIGNS.index(sign) * len(_SIGNS) ** at for at, sign in enumerate(reversed(signs)))
    number = first + read * pow(_STRIDE, -1, room) % room
    return number if 0 < number < 2**31 else None


def _written(number: int, length: int) -> str:
    signs = []
    for _ in range(length):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(reversed(signs))
