"""Revisions, what is not saved yet, and who is at it, in and out of the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, exists, func, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.db import insert_into
from blog.posts.model import Post
from blog.posts.write import Draft
from blog.revisions.model import PostDraft, Revision, Writing
from blog.revisions.words import words_of

_LATELY = 20
_draft = cast(Table, PostDraft.__table__)
_writing = cast(Table, Writing.__table__)


# -- what was saved ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A revision as a list shows it; `length` is that of its text."""

    id: int
    title: str
    by: str
    why: str
    at: datetime
    length: int


def keep(
    session: Session,
    post: Post,
    draft: Draft,
    *,
    by: str,
    why: str = "",
    born: str = "",
    now: datetime,
) -> None:
    words: dict[str, Any] = words_of(draft) | ({"born": born} if born else {})
    kept = {"title": draft.title, "body": draft.body, "words": words}
    session.add(Revision(post_id=post.id, by=by, why=why, at=now, **kept))
    session.flush()


def listed(session: Session, post_id: int, *, number: int, size: int) -> list[Listed]:
    """Newest first; pages of `size`, the first is number 1."""
    columns = (Revision.id, Revision.title, Revision.by, Revision.why, Revision.at)
    found = select(*columns, func.length(Revision.body).label("length"))
    found = found.where(Revision.post_id == post_id).order_by(Revision.id.desc())
    rows = session.execute(found.limit(size).offset((number - 1) * size)).all()
    return [Listed(**row._mapping) for row in rows]


def count(session: Session, post_id: int) -> int:
    found = select(func.count(Revision.id)).where(Revision.post_id == post_id)
    return session.scalar(found) or 0


def has_any(session: Session, post_id: int) -> bool:
    return bool(session.scalar(select(exists().where(Revision.post_id == post_id))))


def revision(session: Session, post_id: int, revision_id: int) -> Revision | None:
    found = select(Revision).where(Revision.post_id == post_id, Revision.id == revision_id)
    return session.scalar(found)


def latest(session: Session, post_id: int) -> Revision | None:
    found = select(Revision).where(Revision.post_id == post_id)
    return session.scalar(found.order_by(Revision.id.desc()).limit(1))


def born(session: Session, *, by: str, born: str) -> Post | None:
    """The post that this page of this editor made lately."""
    if not born:
        return None
    found = select(Revision.post_id, Revision.words).where(Revision.by == by)
    rows = session.execute(found.order_by(Revision.id.desc()).limit(_LATELY)).all()
    post_id = next((post_id for post_id, words in rows if words.get("born") == born), None)
    return session.get(Post, post_id) if post_id else None


def hold(session: Session, author_id: int) -> None:
    """Until the transaction ends, nobody else begins something under this name."""
    session.execute(select(Author.id).where(Author.id == author_id).with_for_update())


# -- what is being written ---------------------------------------------------------------------


def draft(session: Session, post_id: int, editor_id: int) -> PostDraft | None:
    return session.get(PostDraft, (post_id, editor_id))


def keep_draft(session: Session, kept: PostDraft) -> None:
    session.merge(kept)
    session.flush()


def begun(session: Session, editor_id: int, *, born: str) -> Post | None:
    """The post that this page of this editor has begun already."""
    if not born:
        return None
    found = select(PostDraft.post_id, PostDraft.words).where(PostDraft.editor_id == editor_id)
    rows = session.execute(found.order_by(PostDraft.at.desc()).limit(_LATELY)).all()
    post_id = next((post_id for post_id, words in rows if words.get("born") == [born]), None)
    return session.get(Post, post_id) if post_id else None


def drop_draft(session: Session, post_id: int, editor_id: int) -> None:
    mine = (_draft.c.post_id == post_id, _draft.c.editor_id == editor_id)
    session.execute(delete(_draft).where(*mine))


# -- who looks ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody else who has it open."""

    editor_id: int
    writes: bool


def look(
    session: Session, post_id: int, editor_id: int, *, writes_at: datetime | None, now: datetime
) -> None:
    values = {"at": now, "writes_at": writes_at}
    whose = {"post_id": post_id, "editor_id": editor_id}
    keep = insert_into(session.get_bind().dialect.name, _writing).values({**whose, **values})
    session.execute(keep.on_conflict_do_update(index_elements=list(whose), set_=values))


def look_away(session: Session, post_id: int, editor_id: int, *, old_before: datetime) -> None:
    """Rows that have meant nothing for long go as well."""
    mine = (_writing.c.post_id == post_id) & (_writing.c.editor_id == editor_id)
    session.execute(delete(_writing).where(mine | (_writing.c.at < old_before)))


def others(session: Session, post_id: int, *, but: int, since: datetime) -> list[Other]:
    """Who else has had it open since then, and whether they have written since then."""
    found = (
        select(Writing)
        .where(Writing.post_id == post_id, Writing.editor_id != but, Writing.at >= since)
        .order_by(Writing.editor_id)
    )
    return [
        Other(editor_id=row.editor_id, writes=bool(row.writes_at and row.writes_at >= since))
        for row in session.scalars(found)
    ]
