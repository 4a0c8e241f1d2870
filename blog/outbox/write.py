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

    `unsubscribe_url` takes one POST to end letters of its kind (RFC 8058)."""

    recipient: str
    subject: str
    body: str
    reply_to: str = ""
    reply_to_name: str = ""
    about: str
    about_id: int
    unsubscribe_url: str = ""


def write(session: Session, draft: Draft, *, domain: str, now: datetime) -> None:
    """Owe this letter from the commit on; it is due at once.

    Its Message-ID is fixed here, under `domain`: should a second copy leave, it can be told."""
    store.add(
        session,
        {
            "recipient": draft.recipient,
            "reply_to": draft.reply_to,
            "reply_to_name": one_line(draft.reply_to_name)[:_LONGEST_NAME],
            "subject": one_line(draft.subject)[:_LONGEST_SUBJECT],
            "body": clean_text(draft.body),
            "unsubscribe_url": draft.unsubscribe_url,
            "message_id": f"<{secrets.token_urlsafe(12)}@{domain}>",
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
