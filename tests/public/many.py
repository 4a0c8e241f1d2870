"""Very many posts, made by the database itself."""

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from blog.posts.model import Post


def many_like(session: Session, post: Post, *, doublings: int) -> int:
    """Published as it is, filed nowhere; how many there are then."""
    columns = [it for it in Post.__table__.columns if it.name not in ("id", "slug")]
    for step in range(doublings):
        others = select(Post.id + 2**step, Post.slug + literal(f"-{step}"), *columns)
        found = others.where(Post.kind == post.kind)
        session.execute(insert(Post).from_select(["id", "slug", *columns], found))
    return 1 << doublings
