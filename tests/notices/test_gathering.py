"""When the office is told of comments, of which, and how many letters that makes."""

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from blog import errands
from blog.comments import store as comments
from blog.comments.model import Comment, Owed, Status
from blog.db import writing
from blog.notices import gather as gathering
from blog.notices.model import Round
from blog.outbox.model import Letter
from tests import make
from tests.clock import NOON
from tests.notices.told import an_owed_comment, letters_told, the_owner_wishes
from tests.public.sent import reply
from tests.rows import rows

PAUSE = timedelta(minutes=15)


def owed(engine):
    with writing(engine) as session:
        return {one.comment_id for one in session.query(Owed)}


def decide(engine, comment, status):
    with writing(engine) as session:
        session.get_one(Comment, comment.id).status = status


def test_the_first_held_comment_is_told_of_at_once(app, engine, post):
    an_owed_comment(engine, post)

    assert len(letters_told(app)) == 1
    assert owed(engine) == set()


def test_what_comes_within_the_pause_is_gathered_until_it_is_over(app, clock, engine, post):
    an_owed_comment(engine, post)
    letters_told(app)
    for number in range(12):
        an_owed_comment(engine, post, name=f"Ada {number}")

    clock.forward(PAUSE - timedelta(seconds=1))
    before = len(letters_told(app))
    clock.forward(timedelta(seconds=1))
    _, gathered = letters_told(app)

    assert before == 1
    assert gathered.subject == "[Howard Street] 12 replies are waiting"


def test_a_comment_after_a_quiet_time_is_told_of_at_once_again(app, clock, engine, post):
    an_owed_comment(engine, post)
    letters_told(app)
    clock.forward(timedelta(hours=2))

    an_owed_comment(engine, post, name="Sam")

    assert len(letters_told(app)) == 2


def test_a_flood_of_a_thousand_in_a_minute_makes_two_letters(app, clock, engine, post):
    for number in range(1000):
        an_owed_comment(engine, post, name=f"Eve {number}", created_at=clock.now)
        clock.forward(timedelta(milliseconds=60))
        errands.tell_the_office(app)
    within_the_minute = len(rows(engine, Letter))
    for _ in range(24 * 60):
        clock.forward(timedelta(minutes=1))
        errands.tell_the_office(app)

    first, second = rows(engine, Letter)
    assert within_the_minute == 1
    assert first.subject == "[Howard Street] Please look at a reply to “Coaching vs. Mentorship”"
    assert second.subject == "[Howard Street] 999 replies are waiting"
    assert "And 959 more at the desk:" in second.body


def test_each_of_several_recipients_gets_one_letter_a_round(app, clock, engine, post):
    the_owner_wishes(engine, comment_letters_to=("a@howard.example", "b@howard.example"))
    for name in ("Ada", "Sam"):
        an_owed_comment(engine, post, name=name)
        letters_told(app)
    clock.forward(PAUSE)

    told = letters_told(app)

    assert [letter.recipient for letter in told] == ["a@howard.example", "b@howard.example"] * 2


def test_with_no_pause_each_is_told_of_by_itself(app, engine, post):
    the_owner_wishes(engine, minutes_between_letters=0)
    for name in ("Ada", "Sam", "Eve"):
        an_owed_comment(engine, post, name=name)
        letters_told(app)

    assert [letter.reply_to_name for letter in rows(engine, Letter)] == ["Ada", "Sam", "Eve"]


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SPAM, Status.TRASH, Status.GONE])
def test_what_was_decided_meanwhile_is_told_to_nobody(app, clock, engine, post, status):
    an_owed_comment(engine, post)
    letters_told(app)
    decided, waiting = an_owed_comment(engine, post, name="Eve"), an_owed_comment(engine, post)
    decide(engine, decided, status)
    clock.forward(PAUSE)

    letter = letters_told(app)[-1]

    assert letter.about_id == waiting.id
    assert "Eve" not in letter.body
    assert owed(engine) == set()


def test_a_round_in_which_all_was_decided_puts_nothing_off(app, engine, post):
    decide(engine, an_owed_comment(engine, post), Status.TRASH)
    assert letters_told(app) == []

    an_owed_comment(engine, post)

    assert len(letters_told(app)) == 1


def test_a_comment_that_is_deleted_is_owed_no_longer(app, engine, post):
    comment = an_owed_comment(engine, post)
    with writing(engine) as session:
        session.delete(session.get(Comment, comment.id))

    assert letters_told(app) == []


def test_an_owner_who_wants_no_letters_about_held_ones_gets_none(app, engine, post):
    the_owner_wishes(engine, held_letters=False)
    an_owed_comment(engine, post)

    assert letters_told(app) == []
    assert owed(engine) == set()


