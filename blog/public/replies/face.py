"""A comment as the page draws it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from blog.comments.model import Status
from blog.comments.store import Shown
from blog.comments.thread import Answering, Branch, Knot
from blog.text.markup import comment_html, without_links
from blog.text.plain import initials
from blog.web import times


class Face(NamedTuple):
    """Without a number it is a preview. A tuple, since a page makes a hundred of them."""

    id: int
    name: str
    website: str
    body: Markup
    iso: str
    day: str
    initials: str
    hue: int
    held: bool = False
    by_office: bool = False


class Drawn(NamedTuple):
    """A branch of the thread with its words; without a face where it was deleted meanwhile."""

    face: Face | None
    beside: Face | None
    answers: "list[Drawn]"
    more: "list[Drawn]"
    hidden: int
    opened: bool
    number: int


def drawn(branches: Iterable[Branch[Answering]], faces: Mapping[int, Face]) -> list[Drawn]:
    return [
        Drawn(
            face=faces.get(branch.comment.id),
            beside=faces.get(branch.beside.id) if branch.beside else None,
            answers=drawn(branch.answers, faces) if branch.answers else [],
            more=drawn(branch.more, faces) if branch.more else [],
            hidden=branch.hidden,
            opened=branch.opened,
            number=branch.comment.id,
        )
        for branch in branches
    ]


def face_of(comment: Shown, zone: str) -> Face:
    held = comment.status is not Status.APPROVED
    return Face(
        id=comment.id,
        name=comment.name,
        website=comment.website,
        # what only its author sees must be of no use as an advertisement
        body=Markup(without_links(comment.html) if held else comment.html),
        iso=times.iso(comment.created_at),
        day=times.day(comment.created_at, zone),
        initials=initials(comment.name),
        hue=comment.hue,
        held=held,
        by_office=comment.by_office,
    )


def preview_of(
    text: str, *, name: str, website: str, hue: int, at: datetime, zone: str
) -> list[Drawn]:
    """What is not stored yet, as it will look."""
    face = Face(
        id=0,
        name=name,
        website=website,
        body=Markup(comment_html(text)),
        iso=times.iso(at),
        day=times.day(at, zone),
        initials=initials(name),
        hue=hue,
    )
    return drawn([Branch(Knot(0, None))], {0: face})
