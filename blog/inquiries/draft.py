"""An inquiry on its way in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Draft:
    """As it was typed, cleaned and checked in shape. `page` is the path the form stood on."""

    name: str
    email: str
    phone: str
    message: str
    page: str
    trap: str
    network: str
