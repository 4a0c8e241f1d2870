"""The library of pictures: what is looked for in it, a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from blog.media.model import Picture, PictureUse, Stage, Variant


class Which(StrEnum):
    """`unused` are shown nowhere; of those `without words` nobody has said what they show."""

    ALL = "all"
    UNUSED = "unused"
    WITHOUT_WORDS = "without-words"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`words` stand in the name of its file or in what it shows; `in_use` are the numbers of
    those that are, though no post or page shows them."""

    words: str = ""
    in_use: frozenset[int] = frozenset()
    which: Which = Which.ALL


def found(session: Session, asked: Asked, *, number: int, size: int) -> list[Picture]:
    """The newest first; pages of `size`, the first is number 1."""
    order = (Picture.created_at.desc(), Picture.id.desc())
    rows = _wanted(select(Picture), asked).order_by(*order)
    return list(session.scalars(rows.limit(size).offset((number - 1) * size)))


def count(session: Session, asked: Asked) -> int:
    return session.scalar(_wanted(select(func.count(Picture.id)), asked)) or 0


def latest(session: Session, *, size: int) -> list[Picture]:
    return found(session, Asked(), number=1, size=size)


def bytes_of_all(session: Session) -> int:
    """How much of the database is pictures."""
    return int(session.scalar(select(func.sum(Variant.size))) or 0)


def sizes(session: Session, picture_ids: Collection[int]) -> dict[int, int]:
    """Of the full file of each, in bytes."""
    full = select(Variant.picture_id, Variant.size).where(
        Variant.picture_id.in_(picture_ids), Variant.is_master
    )
    return {row[0]: row[1] for row in session.execute(full)}


def _wanted(rows: Any, asked: Asked) -> Any:
    shown = exists().where(PictureUse.picture_id == Picture.id)
    which: dict[Which, tuple[Any, ...]] = {
        Which.ALL: (),
        Which.UNUSED: (~shown, Picture.id.not_in(asked.in_use)),
        Which.WITHOUT_WORDS: (Picture.alt == "", ~Picture.decorative),
        Which.FAILED: (Picture.stage == Stage.FAILED,),
    }
    rows = rows.where(*which[asked.which])
    for word in asked.words.split():
        place = (Picture.file_name, Picture.alt)
        rows = rows.where(or_(*(it.icontains(word, autoescape=True) for it in place)))
    return rows
