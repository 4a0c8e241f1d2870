"""The receipt: what the prospect is told by e-mail, in the owner's words and in none of theirs."""

import hashlib
import hmac
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from blog.inquiries import links
from blog.inquiries.reference import reference
from blog.intake import store as intake
from blog.outbox.compose import BadAddress, ascii_address
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter

_MOST_A_DAY = 3
_A_DAY = 86_400
_PLACE = re.compile(r"\{(reference|site|status)\}")
# Addresses that no person reads, or that send on what they get to many.
_NOBODY = re.compile(
    r"(?:.*[._-])?(?:no|do[._-]?not|dont)[._-]?reply\d*(?:[._+-].*)?"
    r"|reply\+.*|notifications?|newsletters?"
    r"|(?:.*[._-])?(?:mailer-?daemon|daemon|postmaster|bounces?|listserv|listproc|majordomo|mailman"
    r"|sympa|autoresponder|auto-?reply|vacation|undisclosed)(?:[._+=-].*)?"
    r"|prvs=.*|owner-.*|.*-(?:request|owner|admin|subscribe|unsubscribe|join|leave|confirm|relay)",
    re.IGNORECASE,
)
_OF_LISTS = re.compile(
    r"(?:lists?|bounces?|listserv|mailman)\..*|(?:.*\.)?(?:googlegroups\.com|yahoogroups\.com|groups\.io)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """The owner's; `ours` are the office's own addresses, which never get a receipt."""

    subject: str
    text: str
    ours: frozenset[str] = field(default=frozenset(), repr=False)


def owed(
    session: Session, email: str, inquiry_id: int, *, words: Words, office: Office, now: datetime
) -> Letter | None:
    """The receipt, unless its address is one that answers by itself, sends on, or is our own, or
    has had three within a day. Nothing that the sender typed stands in it."""
    if is_nobody(email) or _mailbox(email) in set(map(_mailbox, words.ours)):
        return None
    if not _is_free(session, f"receipt {_keyed(_mailbox(email), office.secret)}", now=now):
        return None
    path = links.status(inquiry_id, written_at=now, secret=office.secret)
    said = {
        "reference": reference(inquiry_id),
        "site": office.site_name,
        "status": f"{office.public_url}{path}",
    }
    subject = _filled(words.subject, said)
    if said["reference"] not in subject:
        subject = f"{subject} ({said['reference']})".strip()
    return Letter(
        recipient=email,
        subject=subject,
        body=_filled(words.text, said),
        about="receipt",
        about_id=inquiry_id,
        auto="auto-replied",
    )


def is_nobody(email: str) -> bool:
    """Whether a machine or a mailing list has this address, as far as it can be told from it."""
    local, _, domain = email.rpartition("@")
    return bool(_NOBODY.fullmatch(local) or _OF_LISTS.fullmatch(domain))


def _filled(text: str, said: dict[str, str]) -> str:
    """In one go, so that what is filled in is not filled in again; other braces stay."""
    return _PLACE.sub(lambda place: said[place[1]], text)


def _is_free(session: Session, key: str, *, now: datetime) -> bool:
    """Whether one of the day's places is; each is taken for a day from the moment it is taken, so
    that no stretch of a day holds more than three."""
    places = (f"{key} {place}" for place in range(_MOST_A_DAY))
    return any(intake.count(session, it, seconds=_A_DAY, now=now) == 1 for it in places)


def _mailbox(email: str) -> str:
    """The same for all addresses of one mailbox."""
    local, _, domain = email.rpartition("@")
    with suppress(BadAddress):
        local, _, domain = ascii_address(email).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}".casefold()


def _keyed(mailbox: str, secret: str) -> str:
    """Without the site's key it says nothing of it."""
    return hmac.new(secret.encode(), mailbox.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
