"""The site as an operator runs it, in a folder of its own and on one core."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.machine import free_port, pinned
from blog import create_app, edition
from blog.cli.demo import put_in
from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.posts import store as posts
from blog.site import store as site
from blog.text.markup import comment_html

ROOT = Path(__file__).parent.parent
POST = "/blog/coaching-vs-mentorship/"
REPLIES = 20
_TEXT = (
    "This is *about* as long as a reply usually is: a thought, a reason for it, and an example.\n\n"
    "We tried both in one year, and the difference was who set the agenda."
)
_UP_WITHIN_SECONDS = 30
_LOOK_EACH_SECONDS = 0.002


class Site:
    """`flask serve`, from its start to its end: `with Site(folder) as site:`."""

    def __init__(self, instance: Path, **settings: str) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.seconds_to_start = 0.0
        self._log = instance.parent / f"{instance.name}.log"
        self.environment = _environment(instance, self.port, settings)

    def __enter__(self) -> "Site":
        began = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                pinned(sys.executable, "-m", "flask", "serve", "--demo"),
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        self.seconds_to_start = time.perf_counter() - began
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        """Of the server itself: `taskset` becomes what it starts."""
        return self._process.pid

    def _wait(self) -> None:
        until = time.monotonic() + _UP_WITHIN_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.base}/healthz"):
                    return
            except OSError:
                time.sleep(_LOOK_EACH_SECONDS)
        raise RuntimeError(f"The site does not start:\n{self._log.read_text(errors='replace')}")


def prepare(instance: Path, **settings: str) -> None:
    """The demo content, and as many approved replies to its first post as the goals name."""
    given = {"INSTANCE_PATH": str(instance), "COURIER": "apart", **settings}
    app = create_app(given)
    engine = app.extensions["kit"].engine
    with app.app_context():
        put_in()
        with writing(engine) as session:
            post = posts.readable(session, POST.split("/")[2])
            assert post
            there = len(comments.outline(session, post.id))
            for number in range(there, REPLIES):
                comments.add(session, _reply(post.id, number))
            assert len(session.scalars(select(Comment.id)).all()) == REPLIES
            _lift_limits(session)
    engine.dispose()


def _lift_limits(session: Session) -> None:
    """The owner's limits count, as the deployment's does, and are never reached."""
    wished = site.discussion(session)
    site.keep(session, replace(wished, most_from_network=10**9, most_from_email=10**9))
    edition.turn(session)


def _reply(post_id: int, number: int) -> dict[str, object]:
    email = f"ada{number}@howard.example"
    return {
        "post_id": post_id,
        "parent_id": None,
        "name": f"Ada {number}",
        "email": email,
        "email_key": email,
        "website": "",
        "text": _TEXT,
        "html": comment_html(_TEXT),
        "status": Status.APPROVED,
        "reasons": [],
        "network": "",
        "created_at": datetime(2026, 1, 1, 12, number, tzinfo=UTC),
    }


def _environment(instance: Path, port: int, settings: dict[str, str]) -> dict[str, str]:
    """None of the settings this shell may hold. The flood limit counts, and is never reached."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not re.match(r"FLASK_|(HOST|PORT)$", name)
    }
    named = {f"FLASK_{name}": value for name, value in settings.items()}
    basics = {"FLASK_INSTANCE_PATH": str(instance), "PORT": str(port)}
    return own | basics | {"FLASK_FLOOD_LIMIT": "1000000000"} | named
