"""The reference of an inquiry: short enough for the phone, and it does not tell how many came."""

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_SHORTEST = 4
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


def _written(number: int, length: int) -> str:
    signs = []
    for _ in range(length):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(reversed(signs))
