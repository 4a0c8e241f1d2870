"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import (
    arranging,
    comments,
    decisions,
    inquiries,
    letters,
    ordered,
    people,
    posts,
    today,
    writing,
)
from blog.desk.door import desk
from blog.desk.owners import discussion, reception, site

__all__ = (
    "arranging",
    "comments",
    "decisions",
    "desk",
    "discussion",
    "inquiries",
    "letters",
    "ordered",
    "people",
    "posts",
    "reception",
    "site",
    "today",
    "writing",
)
