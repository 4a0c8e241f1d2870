"""The desk's views, imported here because that is what puts them on the door."""

from blog.desk import (
    answering,
    arranging,
    comments,
    decisions,
    drafts,
    filing,
    inquiries,
    letters,
    ordered,
    people,
    pictures,
    posts,
    revisions,
    today,
    writing,
)
from blog.desk.door import desk
from blog.desk.owners import discussion, front, reception, site

__all__ = (
    "answering",
    "arranging",
    "comments",
    "decisions",
    "desk",
    "discussion",
    "drafts",
    "filing",
    "front",
    "inquiries",
    "letters",
    "ordered",
    "people",
    "pictures",
    "posts",
    "reception",
    "revisions",
    "site",
    "today",
    "writing",
)
