from datetime import timedelta

from blog.db import reading
from blog.outbox import store
from blog.outbox.leaving.alarm import Alarm
from blog.outbox.leaving.deliver import deliver_one
from blog.outbox.leaving.outgoing import Outgoing, Refused
from blog.outbox.model import Stage
from tests.clock import NOON, StoppedClock
from tests.outbox.letters import owe

_HALF_AN_HOUR = timedelta(minutes=30)


def refuse(engine, *, words: str = "552 mailbox full") -> int:
    """A dead letter."""
    letter_id = owe(engine)

    def send(_: Outgoing) -> str:
        raise Refused(words)

    deliver_one(engine, send, claimant="desk:1:a", now=StoppedClock())
    return letter_id


def alarm(engine, *, after: timedelta = timedelta()) -> Alarm | None:
    with reading(engine) as session:
        return store.alarm(session, now=NOON + after)


def test_letters_are_shown_newest_first_in_pages(engine):
    ids = [owe(engine) for _ in range(5)]

    with reading(engine) as session:
        pages = [store.page_of(session, None, number=number, size=2) for number in (1, 2, 3, 4)]

    assert [[one.id for one in page] for page in pages] == [
        [ids[4], ids[3]],
        [ids[2], ids[1]],
        [ids[0]],
        [],
    ]


def test_one_stage_is_shown_alone(engine):
    dead, due = refuse(engine), owe(engine)

    with reading(engine) as session:
        assert [one.id for one in store.page_of(session, Stage.DEAD, number=1, size=9)] == [dead]
        assert [one.id for one in store.page_of(session, Stage.DUE, number=1, size=9)] == [due]


def test_every_stage_is_counted_also_where_there_is_nothing(engine):
    refuse(engine)
    owe(engine)
    owe(engine)

    with reading(engine) as session:
        found = store.counts(session)

    assert found == {
        Stage.DUE: 2,
        Stage.SENDING: 0,
        Stage.SENT: 0,
        Stage.DEAD: 1,
        Stage.DROPPED: 0,
        Stage.HELD: 0,
    }


def test_the_letters_about_a_thing_are_found(engine):
    first, _, second = (owe(engine, about_id=number) for number in (7, 8, 7))
    owe(engine, about="comment", about_id=7)

    with reading(engine) as session:
        assert [one.id for one in store.about(session, "inquiry", 7)] == [first, second]


def test_attempts_are_found_for_many_letters_at_once(engine):
    tried, untried = refuse(engine), owe(engine)

    with reading(engine) as session:
        found = store.attempts_by_letter(session, [tried, untried])

    assert [one.answer for one in found[tried]] == ["552 mailbox full"]
    assert found[untried] == []


def test_there_is_no_alarm_while_letters_leave(engine):
    owe(engine)

    assert alarm(engine) is None


def test_one_dead_letter_raises_the_alarm_with_the_server_s_words(engine):
    refuse(engine, words="552 mailbox full.")

    found = alarm(engine)

    assert found
    assert found.dead == 1
    assert found.oldest_unsent_at is None
    assert found.words == "One letter could not be delivered: 552 mailbox full."


def test_several_dead_letters_are_counted(engine):
    refuse(engine)
    refuse(engine, words="550 no such mailbox")

    found = alarm(engine)

    assert found
    assert found.words == "2 letters could not be delivered; the last one: 550 no such mailbox."


def test_a_letter_unsent_for_more_than_half_an_hour_raises_the_alarm(engine):
    owe(engine)

    assert alarm(engine, after=_HALF_AN_HOUR) is None
    found = alarm(engine, after=_HALF_AN_HOUR + timedelta(minutes=1))

    assert found
    assert found.dead == 0
    assert found.oldest_unsent_at == NOON
    assert found.words == "The oldest unsent letter has waited for 31 minutes."


def test_a_long_wait_is_told_in_hours_and_days(engine):
    owe(engine)

    assert "for 5 hours" in getattr(alarm(engine, after=timedelta(hours=5.5)), "words", "")
    assert "for 3 days" in getattr(alarm(engine, after=timedelta(days=3.5)), "words", "")
