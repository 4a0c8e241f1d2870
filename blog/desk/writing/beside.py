"""What is different between two versions beside the text, in words."""

from dataclasses import dataclass, fields
from datetime import datetime

from blog import owner
from blog.posts.offered.store import Offered
from blog.posts.write import Draft
from blog.web.times import moment

_NAMES = {
    "title": "Title",
    "slug": "Address",
    "lead": "Excerpt",
    "author_id": "Author",
    "category_ids": "Categories",
    "tags": "Tags",
    "picture_id": "Featured picture",
    "picture_alt": "What the picture shows",
    "picture_decorative": "Only decoration",
    "description": "Description",
    "canonical": "First published at",
    "noindex": "Kept out of search engines",
    "sticky": "On top of the blog",
    "comments_open": "Readers may reply",
    "parent_id": "Below the page",
    "expires_at": "Taken down on",
}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A field, and what each of the two says in it; empty where it says nothing."""

    name: str
    before: str
    after: str


def beside(before: Draft, after: Draft, known: Offered) -> list[Beside]:
    pairs = (
        Beside(
            name=_NAMES[it.name],
            before=_said(before, it.name, known),
            after=_said(after, it.name, known),
        )
        for it in fields(Draft)
        if it.name in _NAMES
    )
    return [it for it in pairs if it.before != it.after]


def _said(draft: Draft, name: str, known: Offered) -> str:
    value = getattr(draft, name)
    names = {
        "author_id": known.authors,
        "parent_id": known.parents,
        "picture_id": known.pictures,
        "category_ids": {it.id: it.name for it in known.categories},
    }.get(name)
    if names is not None:
        numbers = value if isinstance(value, tuple) else (value,)
        return ", ".join(names.get(it, "one that is gone") for it in numbers if it is not None)
    if isinstance(value, tuple):
        return ", ".join(sorted(value, key=str.casefold))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value, owner.wishes().zone)
    return str(value or "")
