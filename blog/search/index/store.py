"""Keeping what is found in line with what is published."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.posts.model import Post, Standing
from blog.search.index import words
from blog.search.model import Kin, Sought
from blog.terms.model import Category, PostCategory, PostTag, Tag

_PUBLISHED = select(Post.id, Post.version).where(Post.standing == Standing.PUBLISHED)
_MADE = select(Sought.post_id, Sought.version)
# Sets beside each other, each read from an index alone: rows have whole texts in them.
_UNMADE = _PUBLISHED.except_(_MADE).limit(bindparam("most"))
_GONE = (
    select(Sought.post_id)
    .except_(select(Post.id).where(Post.standing == Standing.PUBLISHED))
    .limit(bindparam("most"))
)
_UNWEIGHED = select(Sought.post_id).where(Sought.weighed != Sought.version).limit(bindparam("most"))


def unmade(session: Session, *, most: int) -> list[int]:
    """Published ones that are found by what they said before, or not at all."""
    return list(session.scalars(_UNMADE, {"most": most}))


def gone(session: Session, *, most: int) -> list[int]:
    """Those that are found and that readers do not see any more."""
    return list(session.scalars(_GONE, {"most": most}))


def unweighed(session: Session, *, most: int) -> list[int]:
    """Those whose kin were not looked for since they were last changed."""
    return list(session.scalars(_UNWEIGHED, {"most": most}))


def missing(session: Session) -> tuple[int, int]:
    """How many published ones search does not find as they are, and how many there are."""
    lacking = _PUBLISHED.except_(_MADE).subquery()
    published = select(func.count()).where(Post.standing == Standing.PUBLISHED)
    return (
        session.scalar(select(func.count()).select_from(lacking)) or 0,
        session.scalar(published) or 0,
    )


def names(session: Session) -> str:
    """Tells all names of categories and tags from any others."""
    found = (
        f"{kind} {row.id} {row.name}"
        for kind, of in (("category", Category), ("tag", Tag))
        for row in session.execute(select(of.id, of.name))
    )
    return words.mark_of(list(found))


def misfiled(session: Session) -> list[int]:
    """Those that are filed by other names than they are found by."""
    filed = _names_of(session, None)
    made = session.execute(select(Sought.post_id, Sought.mark))
    return [post_id for post_id, mark in made if mark != words.mark_of(filed.get(post_id, ()))]


def read(session: Session, ids: Collection[int]) -> list[dict[str, Any]]:
    """The words of those that are published, to be kept."""
    columns = (Post.id, Post.standing, Post.version, Post.title, Post.lead, Post.html)
    wanted = select(*columns).where(Post.id.in_(ids))
    filed = _names_of(session, ids)
    return [
        {
            "post_id": row.id,
            "version": row.version,
            "mark": words.mark_of(filed.get(row.id, ())),
            "weighed": 0,
            "title": words.of_line(row.title),
            "lead": words.of_line(row.lead),
            "filed": words.of_names(filed.get(row.id, ())),
            "body": words.of_html(row.html),
        }
        for row in session.execute(wanted.order_by(Post.id))
        if row.standing is Standing.PUBLISHED
    ]


def keep(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Of those that are still there; who does it at the same time keeps the same."""
    ids = [row["post_id"] for row in rows]
    held = select(Post.id).where(Post.id.in_(ids)).order_by(Post.id)
    there = set(session.scalars(held.with_for_update(read=True, key_share=True)))
    kept = [row for row in rows if row["post_id"] in there]
    if not kept:
        return
    new = insert_into(session.get_bind().dialect.name, Sought.__table__)  # type: ignore[arg-type]
    said = {name: new.excluded[name] for name in kept[0] if name != "post_id"}
    session.execute(new.on_conflict_do_update(index_elements=["post_id"], set_=said), kept)


def drop(session: Session, ids: Collection[int]) -> None:
    """They are found no more, and kin to nothing."""
    session.execute(delete(Sought).where(Sought.post_id.in_(ids)))
    session.execute(delete(Kin).where(Kin.post_id.in_(ids) | Kin.other_id.in_(ids)))


def note_weighed(session: Session, post_id: int, *, version: int) -> None:
    session.execute(
        update(Sought)
        .where(Sought.post_id == post_id, Sought.version == version)
        .values(weighed=version)
    )


def _names_of(session: Session, ids: Collection[int] | None) -> dict[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    for pair, term, key in (
        (PostCategory, Category, PostCategory.category_id),
        (PostTag, Tag, PostTag.tag_id),
    ):
        filed = select(pair.post_id, term.name).join(term, term.id == key)
        for post_id, name in session.execute(
            filed if ids is None else filed.where(pair.post_id.in_(ids))
        ):
            found[post_id].append(name)
    return found
