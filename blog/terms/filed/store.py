"""Under what several posts are filed, asked at once."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from blog.terms.model import Category, PostCategory, PostTag, Tag


def names(session: Session, post_ids: Collection[int]) -> dict[int, list[str]]:
    """Of each its categories in the editors' order, then its tags by name; nothing where it has
    none."""
    if not post_ids:
        return {}
    categories = (
        select(PostCategory.post_id, literal(0).label("kind"), Category.place, Category.name)
        .join(Category, Category.id == PostCategory.category_id)
        .where(PostCategory.post_id.in_(post_ids))
    )
    tags = (
        select(PostTag.post_id, literal(1).label("kind"), literal(0), Tag.name)
        .join(Tag, Tag.id == PostTag.tag_id)
        .where(PostTag.post_id.in_(post_ids))
    )
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(union_all(categories, tags)).all()
    for post_id, _, _, name in sorted((it[0], it[1], it[2], it[3]) for it in rows):
        if name not in found[post_id]:
            found[post_id].append(name)
    return dict(found)
