"""Learning from what editors decide, taking it back, and the opinion that comes of it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.learned import store
from blog.learned.opinion import (
    Kind,
    Knowledge,
    Opinion,
    Seen,
    edge_of,
    opinion_of,
    sums_without_themselves,
)
from blog.learned.tokens import tokens

_MEASURED_ON = 1_000  # good texts
_ALWAYS_UP_TO = 200  # texts; with more of them the edge moves little with each
_GROWN = 0.1


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A text, and what an editor says it is."""

    kind: Kind
    text: str
    name: str = ""
    website: str = ""


def learn(
    session: Session,
    book: str,
    text: str,
    *,
    name: str = "",
    website: str = "",
    kind: Kind,
    measures: bool = True,
) -> None:
    """Count a text for its kind. The same words again are noted and count once.

    Who teaches many says that none of them `measures`, and calls `measure` after the last."""
    measured = store.hold(session, book)
    _take(session, book, Lesson(kind=kind, text=text, name=name, website=website))
    if measures:
        _measure(session, book, measured)


def unlearn(
    session: Session,
    book: str,
    text: str,
    *,
    name: str = "",
    website: str = "",
    kind: Kind,
    measures: bool = True,
) -> None:
    """Take a lesson back as if it had never been; one that was never given changes nothing."""
    measured = store.hold(session, book)
    counted = store.take_back(session, book, _digest(text, website), kind)
    if counted:
        store.uncount(session, book, kind, counted)
    if measures:
        _measure(session, book, measured)


def measure(session: Session, book: str) -> None:
    """Draw the line anew, if it is due, after lessons that did not."""
    _measure(session, book, store.hold(session, book))


def forget(session: Session, book: str, lessons: Iterable[Lesson]) -> None:
    """Keep no longer what these texts said. They still count, and cannot be taken back."""
    store.hold(session, book)
    store.forget(session, book, [(_digest(it.text, it.website), it.kind) for it in lessons])


def teach(session: Session, book: str, lessons: Iterable[Lesson]) -> int:
    """Learn many, those left out that are known as that kind already; how many were new."""
    measured = store.hold(session, book)
    new = 0
    for lesson in lessons:
        if not store.has(session, book, _digest(lesson.text, lesson.website), lesson.kind):
            new += _take(session, book, lesson)
    _measure(session, book, measured)
    return new


def opinion(
    session: Session, book: str, text: str, *, name: str = "", website: str = ""
) -> Opinion | None:
    """What the filter thinks of a text; None while it knows too little, or of such a text."""
    known = store.knowledge(session, book)
    if not known.speaks:
        return None
    found = tokens(text, name=name, website=website)
    return opinion_of(found, store.seen(session, book, found), known)


def knowledge(session: Session, book: str) -> Knowledge:
    return store.knowledge(session, book)


def beyond_edge(session: Session, book: str, kind: Kind) -> float | None:
    """Which part of the learned texts of a kind lies beyond the edge, each judged as if it had
    not been learned; None while there is no edge, or no such text is kept."""
    known = store.knowledge(session, book)
    if known.edge is None:
        return None
    texts, seen = _learned(session, book, kind)
    sums = sums_without_themselves(texts, kind, seen, known)
    return sum(it > known.edge for it in sums) / len(sums) if sums else None


def _take(session: Session, book: str, lesson: Lesson) -> bool:
    found = tokens(lesson.text, name=lesson.name, website=lesson.website)
    digest = _digest(lesson.text, lesson.website)
    is_new = store.keep(session, book, digest, lesson.kind, found)
    if is_new:
        store.count(session, book, lesson.kind, found)
    return is_new


def _measure(session: Session, book: str, measured: int) -> None:
    """Find the edge anew where there is much less or more than when it was `measured`."""
    known = store.knowledge(session, book)
    texts = known.spam + known.good
    is_due = texts <= _ALWAYS_UP_TO or abs(texts - measured) >= _GROWN * texts
    if not is_due and known.speaks == (known.edge is not None):
        return
    edge = _edge(session, book, known) if known.speaks else None
    store.set_edge(session, book, edge, measured=texts)


def _edge(session: Session, book: str, known: Knowledge) -> float | None:
    """None where too few good texts are kept to draw a line by: those deleted still count."""
    goods, seen = _learned(session, book, Kind.GOOD)
    return edge_of(goods, seen, known) if len(goods) >= known.needs_good else None


def _learned(session: Session, book: str, kind: Kind) -> tuple[list[list[str]], dict[str, Seen]]:
    texts = store.some(session, book, kind, most=_MEASURED_ON)
    return texts, store.seen(session, book, {token for text in texts for token in text})


def _digest(text: str, website: str) -> str:
    """The same for the same words, however they are spaced and whoever says them."""
    said = "\0".join((" ".join(text.replace("\ufeff", "").split()).lower(), website.strip()))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
