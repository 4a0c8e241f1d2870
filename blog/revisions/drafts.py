"""Keeping what is written and not saved: a later text never gives way to an older one unsaid."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from blog.posts.model import Post
from blog.revisions import store
from blog.revisions.model import PostDraft
from blog.text.plain import clean_text

_NO_WORDS = frozenset(("body", "csrf_token", "act", "seen", "version", "born", "sent"))


class Newer(Exception):
    """Another page of the same editor kept another text meanwhile."""

    def __init__(self, draft: PostDraft) -> None:
        super().__init__("Another text was kept meanwhile.")
        self.draft = draft


def keep(
    session: Session,
    post: Post,
    editor_id: int,
    *,
    body: str,
    words: Mapping[str, Any],
    seen: int,
    version: int,
    now: datetime,
) -> int:
    """Keep it in place of the kept `version` (0: of none); the version it is now.

    `words` are the fields as they were typed. The post is to be held fast. Raises Newer."""
    kept = store.draft(session, post.id, editor_id)
    if kept and (kept.body, kept.words) == (body, words):
        return kept.version
    if kept and kept.version != version:
        raise Newer(kept)
    store.keep_draft(
        session,
        PostDraft(
            post_id=post.id,
            editor_id=editor_id,
            body=body,
            words=dict(words),
            seen=seen,
            version=version + 1,
            at=now,
        ),
    )
    return version + 1


def saved(session: Session, post_id: int, editor_id: int, *, body: str, version: int) -> None:
    """What was saved needs no keeping. Another text, kept by another page since, stays."""
    kept = store.draft(session, post_id, editor_id)
    if kept and (kept.version == version or body.startswith(kept.body.rstrip())):
        store.drop_draft(session, post_id, editor_id)


def fields_in(typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """All that was typed or ticked, but for the text, which is kept apart, and for what the page
    itself sends along."""
    return {
        name[:50]: [clean_text(it) for it in values]
        for name, values in typed.items()
        if name not in _NO_WORDS
    }
