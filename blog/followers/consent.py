"""What the owner of an address says by a link in a letter. Said twice, it is said once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog.followers import links, store
from blog.followers.links import Link, Purpose
from blog.followers.model import Consent, Follower


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands between us and the address a link was sent to.

    `comment_id` is 0 where the link, or what it was about, is of no single comment any more."""

    follower: Follower
    comment_id: int
    follows: bool

    def is_done(self, purpose: Purpose) -> bool:
        """Whether what the link is for is so already."""
        match purpose:
            case Purpose.CONFIRM:
                return self.follower.consent is Consent.CONFIRMED
            case Purpose.STOP:
                return not self.follows or self.follower.consent is Consent.STOPPED
            case Purpose.STOP_ALL:
                return self.follower.consent is Consent.STOPPED


def standing(session: Session, link: Link, *, secret: str) -> Standing | None:
    """None where we know nothing of that address any more."""
    follower = store.follower(session, link.follower_id)
    if follower is None or not links.is_for(link, follower, secret=secret):
        return None
    following = store.following(session, link.comment_id)
    theirs = following is not None and following.follower_id == follower.id
    return Standing(
        follower=follower,
        comment_id=link.comment_id if theirs else 0,
        follows=theirs and following is not None and following.stopped_at is None,
    )


def say(session: Session, purpose: Purpose, link: Link, *, secret: str, now: datetime) -> None:
    """Do what the link is for. Where we know nothing of the address, there is nothing to do."""
    found = standing(session, link, secret=secret)
    if found is None:
        return
    match purpose:
        case Purpose.CONFIRM:
            store.confirm(session, found.follower.id, now=now)
        case Purpose.STOP:
            store.stop(session, found.comment_id, found.follower.id, now=now)
        case Purpose.STOP_ALL:
            store.stop_all(session, found.follower.id, now=now)
