"""What is said of a picture, and its end."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.media import store
from blog.media.model import Picture


class InUse(Exception):
    """A post or page shows it."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Of a picture, to who does not see it; nothing of one that is `decorative`."""

    alt: str
    decorative: bool


def said_of(picture: Picture) -> Said:
    return Said(alt=picture.alt, decorative=picture.decorative)


def say(session: Session, picture: Picture, said: Said) -> None:
    """The posts that show it are for the caller to draw again."""
    picture.alt, picture.decorative = said.alt, said.decorative
    session.flush()


def remove(session: Session, picture: Picture) -> None:
    """With all its files. Raises InUse."""
    session.flush()
    if not store.remove_unused(session, picture.id):
        raise InUse
