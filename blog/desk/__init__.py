"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import (
    comments,
    decisions,
    inquiries,
    letters,
    ordered,
    people,
    pictures,
    today,
    writing,
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
    "people",
    "pictures",
    "reception",
    "site",
    "today",
    "writing",
)
