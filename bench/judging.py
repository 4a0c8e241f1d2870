"""The rules with a filter that has learned: how long it learns, how many it judges."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from bench.crowd import texts
from bench.table import Figure
from blog.comments.draft import Draft
from blog.comments.policy import Policy
from blog.comments.submit import judged
from blog.db import open_engine, reading, writing
from blog.learned.opinion import Kind
from blog.learned.train import learn

_LEARNED, _JUDGED = 5_000, 2_000
_ROUNDS = 3
_LEAST_A_SECOND = 1_000
_TRAINING = f"The filter, taught {_LEARNED:,} comments one by one"
_JUDGING = f"The rules, with a filter taught {_LEARNED:,} comments"


def learning_and_judging(database: Path) -> Iterator[Figure]:
    """On SQLite, in this process: CPU of one core, without the commit of what is judged."""
    engine = open_engine(f"sqlite:///{database}")
    began, used = time.perf_counter(), time.process_time()
    with writing(engine) as session:
        for number, text in enumerate(texts(_LEARNED, seed=2)):
            kind = Kind.SPAM if number % 2 else Kind.GOOD
            learn(session, "comment", text, name=f"Ada {number}", kind=kind)
    took = time.perf_counter() - began
    used = time.process_time() - used
    yield Figure(part=_TRAINING, name="time", value=took, unit="s")
    yield Figure(part=_TRAINING, name="CPU each", value=used / _LEARNED * 1000, unit="ms")
    drafts = [_draft(number, text) for number, text in enumerate(texts(_JUDGED, seed=3))]
    least = min(_seconds_to_judge(engine, drafts) for _ in range(_ROUNDS))
    yield Figure(
        part=_JUDGING, name="verdicts", value=_JUDGED / least, unit="/s", at_least=_LEAST_A_SECOND
    )
    yield Figure(part=_JUDGING, name="CPU each", value=least / _JUDGED * 1000, unit="ms")
    engine.dispose()


def _seconds_to_judge(engine: Engine, drafts: Sequence[Draft]) -> float:
    used = time.process_time()
    with reading(engine) as session:
        for draft in drafts:
            judged(session, draft, post_id=1, policy=Policy(), now=datetime.now(UTC))
    return time.process_time() - used


def _draft(number: int, text: str) -> Draft:
    return Draft(
        name=f"Ada {number}",
        email=f"ada{number}@ada.example",
        website="",
        text=text,
        html=text,
        parent_id=None,
        trap="",
        network=f"198.51.{number % 256}.0/24",
    )
