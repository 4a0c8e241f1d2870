"""The inbox as the desk shows it: lists, their counts, and what was searched for."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    cast,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from blog.inbox.listed.asked import AT_WORK, NOBODY, Asked, Due, Filters, Listed, Order
from blog.inbox.listed.wanted import for_postgresql, for_sqlite
from blog.inbox.model import Label
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import number_of

_FAR = date(9999, 12, 31)
_WEEK = timedelta(days=7)
_AT_ONCE = 500
_ON_SQLITE = text("SELECT rowid FROM inquiry_words WHERE inquiry_words MATCH :its_words")
_ON_POSTGRESQL: ColumnElement[Any] = literal_column(
    "array_to_tsvector(string_to_array(inquiry.words, ' '))"
)
_EXPORTED = (
    *(Inquiry.id, Inquiry.state, Inquiry.created_at, Inquiry.name, Inquiry.email, Inquiry.phone),
    *(Inquiry.organisation, Inquiry.reach, Inquiry.best_time, Inquiry.topic, Inquiry.message),
    *(Inquiry.page, Inquiry.starred, Inquiry.assignee_id, Inquiry.due_on, Inquiry.moved_at),
    *(Inquiry.seen_at, Inquiry.answered_at, Inquiry.reasons, Inquiry.weights, Inquiry.taught),
    *(Inquiry.consent, Inquiry.network, Inquiry.rehearsal),
)


def new_count(session: Session) -> int:
    """How many nobody has looked after yet."""
    new = (Inquiry.state == State.NEW, Inquiry.rehearsal == false())
    return session.scalar(select(func.count()).where(*new)) or 0


def counts(session: Session, asked: Asked) -> dict[State | None, int]:
    """How many there are in each state, of those the filters let through; under None, in all."""
    narrowed = _narrowed(session, asked)
    rehearsed = _counted(session, [*narrowed, Inquiry.rehearsal.is_(True)])
    if asked.filters.rehearsal:
        return dict([*rehearsed.items(), (None, sum(rehearsed.values()))])
    every = _counted(session, narrowed)  # by the smallest index there is, and rehearsals are few
    shown = {state: every[state] - rehearsed[state] for state in State}
    return dict([*shown.items(), (None, sum(every.values()))])


def _counted(session: Session, wanted: list[ColumnElement[bool]]) -> dict[State, int]:
    found = select(Inquiry.state, func.count()).where(*wanted).group_by(Inquiry.state)
    rows = session.execute(found).all()
    return dict.fromkeys(State, 0) | {State(state): number for state, number in rows}


def page_of(session: Session, asked: Asked, *, number: int, size: int) -> list[Listed]:
    """One page of the list; the first page is number 1."""
    wanted = select(Inquiry.id).where(*_listed(session, asked)).order_by(*_ordered(asked.order))
    # numbers first, by an index alone: what hangs on an inquiry is read for one page only
    ids = session.scalars(wanted.limit(size).offset((number - 1) * size)).all()
    found = {it.inquiry.id: it for it in listed(session, ids)}
    return [found[inquiry_id] for inquiry_id in ids if inquiry_id in found]


def listed(session: Session, ids: Collection[int]) -> list[Listed]:
    """These inquiries, whatever their state; the oldest first."""
    if not ids:
        return []
    rows = session.scalars(select(Inquiry).where(Inquiry.id.in_(ids)).order_by(Inquiry.id)).all()
    labels = labels_of(session, ids)
    return [Listed(inquiry=row, labels=labels.get(row.id, ())) for row in rows]


def labels_of(session: Session, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Of those that have any."""
    found: dict[int, tuple[str, ...]] = {}
    wanted = select(Label.inquiry_id, Label.label).where(Label.inquiry_id.in_(ids))
    for inquiry_id, label in session.execute(wanted.order_by(Label.label)):
        found[inquiry_id] = (*found.get(inquiry_id, ()), label)
    return found


def known_labels(session: Session, *, most: int) -> list[str]:
    return list(session.scalars(select(Label.label).distinct().order_by(Label.label).limit(most)))


