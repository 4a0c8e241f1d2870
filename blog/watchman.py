"""The watchman: a small thread beside the server that warns when the courier cannot."""

import logging
from collections.abc import Callable
from datetime import datetime

from blog.clock import Clock
from blog.loop import Loop
from blog.outbox.leaving.deliver import place_of

_SECONDS_BETWEEN_LOOKS = 60.0
_log = logging.getLogger(__name__)


class Watchman(Loop):
    """Looks once a minute for as long as the server serves. Any number may run, on any host."""

    name = "watchman"

    def __init__(self, look: Callable[[datetime], None], *, now: Clock) -> None:
        """`look` is given when the watch began: of what was before, the watchman cannot tell."""
        super().__init__()
        self._look = look
        self._now = now

    def run_forever(self) -> None:
        since = self._now()
        while not self._stopping.wait(_SECONDS_BETWEEN_LOOKS):
            try:
                self._look(since)
            except Exception as error:  # a database that is away must not end the watch over it
                _log.error("The watchman goes on after %s.", place_of(error))
