"""What a check found, in words for whoever looks after the server."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`todo` says what to do about it; empty where nothing is to be done."""

    what: str
    state: Health
    words: str
    todo: str = ""


def ok(what: str, words: str) -> Finding:
    return Finding(what=what, state=Health.OK, words=words)


def warn(what: str, words: str, todo: str) -> Finding:
    return Finding(what=what, state=Health.WARN, words=words, todo=todo)


def bad(what: str, words: str, todo: str) -> Finding:
    return Finding(what=what, state=Health.BAD, words=words, todo=todo)
