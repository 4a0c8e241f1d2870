"""The office as letters see it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Office:
    """Whom its letters go to, what they call the site, where it stands on the web, and the key
    that signs the links in them."""

    letters_to: tuple[str, ...]
    site_name: str
    public_url: str
    domain: str
    secret: str = field(default="", repr=False)
