"""The pictures that a form offers to choose from."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.desk.pictures.shown import thumb
from blog.media import store
from blog.media.listed import store as listed

_MOST = 200


@dataclass(frozen=True, kw_only=True)
class Offered:
    id: int
    name: str
    alt: str
    thumb: str


def offered(look: Session, chosen: int | None = None) -> list[Offered]:
    """The newest ones, and the one that is chosen already however old it is."""
    pictures = listed.latest(look, size=_MOST)
    if chosen and all(it.id != chosen for it in pictures):
        pictures += [it for it in [store.picture(look, chosen)] if it]
    drawn = store.drawn_by_id(look, [it.id for it in pictures])
    return [
        Offered(id=it.id, name=it.file_name, alt=it.alt, thumb=thumb(drawn[it.id]))
        for it in pictures
    ]
