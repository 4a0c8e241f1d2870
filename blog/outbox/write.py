"""Writing a letter: a row, in the transaction of the thing it reports."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog.outbox import store
from blog.outbox.model import Stage
from blog.text.plain import clean_text, one_line

_LONGEST_SUBJECT = 300
_LONGEST_NAME = 245


@dataclass(frozen=True, kw_only=True)
class Draft:
    """To one recipient; `about` and `about_id` name what it reports ("inquiry", 7).

    `unsubscribe_url` takes one POST to end letters of its kind (RFC 8058). `sender_name` stands
    in From instead of the site's; `in_reply_to` and `refs` name earlier letters by Message-ID;
    `auto` is "auto-replied" for what answers a person without a person, empty for what a person
    wrote; `via` is the way it leaves, empty for the usual one."""

    recipient: str
    subject: str
    body: str
    reply_to: str = ""
    reply_to_name: str = ""
    about: str
    about_id: int
    unsubscribe_url: str = ""
    sender_name: str = ""
    in_reply_to: str = ""
    refs: tuple[str, ...] = ()
    auto: str = "auto-generated"
    via: str = ""


def write(session: Session, draft: Draft, *, domain: str, now: datetime) -> str:
    """Owe this letter from the commit on; it is due at once. Its Message-ID.

    That is fixed here, under `domain`: should a second copy leave, it can be told."""
    message_id = f"<{secrets.token_urlsafe(12)}@{domain}>"
    store.add(
        session,
        {
            "recipient": draft.recipient,
            "reply_to": draft.reply_to,
            "reply_to_name": one_line(draft.reply_to_name)[:_LONGEST_NAME],
            "subject": one_line(draft.subject)[:_LONGEST_SUBJECT],
            "body": clean_text(draft.body),
            "unsubscribe_url": draft.unsubscribe_url,
            "message_id": message_id,
            "sender_name": one_line(draft.sender_name)[:_LONGEST_NAME],
            "in_reply_to": draft.in_reply_to,
            "refs": " ".join(draft.refs),
            "auto": draft.auto,
            "via": draft.via,
            "why": "",
            "about": draft.about,
            "about_id": draft.about_id,
            "stage": Stage.DUE,
            "attempts": 0,
            "last_answer": "",
            "claimed_by": "",
            "created_at": now,
            "due_at": now,
        },
    )
    return message_id
