"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import (
    arranging,
    comments,
    decisions,
    filing,
    inquiries,
    letters,
    ordered,
    people,
    today,
    writing,
)
from blog.desk.door import desk
from blog.desk.owners import discussion, front, reception, site

__all__ = (
    "arranging",
    "comments",
    "decisions",
    "desk",
    "discussion",
    "filing",
    "front",
    "inquiries",
    "letters",
    "ordered",
    "people",
    "reception",
    "site",
    "today",
    "writing",
)
