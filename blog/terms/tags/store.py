"""Tags, in and out of the database."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, exists, func, literal, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.terms.model import PostTag, Tag
from blog.text.numbered import free
from blog.text.plain import slug_from

LONGEST_NAME = 100
_TRIES = 5
_IS_USED = exists().where(PostTag.tag_id == Tag.id)


class SlugTaken(Exception):
    """Another one of its kind stands at this address."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A tag, and how many posts, whatever their standing, have it."""

    id: int
    slug: str
    name: str
    posts: int


def tag(session: Session, tag_id: int) -> Tag | None:
    return session.get(Tag, tag_id)


def at(session: Session, slug: str) -> Tag | None:
    return session.scalar(select(Tag).where(Tag.slug == slug))


def of_ids(session: Session, tag_ids: Iterable[int]) -> list[Tag]:
    """By their names."""
    found = select(Tag).where(Tag.id.in_(set(tag_ids)))
    return list(session.scalars(found.order_by(func.lower(Tag.name), Tag.id)))


def named(session: Session, name: str) -> Tag | None:
    """The tag of this name, in large or small letters."""
    slug, sought = slug_from(name), name.casefold()
    same = or_(Tag.name == name, func.lower(Tag.name) == name.lower())
    like_it = or_(same, Tag.slug == slug, Tag.slug.startswith(f"{slug}-"))
    found = session.scalars(select(Tag).where(like_it).order_by(Tag.id))
    return next((it for it in found if it.name.casefold() == sought), None)


def called(session: Session, name: str) -> Tag:
    """The tag of this name, made now if need be; nobody deletes it until this transaction ends."""
    name = name[:LONGEST_NAME].strip()
    for _ in range(_TRIES):
        slug = free_slug(session, slug_from(name))  # before looking: who is first has this one
        found = named(session, name)
        if found is not None:
            if _is_held(session, found.id):
                return found
            session.expunge(found)  # somebody has just deleted it
        elif new := _added(session, name, slug):
            return new
    raise LookupError("Others took every address that this tag could have.")


def _is_held(session: Session, tag_id: int) -> bool:
    found = select(Tag.id).where(Tag.id == tag_id).with_for_update(read=True, key_share=True)
    return session.scalar(found) is not None


def _added(session: Session, name: str, slug: str) -> Tag | None:
    """None where another took its address in this very moment."""
    new = Tag(slug=slug, name=name)
    try:
        with session.begin_nested():
            session.add(new)
            session.flush()
    except IntegrityError:
        return None
    return new


def free_slug(session: Session, slug: str) -> str:
    return free(slug, set(session.scalars(select(Tag.slug).where(Tag.slug.startswith(slug)))))


def to_change(session: Session, tag_ids: Iterable[int]) -> dict[int, Tag]:
    """As they are now, and nobody else changes them or files under them until this transaction
    ends; those that are gone are left out."""
    found = select(Tag).where(Tag.id.in_(set(tag_ids))).order_by(Tag.id)
    held = session.scalars(found.with_for_update().execution_options(populate_existing=True))
    return {it.id: it for it in held}


def page_of(session: Session, *, unused: bool, number: int, size: int) -> list[Counted]:
    """By their names; the first page is number 1."""
    posts = select(func.count()).where(PostTag.tag_id == Tag.id).scalar_subquery()
    found = select(Tag.id, Tag.slug, Tag.name, posts.label("posts"))
    found = found.where(~_IS_USED) if unused else found
    rows = session.execute(
        found.order_by(func.lower(Tag.name), Tag.id).limit(size).offset((number - 1) * size)
    )
    return [Counted(**row._mapping) for row in rows]


def count(session: Session, *, unused: bool = False) -> int:
    found = select(func.count(Tag.id))
    return session.scalar(found.where(~_IS_USED) if unused else found) or 0


def post_count(session: Session, tag_id: int) -> int:
    return session.scalar(select(func.count()).where(PostTag.tag_id == tag_id)) or 0


def change(session: Session, tag: Tag, *, name: str, slug: str) -> None:
    """Raises SlugTaken where another has taken the address in this very moment."""
    tag.name, tag.slug = name, slug
    try:
        session.flush()
    except IntegrityError as taken:
        raise SlugTaken(slug) from taken


def pass_on(session: Session, tag_id: int, *, to: int) -> None:
    """What has the one tag has the other as well."""
    theirs = select(PostTag.post_id, literal(to)).where(PostTag.tag_id == tag_id)
    given = insert_into(session.get_bind().dialect.name, PostTag.__table__)  # type: ignore[arg-type]
    session.execute(given.from_select(["post_id", "tag_id"], theirs).on_conflict_do_nothing())


def remove(session: Session, tag_id: int) -> None:
    session.execute(delete(Tag).where(Tag.id == tag_id))
