"""The errand of the drawer: texts that an older version of the site drew are drawn again."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Flask

from blog import edition
from blog.db import cause_of, reading, writing
from blog.posts import store
from blog.posts.life.redraw import Anew, Redrawn, drawn_anew, keep
from blog.text.prose.posts import MAKE

_AT_ONCE = 20
_SECONDS_AT_ONCE = 1.0  # letters wait meanwhile
_SECONDS_BETWEEN_TURNS = 30.0  # each empties what everybody's pages are kept in


@dataclass(kw_only=True)
class Redrawing:
    """Goes through all texts once in the life of a process, a few at each call, and then rests:
    looking for older ones among 10,000 takes too long to be done each second. Readers see what was
    drawn every half minute, and all of it at the end."""

    app: Flask
    clock: Callable[[], float] = time.monotonic
    is_done: bool = False
    _after: int = 0
    _owes_turn: bool = False
    _turned_at: float = float("-inf")

    def go_on(self) -> None:
        """One that fails is told to the log and left as it was, until the site starts again."""
        if self.is_done:
            return
        until = self.clock() + _SECONDS_AT_ONCE
        with reading(self.app.extensions["kit"].engine) as look:
            older = store.drawn_before(look, MAKE, after=self._after, most=_AT_ONCE + 1)
            looked_at = self._in_time(drawn_anew(look, older[:_AT_ONCE]), until)
        is_last = len(looked_at) == len(older)
        self._keep([it.made for it in looked_at if it.made], is_last=is_last)
        self._after = looked_at[-1].post_id if looked_at else self._after
        self.is_done = is_last
        for it in looked_at:
            if it.failure:
                cause = cause_of(it.failure)
                self.app.logger.error("Post %s was not drawn again: %s", it.post_id, cause)

    def _in_time(self, anew: Iterable[Anew], until: float) -> list[Anew]:
        """One at least: a text that takes longer than that comes to an end as well."""
        looked_at: list[Anew] = []
        for it in anew:
            looked_at.append(it)
            if self.clock() > until:
                break
        return looked_at

    def _keep(self, made: list[Redrawn], *, is_last: bool) -> None:
        """At the end the edition turns for whatever was kept, seen or not: a process that ended
        midway may have owed its turn for what looked different."""
        if not made and not (is_last and self._owes_turn):
            return
        is_due = is_last or self.clock() - self._turned_at > _SECONDS_BETWEEN_TURNS
        with writing(self.app.extensions["kit"].engine) as session:
            owes_turn = keep(session, made) > 0 or self._owes_turn
            if owes_turn and is_due:
                edition.turn(session)
        self._owes_turn = owes_turn and not is_due
        self._turned_at = self.clock() if owes_turn and is_due else self._turned_at
