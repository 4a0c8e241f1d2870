"""The courier: the loop that delivers letters, in a thread of the server or in its own process."""

import logging
import os
import secrets
import socket
import time
from collections.abc import Callable
from itertools import count

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from blog.clock import Clock
from blog.loop import Loop
from blog.outbox.leaving.deliver import deliver_one, note_look, place_of, reclaim
from blog.outbox.leaving.outgoing import Send

_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_AFTER_TROUBLE = 5.0
_SECONDS_BETWEEN_RECLAIMS = 30.0
_SECONDS_BETWEEN_NOTES = 30.0
_SECONDS_BEFORE_GOODBYE = 30.0
_SECONDS_BETWEEN_CHORES = 3600.0
_PROCESS = secrets.token_hex(4)  # a restarted container has the same host and process number
_numbers = count(1)
_log = logging.getLogger(__name__)


class Courier(Loop):
    """Delivers letters as they fall due, one at a time. Any number may run, on any host."""

    name = "courier"

    def __init__(
        self,
        engine: Engine,
        send: Send,
        *,
        now: Clock,
        gather: Callable[[], None] | None = None,
        chores: Callable[[], None] | None = None,
        goodbye: Callable[[], None] | None = None,
    ) -> None:
        """`gather` writes letters that are put off until several things can be told in one; it is
        called at each look. `chores` is what else has to be done every hour, with nobody asking
        for it. `goodbye` closes the line to the mail server, when no letter left for a while and
        at the end."""
        super().__init__()
        self._engine = engine
        self._send = send
        self._now = now
        self._gather = gather
        self._chores = chores
        self._goodbye = goodbye or (lambda: None)
        self._idle_since = time.monotonic()
        self._reclaim_at = 0.0
        self._note_at = 0.0
        self._gather_at = 0.0
        self._chores_at = 0.0

    def run_forever(self) -> None:
        """Deliver until another thread calls `stop`; no error ends it."""
        name = claimant()
        while not self._stopping.is_set():
            self._news.clear()  # before looking: a letter written from here on wakes us again
            try:
                self._round(name)
            except Exception as error:
                _log.error("The courier goes on after %s.", place_of(error))
                self._stopping.wait(_SECONDS_AFTER_TROUBLE)
            else:
                self._news.wait(_SECONDS_BETWEEN_LOOKS)
        self._goodbye()

    def _round(self, claimant: str) -> None:
        if time.monotonic() >= self._reclaim_at:
            if back := reclaim(self._engine, is_gone=_is_gone, now=self._now()):
                _log.warning("Letters due again, left by a process that stopped: %s.", back)
            self._reclaim_at = time.monotonic() + _SECONDS_BETWEEN_RECLAIMS
        if self._chores and time.monotonic() >= self._chores_at:
            # before: chores that fail must not keep the letters from leaving
            self._chores_at = time.monotonic() + _SECONDS_BETWEEN_CHORES
            self._chores()
        found = True
        while found and not self._stopping.is_set():
            self._say_that_it_looks()
            self._write_what_is_gathered()  # each time: many letters may be due before the last
            found = deliver_one(self._engine, self._send, claimant=claimant, now=self._now)
            if found:
                self._idle_since = time.monotonic()
        if time.monotonic() - self._idle_since > _SECONDS_BEFORE_GOODBYE:
            self._idle_since = time.monotonic()
            self._goodbye()

    def _say_that_it_looks(self) -> None:
        """For the watch. Letters leave all the same where this cannot be written."""
        if time.monotonic() < self._note_at:
            return
        self._note_at = time.monotonic() + _SECONDS_BETWEEN_NOTES
        try:
            note_look(self._engine, now=self._now())
        except SQLAlchemyError as error:
            _log.warning("The courier's look could not be noted: %s.", place_of(error))

    def _write_what_is_gathered(self) -> None:
        """Letters that stand written leave all the same when no new one can be."""
        if self._gather is None or time.monotonic() < self._gather_at:
            return
        try:
            self._gather()
        except Exception as error:
            self._gather_at = time.monotonic() + _SECONDS_AFTER_TROUBLE
            _log.error("Letters could not be gathered: %s.", place_of(error))


def _host() -> str:
    return socket.gethostname().replace(":", "-")[:60]


def _is_gone(claimant: str) -> bool:
    """Whether it ran on this host and runs no more. Of other hosts we know nothing."""
    host, _, rest = claimant.partition(":")
    pid, _, process = rest.partition(":")
    if host != _host() or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():
        return not process.startswith(_PROCESS)
    return not _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # it runs, as somebody else
    return True


def claimant() -> str:
    """A name to claim letters under, from which other processes can tell whether we still run."""
    return f"{_host()}:{os.getpid()}:{_PROCESS}:{next(_numbers)}"
