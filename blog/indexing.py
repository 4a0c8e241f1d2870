"""The errand of the search: what readers find, and what belongs together, follows what is
published."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import Engine

from blog import edition
from blog.db import cause_of, reading, writing
from blog.search.index import store as index
from blog.search.kin import store as kin
from blog.search.kin.find import family_of
from blog.search.kin.telling import common_words

_BITE, _BITE_OF_KIN = 50, 20
_SECONDS_AT_ONCE = 1.0  # letters wait meanwhile
_SECONDS_BETWEEN_TURNS = 10.0  # each makes all pages anew


@dataclass
class _Line:
    """How far this process is: the edition it has brought in line, by what names everything was
    filed then, which posts failed it, and which words tell nothing.
    `turned_at` is when readers last got to see new kin, and `owes_turn` whether there are newer
    ones."""

    edition: int = -1
    names: str = ""
    failed: set[int] = field(default_factory=set)
    common: frozenset[str] = frozenset()
    turned_at: float = -math.inf
    owes_turn: bool = False


def bring_in_line(app: Flask) -> None:
    """The courier asks each second; while the edition is the same that costs nothing. A second's
    work at most in one go: for the rest the courier comes back at once. Several couriers do the
    same twice, never anything wrong. Each post for itself: one that fails keeps no other."""
    kit = app.extensions["kit"]
    line: _Line = app.extensions.setdefault("indexed", _Line())
    number = kit.edition()  # before looking: what changes meanwhile turns it again
    if number == line.edition:
        return
    errand = _Errand(app, kit.engine, line)
    line.failed.clear()
    if errand.is_done_in_time():
        line.edition, line.common = number, frozenset()
    else:
        app.extensions["courier"].wake()
    if errand.failures:
        raise errand.failures[0]


class _Errand:
    """One go of it."""

    def __init__(self, app: Flask, engine: Engine, line: _Line) -> None:
        self._app, self._engine, self._line = app, engine, line
        self._until = time.monotonic() + _SECONDS_AT_ONCE
        self.failures: list[Exception] = []

    def is_done_in_time(self) -> bool:
        return self._is_clear_of_what_is_gone() and self._is_found() and self._is_weighed()

    def _is_clear_of_what_is_gone(self) -> bool:
        with reading(self._engine) as look:
            ids = index.gone(look, most=10 * _BITE)
        if ids:
            with writing(self._engine) as session:
                index.drop(session, ids)
        return len(ids) < 10 * _BITE

    def _is_found(self) -> bool:
        """All that is new; and where names have changed, what is filed by them."""
        if not self._all(self._index, index.unmade, _BITE):
            return False
        with reading(self._engine) as look:
            names = index.names(look)
            old = index.misfiled(look) if names != self._line.names else []
        for at in range(0, len(old), _BITE):
            self._each(self._index, old[at : at + _BITE])
            if time.monotonic() > self._until:
                return False
        self._line.names = names
        return True

    def _all(
        self,
        act: Callable[[list[int]], None],
        which: Callable[..., list[int]],
        bite: int,
    ) -> bool:
        while time.monotonic() < self._until:
            with reading(self._engine) as look:
                found = which(look, most=bite + len(self._line.failed))
            ids = sorted(set(found) - self._line.failed)[:bite]
            if not ids:
                return True
            self._each(act, ids)
        return False

    def _each(self, act: Callable[[list[int]], None], ids: list[int]) -> None:
        """Together; where that fails, one by one, to see which of them it is."""
        try:
            act(ids)
        except Exception:
            for post_id in ids:
                self._alone(act, post_id)

    def _alone(self, act: Callable[[list[int]], None], post_id: int) -> None:
        try:
            act([post_id])
        except Exception as failure:
            self._app.logger.error("Post %s cannot be found: %s", post_id, cause_of(failure))
            self._line.failed.add(post_id)
            self.failures.append(failure)

    def _index(self, ids: list[int]) -> None:
        with reading(self._engine) as look:
            rows = index.read(look, ids)
        with writing(self._engine) as session:
            index.keep(session, rows)

    def _is_weighed(self) -> bool:
        with reading(self._engine) as look:
            if not self._line.common and index.unweighed(look, most=1):
                self._line.common = common_words(kin.sample(look))
        if not self._all(self._weigh, index.unweighed, _BITE_OF_KIN):
            return False
        if self._line.owes_turn:
            with writing(self._engine) as session:
                edition.turn(session)
            self._turned()
        return True

    def _weigh(self, ids: list[int]) -> None:
        """Readers see the new kin now and then, should this process end before all are weighed."""
        with reading(self._engine) as look:
            found = [family_of(look, it, common=self._line.common) for it in ids]
        is_new = self._line.owes_turn
        with writing(self._engine) as session:
            for family in filter(None, found):
                is_new |= kin.keep(session, family)
                index.note_weighed(session, family.post_id, version=family.version)
            since = time.monotonic() - self._line.turned_at
            turns = is_new and since > _SECONDS_BETWEEN_TURNS
            if turns:
                edition.turn(session)
        self._line.owes_turn = is_new
        if turns:
            self._turned()

    def _turned(self) -> None:
        self._line.turned_at, self._line.owes_turn = time.monotonic(), False
