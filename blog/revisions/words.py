"""What a revision holds of a post: every field of the form, as JSON can say it."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from blog.posts.model import Kind
from blog.posts.write import Draft
from blog.text.plain import clean_text, one_line, slug_from


def words_of(draft: Draft) -> dict[str, Any]:
    """All but the text, which has a column of its own."""
    words = asdict(draft)
    del words["body"]
    until = draft.expires_at
    return {
        **words,
        "kind": str(draft.kind),
        "category_ids": list(draft.category_ids),
        "tags": list(draft.tags),
        "expires_at": until.isoformat() if until else None,
    }


def draft_of(body: str, words: Mapping[str, Any]) -> Draft:
    """What to write in order to have the post as it was."""
    known = {name: words[name] for name in Draft.__dataclass_fields__ if name in words}
    until = known.get("expires_at")
    known.update(
        body=body,
        kind=Kind(known.get("kind", Kind.POST)),
        category_ids=tuple(known.get("category_ids", ())),
        tags=tuple(known.get("tags", ())),
        expires_at=datetime.fromisoformat(until) if until else None,
    )
    return Draft(**known)


def is_same(one: Draft, other: Draft) -> bool:
    """Whether a post would say the same of both."""
    return _tidy(one) == _tidy(other)


def _tidy(draft: Draft) -> Draft:
    return replace(
        draft,
        title=one_line(draft.title),
        lead=one_line(draft.lead),
        body=clean_text(draft.body),
        description=one_line(draft.description),
        picture_alt=one_line(draft.picture_alt),
        category_ids=tuple(sorted(set(draft.category_ids))),
        tags=tuple(sorted({slug_from(it) for it in draft.tags if it.strip()})),
    )
