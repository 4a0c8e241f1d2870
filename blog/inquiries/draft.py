"""An inquiry on its way in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType

LABELS = MappingProxyType(
    {
        "topic": "Topic",
        "name": "Name",
        "email": "E-mail",
        "phone": "Phone",
        "organisation": "Organisation",
        "reach": "How shall we reach you?",
        "best_time": "Best time",
    }
)
"""What the fields are called where the owner has said nothing else."""


def labels_with(words: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The same in the owner's words: (name, label, hint)."""
    return {**LABELS, **{name: label for name, label, _ in words if label}}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """As it was typed, cleaned and checked in shape. `page` is the path the form stood on.

    `topic` and `consent` are in the words that were shown. `sender` stands for whoever sends it,
    under the site's key: only they are taken to say it twice. A `rehearsal` is the site's own."""

    name: str
    email: str
    phone: str
    message: str
    page: str
    trap: str
    network: str
    organisation: str = ""
    reach: str = ""
    best_time: str = ""
    topic_id: int | None = None
    topic: str = ""
    consent: str = ""
    rehearsal: bool = False
    address: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
