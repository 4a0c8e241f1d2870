"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import comments, decisions, inquiries, letters, posts, sign_in, today, write_post
from blog.desk.door import desk
from blog.desk.owners import discussion, site

__all__ = (
    "comments",
    "decisions",
    "desk",
    "discussion",
    "inquiries",
    "letters",
    "posts",
    "sign_in",
    "site",
    "today",
    "write_post",
)
