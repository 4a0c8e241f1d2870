"""A picture that was sent becomes one of the library's, or turns out to be there already."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog.media import store
from blog.media.child import Developed
from blog.media.kinds import plain_name
from blog.media.model import Picture, Stage, Variant
from blog.media.sizes import wanted

_LONGEST_BY = 245


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    picture: Picture
    is_new: bool


def take_in(
    session: Session,
    developed: Developed,
    *,
    file_name: str,
    alt: str = "",
    by: str,
    now: datetime,
) -> TakenIn:
    """The same picture twice is one, whatever its file was called."""
    name = hashlib.sha256(developed.body).hexdigest()[:24]
    about = {
        "name": name,
        "file_name": plain_name(file_name),
        "alt": alt,
        "ending": developed.ending,
        "width": developed.width,
        "height": developed.height,
        "colour": developed.colour,
        "stage": Stage.WAITING,
        "wanted": len(wanted(developed.width, developed.ending)),
        "by": by[:_LONGEST_BY],
        "created_at": now,
    }
    added = store.add(session, about)
    if added is not None:
        session.add(_master(added, developed))
        session.flush()
    found = store.named(session, name)
    assert found
    return TakenIn(picture=found, is_new=added is not None)


def _master(picture_id: int, developed: Developed) -> Variant:
    return Variant(
        picture_id=picture_id,
        width=developed.width,
        ending=developed.ending,
        height=developed.height,
        is_master=True,
        size=len(developed.body),
        body=developed.body,
    )
