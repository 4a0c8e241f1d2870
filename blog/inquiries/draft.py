"""An inquiry on its way in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Draft:
    """As it was typed, cleaned and checked in shape. `page` is the path the form stood on.

    `sender` stands for whoever sends it, under the site's key: only they are taken to say it
    twice."""

    name: str
    email: str
    phone: str
    message: str
    page: str
    trap: str
    network: str
    sender: str = field(default="", repr=False)
