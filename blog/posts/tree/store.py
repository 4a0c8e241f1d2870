"""The tree of pages, in and out of the database."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from blog.posts.called import called_by
from blog.posts.model import Kind, Post, Standing
from blog.posts.store import OPENING
from blog.posts.tree.moves import Branches
from blog.posts.tree.page import TreePage

_COLUMNS = (
    Post.id, Post.parent_id, Post.title, Post.slug, Post.standing, OPENING, Post.published_at,
)  # fmt: skip
# built once: building a statement costs as much as running it
_PAGES = (
    select(*_COLUMNS)
    .where(Post.kind == Kind.PAGE, Post.standing != Standing.TRASH)
    .order_by(Post.place, Post.title, Post.id)
)


def pages(session: Session) -> list[TreePage]:
    """All but those in the trash, in their order among siblings."""
    return [_page(*row) for row in session.execute(_PAGES)]


def ours(session: Session) -> list[TreePage]:
    """The same; nobody else moves those that are there until this transaction ends."""
    locked = select(Post.id).where(Post.kind == Kind.PAGE).order_by(Post.id)
    session.scalars(locked.with_for_update(key_share=True)).all()
    return pages(session)


def arrange(
    session: Session, were: Iterable[TreePage], branches: Branches, *, now: datetime
) -> None:
    """Each at its place. Who is just writing a page that came to stand under another is told so
    when they save it."""
    above = {each.id: each.parent_id for each in were}
    for parent, under in branches.items():
        for place, page_id in enumerate(under, start=1):
            values: dict[str, object] = {"place": place}
            if above[page_id] != parent:
                values |= {"parent_id": parent, "version": Post.version + 1, "updated_at": now}
            session.execute(
                update(Post)
                .where(Post.id == page_id)
                .values(**values)
                .execution_options(synchronize_session=False)
            )
    session.expire_all()


def _page(
    page_id: int,
    parent_id: int | None,
    title: str,
    slug: str,
    standing: Standing,
    opening: str,
    published_at: datetime | None,
) -> TreePage:
    return TreePage(
        id=page_id,
        parent_id=parent_id,
        title=title or called_by(opening, published_at),
        slug=slug,
        standing=standing,
    )
