"""The darkroom: the loop that makes the smaller and lighter variants of pictures."""

import logging

from sqlalchemy import Engine

from blog import edition
from blog.clock import Clock
from blog.db import reading, writing
from blog.loop import Loop
from blog.media.child import Prints, Refused, Stopped
from blog.media.sizes import missing
from blog.media.turns import store
from blog.media.turns.store import Claim
from blog.posts.life.redraw import redraw
from blog.site import store as site

_SECONDS_BETWEEN_LOOKS = 3.0
_SECONDS_AFTER_TROUBLE = 10.0
_log = logging.getLogger(__name__)


class Darkroom(Loop):
    """Makes them one picture at a time, in a process of its own that gives way to everything
    else. Any number may run, on any host. Letters do not wait for it, nor it for them."""

    name = "darkroom"

    def __init__(self, engine: Engine, *, now: Clock) -> None:
        super().__init__()
        self._engine, self._now = engine, now
        self._prints: Prints | None = None

    def run_forever(self) -> None:
        """Until another thread calls `stop`; no error ends it."""
        self._news.wait(_SECONDS_BETWEEN_LOOKS)  # the first pages are to be served first
        while not self._stopping.is_set():
            self._news.clear()  # before looking: what comes from here on wakes us again
            try:
                while not self._stopping.is_set() and self.make_one():
                    pass
            except Exception as error:
                _log.error("The darkroom goes on after %s.", type(error).__name__)
                self._stopping.wait(_SECONDS_AFTER_TROUBLE)
            else:
                self._news.wait(_SECONDS_BETWEEN_LOOKS)

    def make_one(self) -> bool:
        """All that is missing of one picture; whether there was one to work on."""
        with reading(self._engine) as look:
            if not store.is_any_waiting(look, now=self._now()):
                return False
        with writing(self._engine) as session:
            claim = store.claim(session, now=self._now())
        if claim:
            self._make(claim)
        return claim is not None

    def _make(self, claim: Claim) -> None:
        with reading(self._engine) as look:
            made = store.made(look, claim.picture_id)
            master = store.master(look, claim.picture_id)
        self._prints = Prints(master, missing(claim.width, claim.ending, made))
        if self._stopping.is_set():
            self._prints.stop()
        held: Claim | None = claim
        try:
            for done in self._prints:
                with writing(self._engine) as session:
                    held = held and store.keep(session, held, done, now=self._now())
                if held is None:  # deleted meanwhile, or taken over while we slept
                    return
        except (Refused, Stopped) as trouble:
            self._lay_down(held, str(trouble))
        else:
            self._hang_up(held)
        finally:
            self._prints = None

    def _lay_down(self, claim: Claim | None, why: str) -> None:
        if claim is None:
            return
        with writing(self._engine) as session:
            if self._stopping.is_set():
                store.give_back(session, claim)
            elif store.fail(session, claim, why):
                _log.warning("A picture's variants could not be made: %s", why)

    def _hang_up(self, claim: Claim | None) -> None:
        """It is ready, and readers see it so: both at once."""
        if claim is None:
            return
        with writing(self._engine) as session:
            if store.finish(session, claim):
                redraw(session, claim.picture_id)
                if claim.picture_id in site.logos(session):
                    edition.turn(session)

    def _let_go(self) -> None:
        """The next one goes on with what is made so far."""
        if prints := self._prints:
            prints.stop()
