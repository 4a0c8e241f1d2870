"""The inbox in the database: what is found, counted and put in order."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from blog.db import reading, writing
from blog.inbox import store as beside
from blog.inbox.listed import store
from blog.inbox.listed.asked import NOBODY, Asked, Due, Filters, Order
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from tests import make
from tests.clock import NOON

TODAY = date(2026, 11, 23)


def asked(state: State | None = None, order: Order = Order.NEWEST, **filters: Any) -> Asked:
    return Asked(state=state, filters=Filters(**filters), order=order, today=TODAY)


def kept(engine: Engine, **values: Any) -> int:
    with writing(engine) as session:
        return make.an_inquiry(session, **values).id


def found(engine: Engine, wanted: Asked) -> list[int]:
    with reading(engine) as look:
        page = store.page_of(look, wanted, number=1, size=50)
        counted = store.counts(look, wanted)[wanted.state]
    assert counted == len(page)
    return [it.inquiry.id for it in page]


@pytest.mark.parametrize(
    "words",
    [
        "Müller", "muller", "MULL", "zoe mull", "zoe@firm.example", "firm", "tea gmbh",
        "+49 30 555-01", "4930555", "gruß", "GRUSS", "größ", "coaching team", "team coach",
    ],
)  # fmt: skip
def test_an_inquiry_is_found_by_any_word_of_it(engine: Engine, words: str) -> None:
    kept(engine, name="Sam")
    number = kept(
        engine, name="Zoë Müller", email="zoe@firm.example", organisation="Tea GmbH",
        phone="+49 30 555-0100", topic="Coaching", message="Gruß! Für ein Team, größer als fünf.",
    )  # fmt: skip

    assert found(engine, asked(words=words)) == [number]


@pytest.mark.parametrize("words", ["eam", "coaching monkeys", "nobody@firm.example", "555"])
def test_what_is_not_there_is_not_found(engine: Engine, words: str) -> None:
    kept(engine, name="Zoë", message="Coaching for a team")

    assert found(engine, asked(words=words)) == []


@pytest.mark.parametrize(
    "words",
    [
        '"', "'", "*", "a*", "a AND", "OR", "NOT x", "NEAR(a b)", "words:a", "(", ")", "^a", "-a",
        "a & b", "a | !b", "a:*", "a <-> b", "\\", "🗝️", "\u202e", "%", "a" * 5000,
        "x " * 2500, "\ud83d\udddd".encode("utf-16", "surrogatepass").decode("utf-16"), "𞤀𞤁", "ก็",
        "'; drop table inquiry; --", "{words}", "١٢٣٤٥٦", "1e309", "-- /*", "１２３４５６７",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_no_error(engine: Engine, words: str) -> None:
    kept(engine, message="A plain sentence")

    assert len(found(engine, asked(words=words))) <= 1


def test_a_reference_finds_its_inquiry_however_it_is_written(engine: Engine) -> None:
    numbers = [kept(engine) for _ in range(3)]
    sign = reference(numbers[1])

    for typed in (
        sign,
        sign.lower(),
        sign.replace("-", ""),
        f" {sign.lower()} ",
        sign[:1] + " " + sign[2:],
    ):
        assert found(engine, asked(words=typed)) == [numbers[1]]


def test_changed_words_are_found_and_the_old_ones_no_longer(engine: Engine) -> None:
    number = kept(engine, message="Coaching")
    with writing(engine) as session:
        session.execute(text("UPDATE inquiry SET words = 'mentoring'"))

    assert found(engine, asked(words="mentoring")) == [number]
    assert found(engine, asked(words="coaching")) == []
    with writing(engine) as session:
        session.execute(text("DELETE FROM inquiry"))
    assert found(engine, asked(words="mentoring")) == []


def test_counts_follow_the_filters_and_leave_rehearsals_out(engine: Engine) -> None:
    kept(engine, starred=True)
    kept(engine, state=State.OPEN, starred=True)
    kept(engine, state=State.OPEN)
    kept(engine, rehearsal=True, starred=True)

    with reading(engine) as look:
        counts = store.counts(look, asked(starred=True))
        rehearsals = store.counts(look, asked(rehearsal=True))
        new = store.new_count(look)
    assert (counts[State.NEW], counts[State.OPEN], counts[State.TRASH], counts[None]) == (
        1,
        1,
        0,
        3,
    )
    assert (rehearsals[State.NEW], rehearsals[None]) == (1, 1)
    assert new == 1


def test_each_filter_narrows_the_list(engine: Engine) -> None:
    erin = make.an_editor(engine).id
    mine = kept(engine, assignee_id=erin)
    late = kept(engine, due_on=TODAY - timedelta(days=1))
    soon = kept(engine, due_on=TODAY + timedelta(days=7))
    done = kept(engine, due_on=TODAY - timedelta(days=9), state=State.CLOSED)
    with writing(engine) as session:
        beside.label(session, soon, "urgent")

    assert found(engine, asked(assignee=erin)) == [mine]
    assert found(engine, asked(assignee=NOBODY)) == [done, soon, late]
    assert found(engine, asked(label="urgent")) == [soon]
    assert found(engine, asked(due=Due.OVERDUE)) == [late]
    assert found(engine, asked(due=Due.WEEK)) == [soon, late]
    assert found(engine, asked(due=Due.DATED, state=State.NEW)) == [soon, late]


def test_the_list_is_put_in_order(engine: Engine) -> None:
    first = kept(engine, created_at=NOON - timedelta(hours=1))
    second = kept(engine, due_on=TODAY + timedelta(days=3))
    third = kept(engine, due_on=TODAY)

    assert found(engine, asked()) == [third, second, first]
    assert found(engine, asked(order=Order.OLDEST)) == [first, second, third]
    assert found(engine, asked(order=Order.DUE)) == [third, second, first]


@pytest.mark.parametrize("order", list(Order))
def test_one_goes_from_one_to_the_next_in_the_order_of_the_list(
    engine: Engine, order: Order
) -> None:
    for days in (3, 1, None, 2):
        kept(engine, due_on=TODAY + timedelta(days=days) if days else None)
    kept(engine, state=State.TRASH)
    wanted = asked(State.NEW, order)
    every = found(engine, wanted)

    with reading(engine) as look:
        rows = [look.get_one(Inquiry, number) for number in every]
        ways = [store.beside(look, row, wanted) for row in rows]
    assert ways == list(zip([None, *every[:-1]], [*every[1:], None], strict=True))
