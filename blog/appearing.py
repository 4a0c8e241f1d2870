"""The errand of the clock: posts appear at their time, and end at it, with nobody looking."""

from flask import Flask

from blog.db import cause_of, reading, writing
from blog.posts import store
from blog.posts.life.appear import come_due

_AT_ONCE = 100


def appear(app: Flask) -> None:
    """Publish and withdraw what is due. The courier asks each second; while nothing is due that
    is one small question to the database. Each post for itself: one that fails keeps no other."""
    kit = app.extensions["kit"]
    now, failures = kit.clock(), []
    with reading(kit.engine) as look:
        due = store.due(look, now=now, most=_AT_ONCE)
    for post_id in due:
        try:
            with writing(kit.engine) as session:
                come_due(session, post_id, now=now)
        except Exception as failure:
            app.logger.error("Post %s was not moved at its time: %s", post_id, cause_of(failure))
            failures.append(failure)
    if failures:
        raise failures[0]
