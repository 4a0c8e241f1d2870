"""The next address that is free, where the plain one is taken."""

from collections.abc import Collection


def free(slug: str, taken: Collection[str]) -> str:
    """The slug itself, or with the first number behind it that nobody has."""
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
