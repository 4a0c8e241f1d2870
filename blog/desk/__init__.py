"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import comments, decisions, inquiries, outbox, posts, settings, sign_in, write_post
from blog.desk.door import desk

__all__ = (
    "comments",
    "decisions",
    "desk",
    "inquiries",
    "outbox",
    "posts",
    "settings",
    "sign_in",
    "write_post",
)
