"""The links that only the sender of an inquiry has."""

from datetime import datetime, timedelta

from blog import signed

_STATUS, _THANKS, _REHEARSAL = "see status", "see thanks", "rehearsal"
_STATUS_FOR, _THANKS_FOR = timedelta(days=180), timedelta(days=14)
REHEARSAL_HEADER = "X-Dropline-Rehearsal"


def status(inquiry_id: int, *, written_at: datetime, secret: str) -> str:
    """The path of the page that says where it stands."""
    until = written_at + _STATUS_FOR
    token = signed.sign(inquiry_id, purpose=_STATUS, until=until, secret=secret)
    return f"/contact/status/?inquiry={token}"


def thanks(inquiry_id: int, *, written_at: datetime, secret: str) -> str:
    until = written_at + _THANKS_FOR
    token = signed.sign(inquiry_id, purpose=_THANKS, until=until, secret=secret)
    return f"/contact/thanks/?inquiry={token}"


def number_of_status(token: str, *, secret: str, now: datetime) -> int | None:
    return signed.number_in(token, purpose=_STATUS, secret=secret, now=now)


def number_of_thanks(token: str, *, secret: str, now: datetime) -> int | None:
    return signed.number_in(token, purpose=_THANKS, secret=secret, now=now)


def rehearsal(number: int, *, until: datetime, secret: str) -> str:
    """What stands in the header of an inquiry that the site itself sends."""
    return signed.sign(number, purpose=_REHEARSAL, until=until, secret=secret)


def is_rehearsal(token: str, *, secret: str, now: datetime) -> bool:
    """Whether the site itself sends this, to see that inquiries arrive."""
    return signed.number_in(token, purpose=_REHEARSAL, secret=secret, now=now) is not None
