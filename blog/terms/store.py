"""Categories, and what each post is filed under, in and out of the database."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from blog.terms.model import Category, PostCategory, PostTag, Tag
from blog.terms.tags import store as tags_store
from blog.terms.tags.store import SlugTaken
from blog.terms.tree import Tree
from blog.text.plain import is_blank, one_line

_IN_ORDER = select(Category).order_by(Category.place, Category.id)


def file_under(
    session: Session, post_id: int, *, category_ids: Iterable[int], tags: Iterable[str]
) -> None:
    """These and no others; tags that are new are made, categories that are gone are left out."""
    # Each is held before anything is written, so that none is deleted meanwhile.
    known = _held(session, set(category_ids))
    wanted = {tags_store.called(session, name).id for name in _names(tags)}
    session.execute(delete(PostCategory).where(PostCategory.post_id == post_id))
    session.execute(delete(PostTag).where(PostTag.post_id == post_id))
    session.add_all(PostCategory(post_id=post_id, category_id=it) for it in known)
    session.add_all(PostTag(post_id=post_id, tag_id=it) for it in wanted)
    session.flush()


def _names(typed: Iterable[str]) -> list[str]:
    return sorted({name for name in map(one_line, typed) if not is_blank(name)})


def _held(session: Session, category_ids: set[int]) -> list[int]:
    found = select(Category.id).where(Category.id.in_(category_ids)).order_by(Category.id)
    return list(session.scalars(found.with_for_update(read=True, key_share=True)))


def categories_of(session: Session, post_id: int) -> list[Category]:
    """Those at the top of the tree first, then in the editors' order."""
    found = select(Category).join(PostCategory, PostCategory.category_id == Category.id)
    is_below = Category.parent_id.is_not(None)
    return list(
        session.scalars(
            found.where(PostCategory.post_id == post_id).order_by(
                is_below, Category.place, Category.id
            )
        )
    )


def tags_of(session: Session, post_id: int) -> list[Tag]:
    found = select(Tag).join(PostTag, PostTag.tag_id == Tag.id)
    return list(session.scalars(found.where(PostTag.post_id == post_id).order_by(Tag.name)))


def tree(session: Session) -> Tree:
    return Tree(session.scalars(_IN_ORDER))


def tree_to_change(session: Session) -> Tree:
    """The same; nobody else arranges those that are there until this transaction ends."""
    every = select(Category).order_by(Category.id).with_for_update(key_share=True)
    session.scalars(every).all()
    session.expire_all()
    return tree(session)


def post_counts(session: Session) -> dict[int, int]:
    """How many posts, whatever their standing, are filed under each category itself."""
    category = PostCategory.category_id
    counted = session.execute(select(category, func.count()).group_by(category))
    return {row[0]: row[1] for row in counted}


def post_count(session: Session, category_id: int) -> int:
    found = select(func.count()).where(PostCategory.category_id == category_id)
    return session.scalar(found) or 0


def add(session: Session, *, name: str, slug: str, about: str, parent_id: int | None) -> Category:
    """Behind the others there. Raises SlugTaken."""
    new = Category(name=name, slug=slug, about=about, parent_id=parent_id)
    new.place = _last_place(session, parent_id) + 1
    session.add(new)
    _flush(session, slug)
    return new


def change(
    session: Session, category_id: int, *, name: str, slug: str, about: str, parent_id: int | None
) -> None:
    """Under another parent it comes behind the others there. Raises SlugTaken."""
    row = session.get_one(Category, category_id)
    if row.parent_id != parent_id:
        row.place = _last_place(session, parent_id) + 1
    row.name, row.slug, row.about, row.parent_id = name, slug, about, parent_id
    _flush(session, slug)


def arrange(session: Session, ids: Sequence[int]) -> None:
    """In this order."""
    for place, category_id in enumerate(ids, start=1):
        session.get_one(Category, category_id).place = place
    session.flush()


def hang(session: Session, ids: Sequence[int], *, under: int | None) -> None:
    """These under that one, or at the top, in this order."""
    for category_id in ids:
        session.get_one(Category, category_id).parent_id = under
    arrange(session, ids)


def remove(session: Session, category_id: int) -> None:
    session.execute(delete(Category).where(Category.id == category_id))


def _last_place(session: Session, parent_id: int | None) -> int:
    there = select(func.max(Category.place)).where(
        Category.parent_id.is_not_distinct_from(parent_id)
    )
    return session.scalar(there) or 0


def _flush(session: Session, slug: str) -> None:
    """PostgreSQL lets two look for one free address at once; the second learns it here."""
    try:
        session.flush()
    except IntegrityError as taken:
        raise SlugTaken(slug) from taken
