"""The errands of the watch: it warns, tells what came in each week, and rehearses."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from blog import owner
from blog.courier import claimant
from blog.db import reading, writing
from blog.mail import Office
from blog.notices import store as notices
from blog.outbox import store as outbox
from blog.outbox.leaving.deliver import deliver_about
from blog.outbox.leaving.outgoing import Send
from blog.rehearsal.steps import Rehearsal, failed_at
from blog.rehearsal.visitor import Within
from blog.watch import store, times, weekly
from blog.watch.trouble import Figures, Trouble, is_silent, trouble_in
from blog.watch.warning import next_change, warn
from blog.web.kit import kit

_SECONDS_BETWEEN_WATCHES = 60.0
_COURIER_HAS = timedelta(minutes=1)
Wire = Callable[[], Send]
"""Gives the way that letters leave."""


def in_turn(*errands: Callable[[], None]) -> Callable[[], None]:
    """All of them, one after the other; one that fails keeps none of the others from its turn."""

    def all_of_them() -> None:
        failures = []
        for errand in errands:
            try:
                errand()
            except Exception as failure:
                failures.append(failure)
        if failures:
            raise failures[0]

    return all_of_them


def once_a_minute(errand: Callable[[], None]) -> Callable[[], None]:
    """The errand, for a courier who asks each second; one that fails waits for its turn as well."""
    next_at = 0.0

    def when_it_is_time() -> None:
        nonlocal next_at
        if time.monotonic() >= next_at:
            next_at = time.monotonic() + _SECONDS_BETWEEN_WATCHES
            errand()

    return when_it_is_time


def watch(app: Flask, wire: Wire) -> None:
    """What the courier does each minute. That it asks is the proof that it runs."""
    with app.app_context():
        in_turn(
            lambda: rehearse_if_due(app, wire),
            lambda: tell_of_trouble(looked_at=kit().now()),
            tell_of_the_week,
        )()


def stand_in(app: Flask, office: Office, *, since: datetime) -> None:
    """What the watchman, who began at `since`, does each minute: warn that no courier runs, and
    deliver the warnings that none takes, by an `office` apart from the courier's."""
    with app.app_context():
        now = kit().now()
        with reading(kit().engine) as look:
            rounds = outbox.rounds(look)
        looked_at = max(rounds.looked_at, since) if rounds else since
        silent = is_silent(looked_at, now=now)
        if silent:
            tell_of_trouble(looked_at=looked_at)
        _deliver_warnings(lambda: office, due_by=now if silent else now - _COURIER_HAS)
    office.goodbye()


def tell_of_trouble(*, looked_at: datetime) -> None:
    """Write the warning that is due, if one is; only one of several processes does."""
    to, now = owner.reception().alarm_to, kit().now()
    if not to:
        return
    with reading(kit().engine) as look:
        seen, trouble = store.warned(look), trouble_now(look, looked_at=looked_at, now=now)
    if change := next_change(seen, trouble, now=now):
        zone, office = owner.wishes().zone, owner.office()
        with writing(kit().engine) as session:
            warn(session, seen, change, trouble, to=to, office=office, zone=zone, now=now)


def trouble_now(look: Session, *, looked_at: datetime, now: datetime) -> Trouble | None:
    """In the words of the red line at the desk."""
    pause = timedelta(minutes=owner.discussion().minutes_between_letters)
    unwritten = notices.due_since(look, pause=pause)
    letters, rounds = store.letters(look), outbox.rounds(look)
    alarm = outbox.alarm(look, now=now, unwritten_since=unwritten)
    figures = Figures(
        dead=letters.dead,
        waiting=letters.waiting,
        oldest_unsent_at=min(
            (at for at in (letters.oldest_unsent_at, unwritten) if at), default=None
        ),
        looked_at=looked_at,
        paused_since=rounds.paused_since if rounds else None,
        failed=store.failed_rehearsal(look),
    )
    return trouble_in(figures, now=now, letters_say=alarm.words if alarm else "")


def tell_of_the_week() -> None:
    """The letter of the week, once it is over; also late, and one for all the weeks since."""
    zone, office, now = owner.wishes().zone, owner.office(), kit().now()
    with reading(kit().engine) as look:
        seen = store.warned(look)
    since = seen.week_told_at
    if since and not times.is_week_due(since, zone=zone, now=now):
        return
    with writing(kit().engine) as session:
        if not store.move_on(session, seen, {"week_told_at": now}):
            return
        if since and owner.reception().weekly_letter:
            week = store.week(session, since=since, until=now)
            weekly.write_all(session, week, since=since, office=office, zone=zone, now=now)


def rehearse_if_due(app: Flask, wire: Wire) -> None:
    """The rehearsal that the owner wished for. The courier delivers its letter here and now."""
    days, zone, now = owner.reception().rehearse_every_days, owner.wishes().zone, kit().now()
    if days <= 0:
        return
    with reading(kit().engine) as look:
        seen = store.warned(look)
    if not times.is_rehearsal_due(seen.rehearsed_at, every_days=days, zone=zone, now=now):
        return
    with writing(kit().engine) as session:
        if not store.move_on(session, seen, {"rehearsed_at": now}):
            return
    visitor = Within(app, kit().settings.public_url)
    rehearsal = Rehearsal(visitor=visitor, send=wire(), claimant=claimant(), within=1.0)
    failed = failed_at(list(rehearsal.steps()))
    with writing(kit().engine) as session:
        store.note_rehearsal(session, failed=failed, now=now)


def _deliver_warnings(wire: Wire, *, due_by: datetime) -> None:
    with reading(kit().engine) as look:
        if not store.is_warning_due(look, due_by=due_by):
            return
    send, name, clock = wire(), claimant(), kit().clock
    while deliver_about(
        kit().engine, send, about="alarm", about_id=0, due_by=due_by, claimant=name, now=clock
    ):
        pass
