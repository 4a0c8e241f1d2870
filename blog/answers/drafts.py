"""Keeping an answer while it is written: a later text never gives way to an older one unsaid."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.answers import store
from blog.answers.model import AnswerDraft
from blog.text.plain import is_blank

NONE = ""


class Newer(Exception):
    """Another page of the same editor kept another text meanwhile; None: it was sent there."""

    def __init__(self, draft: AnswerDraft | None) -> None:
        super().__init__("Another text was kept meanwhile.")
        self.draft = draft


def version(draft: AnswerDraft | None) -> str:
    """Tells one kept text from another: the moment it was kept."""
    return draft.at.isoformat() if draft else NONE


def keep(
    session: Session,
    inquiry_id: int,
    editor_id: int,
    *,
    text: str,
    seen: str,
    by: str,
    now: datetime,
) -> str:
    """Keep it in place of the version that was `seen`; the version it is now.

    What shows nothing is not kept, and neither is what was sent. Raises Newer."""
    kept = store.draft(session, inquiry_id, editor_id)
    mine = [it for it in store.answers_to(session, inquiry_id) if it.by == by]
    if kept is None and mine and mine[-1].text == text.strip():
        return NONE
    if kept is None and mine and seen and mine[-1].at.isoformat() >= seen:
        raise Newer(None)
    if kept is not None and kept.text != text and version(kept) != seen:
        raise Newer(kept)
    if is_blank(text):
        store.drop_draft(session, inquiry_id, editor_id)
        return NONE
    if kept is not None and kept.text == text:
        return version(kept)
    store.keep_draft(session, inquiry_id, editor_id, text=text, now=now)
    return now.isoformat()


def sent(session: Session, inquiry_id: int, editor_id: int, *, text: str, seen: str) -> None:
    """What was sent needs no keeping. Another text, kept by another page since, stays."""
    kept = store.draft(session, inquiry_id, editor_id)
    if kept and (version(kept) == seen or text.startswith(kept.text.strip())):
        store.drop_draft(session, inquiry_id, editor_id)
