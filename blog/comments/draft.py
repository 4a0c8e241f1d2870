"""A reply on its way in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Draft:
    """As it was typed, cleaned and checked in shape; `html` is what was made of `text`.

    `network` is an address cut to its network; the whole `address` is judged and never kept.
    `sender` stands for whoever sends it, under the site's key: only they are taken to say it twice.
    `hue` colours the initials; `asks` is the wish to hear of answers; `seconds` is how long the
    form was open, where the page could tell."""

    name: str
    email: str
    website: str
    text: str
    html: str
    parent_id: int | None
    trap: str
    network: str
    address: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    hue: int = 0
    asks: bool = False
    seconds: float | None = None