@pytest.mark.parametrize("wanted", [True, False])
def test_what_is_public_at_once_is_told_of_only_if_the_owner_wants_it(
    app, client, engine, post, wanted
):
    the_owner_wishes(engine, approved_letters=wanted)
    with writing(engine) as session:
        make.a_comment(session, post, name="Ada Reader", email="ada@example.org")

    reply(client, post.slug)

    assert len(letters_told(app)) == wanted


def test_suspected_spam_is_never_told_of(app, client, engine, post):
    the_owner_wishes(engine, approved_letters=True)

    reply(client, post.slug, remark="cheap pills")

    assert [comment.status for comment in rows(engine, Comment)] == [Status.SPAM]
    assert letters_told(app) == []


def test_a_crash_between_leaves_all_of_it_owed(app, engine, post, monkeypatch):
    comment = an_owed_comment(engine, post)

    def crash(*_args, **_named):
        raise RuntimeError("the machine stops")

    with monkeypatch.context() as patched:
        patched.setattr(gathering, "write", crash)
        with pytest.raises(RuntimeError):
            errands.tell_the_office(app)

    assert owed(engine) == {comment.id}
    assert rows(engine, Round) == []
    assert len(letters_told(app)) == 1


def test_of_many_couriers_at_once_one_writes_the_letter(app, engine, post):
    for number in range(20):
        an_owed_comment(engine, post, name=f"Ada {number}")
    ready = threading.Barrier(6)

    def look():
        ready.wait()
        errands.tell_the_office(app)

    couriers = [threading.Thread(target=look) for _ in range(6)]
    for courier in couriers:
        courier.start()
    for courier in couriers:
        courier.join()

    (letter,) = rows(engine, Letter)
    assert letter.subject.endswith("20 replies are waiting")


def test_with_no_pause_many_couriers_tell_of_each_once(app, engine, post):
    the_owner_wishes(engine, minutes_between_letters=0)
    stop = threading.Event()

    def look():
        while not stop.is_set():
            errands.tell_the_office(app)

    couriers = [threading.Thread(target=look) for _ in range(3)]
    for courier in couriers:
        courier.start()
    for number in range(15):
        an_owed_comment(engine, post, name=f"Reader-{number};")
    while owed(engine):
        pass
    stop.set()
    for courier in couriers:
        courier.join()

    bodies = "".join(letter.body for letter in rows(engine, Letter))
    assert [bodies.count(f"Reader-{number};\nE-mail") for number in range(15)] == [1] * 15


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite: one writer
def test_what_is_owed_while_a_round_is_written_stays_owed(app, engine, post):
    an_owed_comment(engine, post)
    late: list[int] = []

    def another(_connection, _cursor, statement, *_rest):
        if statement.startswith("DELETE FROM notice_owed") and not late:
            late.append(an_owed_comment(engine, post, name="Late").id)

    event.listen(app.extensions["kit"].engine, "after_cursor_execute", another)
    letters_told(app)

    assert owed(engine) == set(late) != set()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite: one writer
def test_what_is_held_anew_while_a_round_waits_is_not_forgotten(app, engine, post):
    """Erin approved it, and its author's correction brings it back just as a courier looks."""
    comment = an_owed_comment(engine, post, text="At first.")
    decide(engine, comment, Status.APPROVED)
    with writing(engine) as session:
        session.get_one(Comment, comment.id).status = Status.HELD
        session.flush()
        comments.owe(session, comment.id, Status.HELD, now=NOON)
        courier = threading.Thread(target=errands.tell_the_office, args=[app])
        courier.start()
        until_somebody_waits(engine)
    courier.join()

    (letter,) = rows(engine, Letter)
    assert letter.about_id == comment.id


def until_somebody_waits(engine):
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    for _ in range(500):
        with engine.connect() as look:
            if look.scalar(text(waiting)):
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def test_an_idle_courier_asks_one_small_question_and_never_to_write(app, engine):
    asked = []
    event.listen(
        app.extensions["kit"].engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: asked.append(statement),
    )

    errands.tell_the_office(app)

    assert len([it for it in asked if "BEGIN" not in it]) == 1
    assert "BEGIN IMMEDIATE" not in asked


def test_while_a_round_is_not_due_no_courier_asks_to_write(app, engine, post):
    an_owed_comment(engine, post)
    letters_told(app)
    an_owed_comment(engine, post)
    asked = []
    event.listen(
        app.extensions["kit"].engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: asked.append(statement),
    )

    errands.tell_the_office(app)

    assert not [it for it in asked if not it.startswith(("SELECT", "BEGIN", "PRAGMA"))]
    assert "BEGIN IMMEDIATE" not in asked


def test_a_clock_that_was_far_ahead_silences_nobody(app, engine, post):
    with writing(engine) as session:
        session.add(Round(id=1, told_at=NOON + timedelta(days=400)))
    an_owed_comment(engine, post)

    assert len(letters_told(app)) == 1
