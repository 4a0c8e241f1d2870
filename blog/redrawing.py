"""The errand of the drawer: texts that an older version of the site drew are drawn again."""

from dataclasses import dataclass

from flask import Flask

from blog.db import cause_of, reading, writing
from blog.posts import store
from blog.posts.life.redraw import drawn_anew, keep
from blog.text.prose.posts import MAKE

_AT_ONCE = 20


@dataclass(kw_only=True)
class Redrawing:
    """Goes through all texts once in the life of a process, a few at each call, and then rests:
    looking for older ones among 10,000 takes too long to be done each second."""

    app: Flask
    is_done: bool = False
    _after: int = 0

    def go_on(self) -> None:
        """One that fails is told to the log and left as it was, until the site starts again."""
        if self.is_done:
            return
        kit = self.app.extensions["kit"]
        with reading(kit.engine) as look:
            older = store.drawn_before(look, MAKE, after=self._after, most=_AT_ONCE)
            made, failed = drawn_anew(look, older)
        if not older:
            self.is_done = True
            return
        with writing(kit.engine) as session:
            keep(session, made)
        self._after = older[-1]
        for post_id, failure in failed.items():
            self.app.logger.error("Post %s was not drawn again: %s", post_id, cause_of(failure))
