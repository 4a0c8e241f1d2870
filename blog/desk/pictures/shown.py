"""A picture as the desk's pages show it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from blog.desk.door import i_may, me
from blog.editors.roles import Right
from blog.media import store
from blog.media.model import Picture, Stage
from blog.media.turns import store as turns
from blog.text.pictures import Drawn

NOT_YOURS = "This picture is somebody else's. Ask them, or an editor."
_IN_MARKDOWN = re.compile(r"([\\\[\]])")
_THUMB = 320


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`progress` says how far its variants are, `is_mine` whether it may be changed."""

    picture: Picture
    url: str
    thumb: str
    progress: str
    is_mine: bool

    @property
    def said(self) -> str:
        """In place of the picture, to who does not see it."""
        return self.picture.alt or self.picture.file_name


def shown(look: Session, pictures: Sequence[Picture]) -> list[Shown]:
    ids = [it.id for it in pictures]
    drawn, counts = store.drawn_by_id(look, ids), turns.made_counts(look, ids)
    return [
        Shown(
            picture=it,
            url=url_for("desk.picture", picture_id=it.id),
            thumb=thumb(drawn[it.id]),
            progress=progress(it, counts[it.id]),
            is_mine=is_mine(it),
        )
        for it in pictures
    ]


def thumb(drawn: Drawn) -> str:
    """The address of a small one, as soon as it is made."""
    small = (it.url for it in drawn.sources if it.width == _THUMB and it.ending == "webp")
    return next(small, drawn.url)


def progress(picture: Picture, made: int) -> str:
    """Such as: 5 of 12 made. Nothing once all are."""
    if picture.stage is Stage.READY:
        return ""
    if picture.stage is Stage.FAILED:
        return f"Smaller ones failed: {made} of {picture.wanted} made"
    return f"Smaller ones: {made} of {picture.wanted} made"


def is_mine(picture: Picture) -> bool:
    """Authors change what they sent themselves, editors all."""
    return i_may(Right.WRITE_ALL) or picture.by == me().name


def full_url(picture: Picture) -> str:
    return f"/media/{picture.name}.{picture.ending}"


def markdown(picture: Picture) -> str:
    """What puts it into a text."""
    alt = _IN_MARKDOWN.sub(r"\\\1", picture.alt)
    return f"![{alt}]({full_url(picture)})"
