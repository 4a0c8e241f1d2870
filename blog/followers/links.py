"""The links in letters to followers: to say yes, to stop, to stop them all."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from blog import signed
from blog.followers.model import Follower
from blog.outbox.office import Office

CONFIRM_WITHIN = timedelta(days=30)
_STOP_WITHIN = timedelta(days=5 * 366)  # a letter is kept for years, and has to stay good for it
_NUMBERS = 3


class Purpose(StrEnum):
    CONFIRM = "confirm"
    STOP = "stop"
    STOP_ALL = "stop-all"


@dataclass(frozen=True, kw_only=True)
class Link:
    """`comment_id` is 0 where it is about no single comment. `mark` is made of the address with
    the site's key: SQLite may give a follower's number to another once it is deleted."""

    follower_id: int
    comment_id: int
    mark: int


def confirm_url(follower: Follower, *, office: Office, now: datetime) -> str:
    return _url(Purpose.CONFIRM, follower, 0, until=now + CONFIRM_WITHIN, office=office)


def stop_url(follower: Follower, comment_id: int, *, office: Office, now: datetime) -> str:
    return _url(Purpose.STOP, follower, comment_id, until=now + _STOP_WITHIN, office=office)


def stop_all_url(follower: Follower, *, office: Office, now: datetime) -> str:
    return _url(Purpose.STOP_ALL, follower, 0, until=now + _STOP_WITHIN, office=office)


def read(token: str, purpose: Purpose, *, secret: str, now: datetime) -> Link | None:
    """None for a forged or expired one, or one for another purpose."""
    found = signed.numbers_in(token, purpose=_salt(purpose), secret=secret, now=now, count=_NUMBERS)
    if found is None:
        return None
    follower_id, comment_id, mark = found
    return Link(follower_id=follower_id, comment_id=comment_id, mark=mark)


def is_for(link: Link, follower: Follower, *, secret: str) -> bool:
    return link.follower_id == follower.id and link.mark == _mark(follower, secret)


def _url(
    purpose: Purpose, follower: Follower, comment_id: int, *, until: datetime, office: Office
) -> str:
    token = signed.sign(
        follower.id,
        comment_id,
        _mark(follower, office.secret),
        purpose=_salt(purpose),
        until=until,
        secret=office.secret,
    )
    return f"{office.public_url}/answers/{purpose}/{token}"


def _mark(follower: Follower, secret: str) -> int:
    keyed = hmac.new(secret.encode(), f"follower {follower.email_key}".encode(), hashlib.sha256)
    return int.from_bytes(keyed.digest()[:5])


def _salt(purpose: Purpose) -> str:
    return f"{purpose} letters about answers"
