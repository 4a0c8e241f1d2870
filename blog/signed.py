"""Links that carry their own permission: signed, for one purpose, until a certain time."""

from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer


def sign(*numbers: int, purpose: str, until: datetime, secret: str) -> str:
    """Equal numbers, purposes and times give equal tokens, so a second answer equals the first."""
    return _signer(purpose, secret).dumps([*numbers, int(until.timestamp())])


def numbers_in(
    token: str, *, purpose: str, secret: str, now: datetime, count: int = 1
) -> tuple[int, ...] | None:
    """The numbers that were signed; None for a forged, foreign or expired token."""
    try:
        found = _signer(purpose, secret).loads(token)
    except (BadData, TypeError, ValueError):
        return None
    if not isinstance(found, list) or len(found) != count + 1:
        return None
    if not all(isinstance(number, int) for number in found) or found[-1] < now.timestamp():
        return None
    return tuple(found[:-1])


def number_in(token: str, *, purpose: str, secret: str, now: datetime) -> int | None:
    """The one number that was signed; None for a forged, foreign or expired token."""
    found = numbers_in(token, purpose=purpose, secret=secret, now=now)
    return found[0] if found else None


def _signer(purpose: str, secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=purpose)