def beside(session: Session, inquiry: Inquiry, asked: Asked) -> tuple[int | None, int | None]:
    """The one before it in that list, and the one after it, whether it still is in it or not."""
    key, _ = _key(asked.order)
    here = session.scalar(select(key).where(Inquiry.id == inquiry.id))
    at = tuple_(literal(here, key.type), literal(inquiry.id, Integer))
    place, wanted = tuple_(key, Inquiry.id), _listed(session, asked)
    above = select(Inquiry.id).where(*wanted, place > at).order_by(key.asc(), Inquiry.id.asc())
    below = select(Inquiry.id).where(*wanted, place < at).order_by(key.desc(), Inquiry.id.desc())
    higher, lower = session.scalar(above.limit(1)), session.scalar(below.limit(1))
    return (higher, lower) if asked.order is Order.NEWEST else (lower, higher)


def others_of(session: Session, inquiry: Inquiry, *, most: int) -> Sequence[Inquiry]:
    """What else the same person sent, the newest first."""
    theirs = (Inquiry.email_key == inquiry.email_key, Inquiry.id != inquiry.id)
    found = select(Inquiry).where(*theirs, Inquiry.email_key != "")
    return session.scalars(found.order_by(Inquiry.created_at.desc()).limit(most)).all()


def exported(session: Session, asked: Asked) -> Iterator[tuple[Sequence[Any], dict[int, Any]]]:
    """All of the list, some rows at once, with the labels of those that have any: as it was at
    one moment, and never all of it in memory."""
    wanted = select(*_EXPORTED).where(*_listed(session, asked)).order_by(*_ordered(asked.order))
    found = session.execute(wanted, execution_options={"yield_per": _AT_ONCE})
    for rows in found.partitions():
        yield rows, labels_of(session, [row.id for row in rows])


def _listed(session: Session, asked: Asked) -> list[ColumnElement[bool]]:
    """The filters, and the state; all states have the rehearsals too."""
    narrowed = _narrowed(session, asked)
    if asked.state is not None:
        narrowed += [Inquiry.state == asked.state, Inquiry.rehearsal == asked.filters.rehearsal]
    elif asked.filters.rehearsal:
        narrowed.append(Inquiry.rehearsal.is_(True))
    return narrowed


def _narrowed(session: Session, asked: Asked) -> list[ColumnElement[bool]]:
    filters, narrowed = asked.filters, list[ColumnElement[bool]]()
    if filters.words:
        narrowed.append(_says(session, filters.words))
    if filters.assignee is not None:
        whose = filters.assignee if filters.assignee != NOBODY else None
        narrowed.append(Inquiry.assignee_id == whose)
    if filters.topic:
        narrowed.append(Inquiry.topic_id == filters.topic)
    if filters.label:
        labelled = select(Label.inquiry_id).where(Label.label == filters.label)
        narrowed.append(Inquiry.id.in_(labelled))
    if filters.starred:
        narrowed.append(Inquiry.starred.is_(True))
    return narrowed + _due(filters, asked.today)


def _due(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    if filters.due is Due.OVERDUE:
        return [Inquiry.due_on < today, Inquiry.state.in_(AT_WORK)]
    if filters.due is Due.WEEK:
        return [Inquiry.due_on <= today + _WEEK, Inquiry.state.in_(AT_WORK)]
    return [Inquiry.due_on.is_not(None)] if filters.due is Due.DATED else []


def _says(session: Session, typed: str) -> ColumnElement[bool]:
    """By its words; or by its reference, where that is what was typed."""
    found = _has_words(session, typed)
    number = number_of(typed)
    return found if number is None else or_(found, Inquiry.id == number)


def _has_words(session: Session, typed: str) -> ColumnElement[bool]:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    wanted = for_sqlite(typed) if on_sqlite else for_postgresql(typed)
    if not wanted:
        return false()
    if on_sqlite:
        found = _ON_SQLITE.bindparams(its_words=wanted).columns(rowid=Integer)
        return Inquiry.id.in_(found)
    return _ON_POSTGRESQL.op("@@", is_comparison=True)(cast(wanted, TSQUERY))


def _key(order: Order) -> tuple[Any, bool]:
    """By what it is ordered, and whether the greatest stands first."""
    if order is Order.DUE:
        return func.coalesce(Inquiry.due_on, literal(_FAR, Date), type_=Date), False
    return Inquiry.created_at, order is Order.NEWEST


def _ordered(order: Order) -> tuple[Any, ...]:
    key, is_falling = _key(order)
    ends = (key, Inquiry.id)
    return tuple(end.desc() if is_falling else end.asc() for end in ends)
