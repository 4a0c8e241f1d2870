"""What was drawn lately, in memory, so that a crowd costs one drawing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

_MOST_BYTES = 4 * 1024 * 1024
_MAY_WAIT = 3  # of the server's threads; the others are for readers of pages
_PATIENCE = 5.0


Draw = Callable[[], Mapping[str, bytes]]
"""Gives what is asked for by its name, and what comes of the same work by theirs."""


class Busy(Exception):
    """Others wait already: ask again in a second."""


class Shelf:
    """One thing is drawn at a time, and few may wait for it: nobody can keep all processors busy,
    nor all threads, by asking for pictures."""

    def __init__(self, most_bytes: int = _MOST_BYTES, *, may_wait: int = _MAY_WAIT) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._most_bytes, self._bytes = most_bytes, 0
        self._drawing, self._short = threading.Lock(), threading.Lock()
        self._waiting = threading.BoundedSemaphore(may_wait)

    def get(self, name: str, draw: Draw) -> bytes:
        """What has that name, drawn if it is not there. Raises Busy."""
        if (found := self._look_up(name)) is not None:
            return found
        if not self._waiting.acquire(blocking=False):
            raise Busy
        try:
            return self._drawn(name, draw)
        finally:
            self._waiting.release()

    def _drawn(self, name: str, draw: Draw) -> bytes:
        if not self._drawing.acquire(timeout=_PATIENCE):
            raise Busy
        try:
            if (found := self._look_up(name)) is not None:  # who was before us drew it
                return found
            bodies = draw()
            for each, body in bodies.items():
                self._keep(each, body)
            return bodies[name]
        finally:
            self._drawing.release()

    def _look_up(self, name: str) -> bytes | None:
        with self._short:
            if (found := self._kept.get(name)) is not None:
                self._kept.move_to_end(name)
            return found

    def _keep(self, name: str, body: bytes) -> None:
        with self._short:
            self._bytes += len(body) - len(self._kept.pop(name, b""))
            self._kept[name] = body
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1])
