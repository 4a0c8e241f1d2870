"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import (
    comments,
    decisions,
    inquiries,
    letters,
    ordered,
    posts,
    sign_in,
    today,
    write_post,
)
from blog.desk.door import desk
from blog.desk.owners import discussion, reception, site

__all__ = (
    "comments",
    "decisions",
    "desk",
    "discussion",
    "inquiries",
    "letters",
    "ordered",
    "posts",
    "reception",
    "sign_in",
    "site",
    "today",
    "write_post",
)
