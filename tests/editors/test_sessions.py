"""Signed-in sessions: how they begin, and all the ways in which they end."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from blog.db import reading, writing
from blog.editors import passwords, people, sign_in, store
from blog.editors.model import Editor, SignedIn
from blog.editors.store import Present
from tests import make


def begin(engine: Engine, editor: Editor, now: datetime) -> str:
    with writing(engine) as session:
        token = sign_in.begin(session, editor, fresh=None, now=now)
    assert token
    return token


def who(engine: Engine, token: str, now: datetime) -> Present | None:
    with reading(engine) as session:
        return sign_in.who(session, token, now=now)


def test_a_token_tells_who_it_is(engine: Engine, editor: Editor, now: datetime):
    token = begin(engine, editor, now)

    present = who(engine, token, now)

    assert present
    assert (present.name, present.role) == ("Erin", "editor")
    assert who(engine, token + "x", now) is None


def test_the_token_itself_is_not_kept(engine: Engine, editor: Editor, now: datetime):
    token = begin(engine, editor, now)

    with reading(engine) as session:
        kept = session.scalars(select(SignedIn.token_hash)).one()

    assert len(token) >= 43
    assert token not in kept


def test_a_session_ends_after_twelve_unused_hours(engine: Engine, editor: Editor, now: datetime):
    token = begin(engine, editor, now)

    assert who(engine, token, now + timedelta(hours=12) - timedelta(seconds=1))
    assert who(engine, token, now + timedelta(hours=12)) is None


def test_a_session_that_is_used_lasts_fourteen_days_at_most(
    engine: Engine, editor: Editor, now: datetime
):
    token = begin(engine, editor, now)
    for hours in range(10, 14 * 24, 10):
        present = who(engine, token, now + timedelta(hours=hours))
        assert present
        with writing(engine) as session:
            store.see(session, present.session_id, now=now + timedelta(hours=hours))

    assert who(engine, token, now + timedelta(days=14) - timedelta(seconds=1))
    assert who(engine, token, now + timedelta(days=14)) is None


def test_a_visit_is_noted_every_five_minutes_at_most(engine: Engine, editor: Editor, now: datetime):
    present = who(engine, begin(engine, editor, now), now)

    assert present
    assert not sign_in.is_to_be_noted(present, now=now + timedelta(minutes=4, seconds=59))
    assert sign_in.is_to_be_noted(present, now=now + timedelta(minutes=5))


def test_sessions_that_have_run_out_are_forgotten(engine: Engine, editor: Editor, now: datetime):
    begin(engine, editor, now)

    begin(engine, editor, now + timedelta(days=1))

    with reading(engine) as session:
        assert len(session.scalars(select(SignedIn)).all()) == 1


def test_a_new_password_ends_every_session_of_that_editor_alone(
    engine: Engine, editor: Editor, now: datetime
):
    sam = make.an_editor(engine, name="Sam", email="sam@howard.example")
    erins, sams = [begin(engine, editor, now), begin(engine, editor, now)], begin(engine, sam, now)

    with writing(engine) as session:
        people.new_password(session, "Erin@Howard.example", password="another-green-door")

    assert [who(engine, token, now) for token in erins] == [None, None]
    assert who(engine, sams, now)


def test_removing_an_editor_ends_their_sessions(engine: Engine, editor: Editor, now: datetime):
    token = begin(engine, editor, now)

    with writing(engine) as session:
        people.remove(session, editor.email)

    assert who(engine, token, now) is None


def test_no_session_begins_with_a_password_that_was_just_changed(
    engine: Engine, editor: Editor, now: datetime
):
    with writing(engine) as session:
        people.new_password(session, editor.email, password="another-green-door")

    with writing(engine) as session:
        assert sign_in.begin(session, editor, fresh=None, now=now) is None


def test_an_outdated_hash_is_replaced_at_sign_in(engine: Engine, editor: Editor, now: datetime):
    fresh = passwords.kept(make.PASSWORD)

    with writing(engine) as session:
        assert sign_in.begin(session, editor, fresh=fresh, now=now)

    with reading(engine) as session:
        found = store.by_email(session, editor.email)
    assert found
    assert found.password == fresh
