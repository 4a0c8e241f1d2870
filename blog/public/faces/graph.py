"""What a page is, for programs: things of schema.org as JSON-LD, which refer to each other by @id.

Each is a plain dict without what is not known. https://schema.org/ and
https://developers.google.com/search/docs/appearance/structured-data"""

from collections.abc import Iterable
from typing import Any

from blog.shares.picture import Card
from blog.web.kit import kit

LANGUAGE = "en"
Thing = dict[str, Any]
Way = tuple[str, str]


def at(path: str) -> str:
    """An address of ours in full; any other as it is."""
    return kit().settings.public_url + path if path.startswith("/") else path


def thing(kind: str, **said: Any) -> Thing:
    """Without what is empty: an empty value says something that is not so."""
    return {"@type": kind} | {name: value for name, value in said.items() if value}


def named(kind: str, path: str, mark: str, **said: Any) -> Thing:
    """One that others refer to: `path` with `mark` is its @id."""
    return {"@id": f"{at(path)}#{mark}"} | thing(kind, **said)


def whole(*things: Thing) -> Thing:
    """As the page holds it."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def ref(path: str, mark: str) -> Thing:
    return {"@id": f"{at(path)}#{mark}"}


def crumbs(path: str, ways: Iterable[Way]) -> Thing:
    """The way to the page at `path`, which is the last of `ways`; each an address and its words."""
    items = [
        {"@type": "ListItem", "position": number, "name": words, "item": at(way)}
        for number, (way, words) in enumerate(ways, start=1)
    ]
    return named("BreadcrumbList", path, "crumbs", itemListElement=items)


def image(card: Card) -> Thing:
    return thing("ImageObject", url=at(card.url), caption=card.alt)
