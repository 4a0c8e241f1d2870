"""A rehearsal by the clock, in the courier's minute."""

from blog import watching
from blog.inquiries.model import Inquiry
from blog.outbox.leaving.outgoing import Outgoing, Refused
from blog.outbox.model import Letter, Stage
from tests.rows import rows
from tests.watch.watching import (
    DAY,
    HOUR,
    WATCHED,
    a_courier_looked,
    a_minute_of_the_courier,
    remembered,
    the_owner_wishes,
    warnings,
)


def test_the_courier_rehearses_when_the_owner_wishes_and_not_again_before_its_day(
    app, engine, clock
):
    the_owner_wishes(engine, rehearse_every_days=2)

    a_minute_of_the_courier(app)
    a_minute_of_the_courier(app)
    clock.forward(DAY)
    a_minute_of_the_courier(app)
    after_one_day = len(rows(engine, Inquiry))
    clock.forward(DAY + 4 * HOUR)
    a_minute_of_the_courier(app)

    assert after_one_day == 1
    assert len(rows(engine, Inquiry)) == 2
    assert {it.stage for it in rows(engine, Letter) if it.about == "inquiry"} == {Stage.SENT}
    assert remembered(engine).failed == ""


def test_without_the_wish_there_is_none(app, engine):
    a_minute_of_the_courier(app)

    assert rows(engine, Inquiry) == []


def test_one_that_fails_is_warned_of_with_its_step(app, engine, clock):
    the_owner_wishes(engine, rehearse_every_days=1, alarm_to=(WATCHED,))
    a_courier_looked(engine, clock.now)

    watching.watch(app, lambda: refusing)

    (warning,) = [it for it in warnings(engine) if "rehearsal failed" in it]
    assert "The mail server accepts the letter: The server said: 550 no such mailbox." in warning
    assert "run `flask inquiry rehearse`" in warning


def refusing(outgoing: Outgoing) -> str:
    raise Refused("550 no such mailbox")
