"""The office as letters see it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Office:
    """Whom its letters go to, what they call the site, and where it stands on the web."""

    letters_to: tuple[str, ...]
    site_name: str
    public_url: str
    domain: str
