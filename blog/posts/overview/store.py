"""The desk's lists of posts and pages, out of the database."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from blog.posts.model import Kind, Post, Standing
from blog.posts.overview.asked import Found, Piece, Wanted
from blog.posts.overview.tree import in_a_tree
from blog.text.fold import words_in

_LIGHT = (Post.id, Post.standing, Post.title, Post.parent_id, Post.place)
_SHOWN = tuple(getattr(Post, name) for name in Piece.__annotations__ if name != "depth")


def found(session: Session, wanted: Wanted, standing: Standing | None) -> Found:
    """`standing` None is everything but the trash. What was changed last comes first; what is
    scheduled, by its time; pages, where all of them are shown, as the tree they are."""
    light = _light(session, wanted, by_time=standing is Standing.SCHEDULED)
    counts: Counter[Standing | None] = Counter(row.standing for row in light)
    counts[None] = len(light) - counts[Standing.TRASH]
    here = [row for row in light if _belongs(row.standing, standing)]
    if standing is None and wanted.kind is Kind.PAGE and not wanted.is_narrowed:
        depths = in_a_tree((row.id, row.parent_id, (row.place, row.title)) for row in here)
        return Found(counts=counts, ids=list(depths), depths=depths)
    return Found(counts=counts, ids=[row.id for row in here], depths={})


def pieces(session: Session, ids: Sequence[int], depths: dict[int, int]) -> list[Piece]:
    """These, in this order."""
    rows = session.execute(select(*_SHOWN).where(Post.id.in_(ids)))
    known = {row.id: row for row in rows}
    return [Piece(**known[it]._mapping, depth=depths.get(it, 0)) for it in ids if it in known]


def piece(session: Session, post_id: int) -> Piece | None:
    return next(iter(pieces(session, [post_id], {})), None)


def _light(session: Session, wanted: Wanted, *, by_time: bool) -> list[Any]:
    """Words are looked for here, since one of the databases knows the case of English only."""
    order = (Post.publish_at, Post.id) if by_time else (Post.updated_at.desc(), Post.id.desc())
    rows = select(*_LIGHT).where(Post.kind == wanted.kind).order_by(*order)
    if wanted.author_id is not None:
        rows = rows.where(Post.author_id == wanted.author_id)
    asked = words_in(wanted.words)
    return [row for row in session.execute(rows) if not asked or _has(row.title, asked)]


def _has(title: str, asked: Iterable[str]) -> bool:
    said = " ".join(words_in(title))
    return all(word in said for word in asked)


def _belongs(standing: Standing, asked: Standing | None) -> bool:
    return standing is not Standing.TRASH if asked is None else standing is asked
