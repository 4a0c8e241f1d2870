"""The colour behind somebody's initials: always the same, and no way back to an address."""

from blog.web import client

HUES = 12


def hue(email: str) -> int:
    """One of twelve, by a digest that only this site can make."""
    return int(client.keyed(f"hue {email.casefold()}")[:8], 16) % HUES
