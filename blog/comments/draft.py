"""A reply on its way in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Draft:
    """As it was typed, cleaned and checked in shape; `html` is what was made of `text`.

    `network` is an address cut to its network."""

    name: str
    email: str
    website: str
    text: str
    html: str
    parent_id: int | None
    trap: str
    network: str
