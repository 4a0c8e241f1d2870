"""Signed-in sessions: begun with a password, known by a token, ended here."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.editors import store
from blog.editors.model import Editor, SignedIn
from blog.editors.store import Present

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class From:
    """Where somebody comes from: the network, never the address, and what the browser calls
    itself."""

    network: str = ""
    browser: str = ""


NOWHERE = From()


def begin(
    session: Session,
    editor: Editor,
    *,
    fresh: str | None,
    now: datetime,
    come_from: From = NOWHERE,
) -> str | None:
    """A token nobody can guess, of which only a hash is kept. Call it when the password was right;
    `fresh` is its new hash where the old one is outdated.

    None where the editor is gone or the password was changed since `editor` was read."""
    seen = editor.password
    if not store.change_password(session, editor.id, seen=seen, to=fresh or seen):
        return None
    store.forget(session, begun_before=now - LONGEST, seen_before=now - IDLE)
    token = secrets.token_urlsafe(32)
    session.add(
        SignedIn(
            editor_id=editor.id,
            token_hash=_hashed(token),
            created_at=now,
            seen_at=now,
            network=come_from.network,
            browser=come_from.browser,
        )
    )
    return token


def who(session: Session, token: str, *, now: datetime) -> Present | None:
    """Whose token this is, unless it lay unused for IDLE or is older than LONGEST."""
    return store.present(session, _hashed(token), begun_after=now - LONGEST, seen_after=now - IDLE)


def open_ones(session: Session, editor_id: int, *, now: datetime) -> list[SignedIn]:
    """Those that still open something, the one seen last first."""
    return store.sessions_of(session, editor_id, begun_after=now - LONGEST, seen_after=now - IDLE)


def is_to_be_noted(present: Present, *, now: datetime) -> bool:
    """Whether it is time to write down that they are here: seldom, so that a look stays cheap."""
    return now - present.seen_at >= _NOTED_EVERY


def end(session: Session, token: str) -> None:
    store.end(session, _hashed(token))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
