"""What posts are filed under, in and out of the database."""

from collections.abc import Iterable

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.terms.model import Category, PostCategory, PostTag, Tag
from blog.text.plain import one_line, slug_from

LONGEST_NAME = 100
_a_tag: Table = Tag.__table__  # type: ignore[assignment]


def file_under(
    session: Session, post_id: int, *, category_ids: Iterable[int], tags: Iterable[str]
) -> None:
    """These and no others; tags that are new are made, categories that are gone are left out."""
    session.execute(delete(PostCategory).where(PostCategory.post_id == post_id))
    session.execute(delete(PostTag).where(PostTag.post_id == post_id))
    known = set(session.scalars(select(Category.id).where(Category.id.in_(list(category_ids)))))
    session.add_all(PostCategory(post_id=post_id, category_id=it) for it in known)
    wanted = {_tag(session, name).id for name in map(one_line, tags) if name}
    session.add_all(PostTag(post_id=post_id, tag_id=it) for it in wanted)
    session.flush()


def categories_of(session: Session, post_id: int) -> list[Category]:
    found = select(Category).join(PostCategory, PostCategory.category_id == Category.id)
    return list(
        session.scalars(found.where(PostCategory.post_id == post_id).order_by(Category.name))
    )


def tags_of(session: Session, post_id: int) -> list[Tag]:
    found = select(Tag).join(PostTag, PostTag.tag_id == Tag.id)
    return list(session.scalars(found.where(PostTag.post_id == post_id).order_by(Tag.name)))


def _tag(session: Session, name: str) -> Tag:
    slug = slug_from(name)
    found = session.scalar(select(Tag).where(Tag.slug == slug))
    if found is None:
        insert = insert_into(session.get_bind().dialect.name, _a_tag).on_conflict_do_nothing()
        session.execute(insert.values(slug=slug, name=name[:LONGEST_NAME]))
        found = session.scalars(select(Tag).where(Tag.slug == slug)).one()
    return found
