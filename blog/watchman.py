"""The watchman: a small thread beside the server that warns when the courier cannot."""

import atexit
import logging
import threading
from collections.abc import Callable
from datetime import datetime

from blog.clock import Clock
from blog.outbox.leaving.deliver import place_of

_SECONDS_BETWEEN_LOOKS = 60.0
_log = logging.getLogger(__name__)


class Watchman:
    """Looks once a minute for as long as the server serves. Any number may run, on any host."""

    def __init__(self, look: Callable[[datetime], None], *, now: Clock) -> None:
        """`look` is given when the watch began: of what was before, the watchman cannot tell."""
        self._look = look
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is None and not self._stopping.is_set():
            self._thread = threading.Thread(target=self._watch, name="watchman", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def stop(self) -> None:
        """Finish the look in hand, then return."""
        self._stopping.set()
        atexit.unregister(self.stop)
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        since = self._now()
        while not self._stopping.wait(_SECONDS_BETWEEN_LOOKS):
            try:
                self._look(since)
            except Exception as error:  # a database that is away must not end the watch over it
                _log.error("The watchman goes on after %s.", place_of(error))
