"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import (
    comments,
    decisions,
    drafts,
    inquiries,
    letters,
    ordered,
    people,
    revisions,
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
    "drafts",
    "inquiries",
    "letters",
    "ordered",
    "people",
    "reception",
    "revisions",
    "site",
    "today",
    "writing",
)
