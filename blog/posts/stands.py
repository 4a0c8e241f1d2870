"""A post as the form it is written in would show it."""

from sqlalchemy.orm import Session

from blog.posts.model import Post
from blog.posts.write import Draft
from blog.terms import store as terms


def as_it_stands(session: Session, post: Post) -> Draft:
    """What has to be written to have the post as it is now."""
    return Draft(
        title=post.title,
        slug=post.slug,
        lead=post.lead,
        body=post.body,
        comments_open=post.comments_open,
        kind=post.kind,
        description=post.description,
        canonical=post.canonical,
        noindex=post.noindex,
        sticky=post.sticky,
        author_id=post.author_id,
        parent_id=post.parent_id,
        picture_id=post.picture_id,
        picture_alt=post.picture_alt,
        picture_decorative=post.picture_decorative,
        category_ids=tuple(sorted(it.id for it in terms.categories_of(session, post.id))),
        tags=tuple(it.name for it in terms.tags_of(session, post.id)),
        expires_at=post.expires_at,
    )
