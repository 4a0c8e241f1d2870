"""Links that carry their own permission: signed, for one purpose, until a certain time."""

from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer


def sign(number: int, *, purpose: str, until: datetime, secret: str) -> str:
    """Equal numbers, purposes and times give equal tokens, so a second answer equals the first."""
    return _signer(purpose, secret).dumps([number, int(until.timestamp())])


def number_in(token: str, *, purpose: str, secret: str, now: datetime) -> int | None:
    """The number that was signed; None for a forged, foreign or expired token."""
    try:
        number, until = _signer(purpose, secret).loads(token)
    except (BadData, TypeError, ValueError):
        return None
    if not isinstance(number, int) or not isinstance(until, int) or until < now.timestamp():
        return None
    return number


def _signer(purpose: str, secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=purpose)
