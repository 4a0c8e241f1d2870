"""What a post is filed under, and by whom, as the lines on its page lead there."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.authors import store as authors
from blog.authors.address import path_of
from blog.posts.model import Post
from blog.terms import store as terms
from blog.terms.address import of_category, of_tag
from blog.text.plain import slug_from


@dataclass(frozen=True, kw_only=True)
class Filed:
    """Each term as its address and its name, the categories in the editors' order; the author as
    an address, empty where there is none."""

    categories: tuple[tuple[str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    author: str = ""


def filed(session: Session, post: Post) -> Filed:
    """As it is saved."""
    categories, tagged = terms.categories_of(session, post.id), terms.tags_of(session, post.id)
    author = authors.author(session, post.author_id) if post.author_id else None
    return Filed(
        categories=tuple((of_category(it.slug), it.name) for it in categories),
        tags=tuple((of_tag(it.slug), it.name) for it in tagged),
        author=path_of(author.slug) if author else "",
    )


def filed_under(categories: Iterable[tuple[str, str]], tags: Iterable[str]) -> Filed:
    """As it would be, of no author yet; categories are each a slug and a name."""
    return Filed(
        categories=tuple((of_category(slug), name) for slug, name in categories),
        tags=tuple((of_tag(slug_from(name)), name) for name in tags),
    )
