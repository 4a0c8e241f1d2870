"""Finished pages, kept in memory as the bytes that leave.

Wraps any WSGI app. Kept is what it answers with 200 and calls `public`; by that word it promises
that the page depends on its path, the query keys named here and the edition alone."""

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_plus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli

from blog.since import is_not_before

Headers = list[tuple[str, str]]
Answer = tuple[str, Headers, list[bytes]]
Key = tuple[str, str, str]

_LONGEST = 300
_SPLIT = re.compile(r"(?:[\s,]|W/)+").split
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9_-]{1,20}")
_BESIDE = 3000  # what a page costs in memory beside its body: headers, keys, a few objects
# Pages are made anew at each edition: the last tenth of their size would cost more than it saves.
_BROTLI_QUALITY, _GZIP_LEVEL = 3, 6
_WORTH_COMPRESSING = 500


class Page:
    """One page in one encoding, with its answers made ahead."""

    __slots__ = ("changed", "edition", "etag", "full", "size", "unchanged", "until")

    def __init__(
        self, headers: Headers, body: bytes, encoding: str, *, edition: int, until: float
    ) -> None:
        encoding, body = _encoded(body, encoding)
        self.edition, self.until = edition, until
        self.etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        self.changed = _value(headers, "last-modified")
        kept = [it for it in headers if it[0].lower() not in ("content-length", "vary")]
        kept += [("ETag", self.etag), ("Vary", "Accept-Encoding")]
        whole = [*kept, ("Content-Length", str(len(body)))]
        whole += [("Content-Encoding", encoding)] if encoding else []
        self.full: Answer = ("200 OK", whole, [body])
        about = [it for it in kept if it[0].lower() != "content-type"]
        self.unchanged: Answer = ("304 Not Modified", about, [])
        self.size = len(body) + _BESIDE

    def answer(self, environ: WSGIEnvironment) -> Answer:
        """Whoever knows an ETag is answered by it alone: it sees what changed within a second."""
        if known := environ.get("HTTP_IF_NONE_MATCH"):
            if known == self.etag or self.etag in _SPLIT(known):
                return self.unchanged
        elif self.changed and is_not_before(environ.get("HTTP_IF_MODIFIED_SINCE"), self.changed):
            return self.unchanged
        return self.full if environ["REQUEST_METHOD"] == "GET" else (*self.full[:2], [])


class PageCache:
    """`edition` is asked for each request; pages of another edition than it says are not used.

    Other query keys than `keys` are taken to change nothing; one of `private_keys`, or a value
    that is more than a short word, sends the request straight to the app."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        edition: Callable[[], int],
        keys: frozenset[str] = frozenset({"page", "comments", "thread", "reply_to"}),
        private_keys: frozenset[str] = frozenset({"mine"}),
        limit_bytes: int = 16 * 1024 * 1024,
        seconds: float = 3600,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._edition, self._clock = app, edition, clock
        self._limit_bytes, self._seconds = limit_bytes, seconds
        self._wanted = lru_cache(1024)(lambda query: _wanted(query, keys, private_keys))
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes, self._of_edition = 0, -1
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start)
        status, headers, body = self._look_up(environ) or self._make(environ)
        start(status, headers)
        return body

    def _look_up(self, environ: WSGIEnvironment) -> Answer | None:
        """The finished answer, if there is one. Nobody is to change its lists."""
        key = self._key(environ)
        page = self._pages.get(key) if key else None
        if page is None or page.edition != self._current() or page.until < self._clock():
            return None
        try:
            self._pages.move_to_end(key)  # type: ignore[arg-type]
        except KeyError:  # another thread has just dropped it
            return None
        return page.answer(environ)

    def _make(self, environ: WSGIEnvironment) -> tuple[str, Headers, Iterable[bytes]]:
        """Have the app make the page, and keep it if it is for everyone."""
        key = self._key(environ)
        # before rendering: too new for its edition is fine, too old is not
        edition, until = self._current(), self._clock() + self._seconds
        if key is None or edition is None or environ["REQUEST_METHOD"] == "HEAD":
            return _ask(self._app, environ)
        common = {**environ, "QUERY_STRING": key[1]}
        status, headers, chunks = _ask(self._app, environ)
        if _is_for_everyone(status, headers) and key[1] != environ.get("QUERY_STRING", ""):
            _whole(chunks)  # what one visitor had in their address is not to be in everybody's page
            status, headers, chunks = _ask(self._app, common)
        if not _is_for_everyone(status, headers):
            return status, headers, chunks
        page = Page(headers, _whole(chunks), key[2], edition=edition, until=until)
        self._keep(key, page)
        return page.answer(environ)

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")[:_LONGEST]
        if len(path) > _LONGEST or len(query) > _LONGEST:
            return None
        wanted = self._wanted(query) if query else ""
        return None if wanted is None else (path, wanted, _encoding(accepted))

    def _current(self) -> int | None:
        try:
            return self._edition()
        except Exception:  # whatever the database says: a visitor is better served without us
            return None

    def _keep(self, key: Key, page: Page) -> None:
        if page.size > self._limit_bytes or page.edition != self._current():
            return
        with self._lock:
            if page.edition != self._of_edition:
                self._pages.clear()
                self._bytes, self._of_edition = 0, page.edition
            if old := self._pages.pop(key, None):
                self._bytes -= old.size
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._limit_bytes:
                self._bytes -= self._pages.popitem(last=False)[1].size


def _wanted(query: str, keys: frozenset[str], private_keys: frozenset[str]) -> str | None:
    """The part of the query that makes a difference, in one spelling; None: not to be kept."""
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        name = unquote_plus(name)
        if name in private_keys:
            return None
        if name in keys:
            if name in found or not _PLAIN_VALUE.fullmatch(value):
                return None
            found[name] = value
    return "&".join(f"{name}={value}" for name, value in sorted(found.items()))


@lru_cache(256)
def _encoding(accept_encoding: str) -> str:
    parts = (part.replace(" ", "").partition(";q=") for part in accept_encoding.lower().split(","))
    accepted = {name for name, _, weight in parts if weight.strip("0.") or not weight}
    return next((name for name in ("br", "gzip") if name in accepted), "")


def _encoded(body: bytes, encoding: str) -> tuple[str, bytes]:
    """The encoding it is in at last, and the body."""
    if not encoding or len(body) < _WORTH_COMPRESSING:
        return "", body
    if encoding == "gzip":
        return encoding, gzip.compress(body, _GZIP_LEVEL, mtime=0)
    return encoding, brotli.compress(body, quality=_BROTLI_QUALITY)


def _is_for_everyone(status: str, headers: Headers) -> bool:
    """Answers with an ETag or an encoding of their own, such as files, are looked after already."""
    there = {name.lower() for name, _ in headers}
    return (
        status.startswith("200")
        and "public" in _SPLIT(_value(headers, "cache-control").lower())
        and there.isdisjoint(("set-cookie", "etag", "content-encoding"))
        and _value(headers, "vary").lower() in ("", "accept-encoding")
    )


def _value(headers: Headers, name: str) -> str:
    return ", ".join(value for key, value in headers if key.lower() == name)


def _ask(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, Headers, Iterable[bytes]]:
    heard: list[tuple[str, Headers]] = []

    def hear(status: str, headers: Headers, _error: Any = None, /) -> Callable[[bytes], object]:
        heard.append((status, headers))
        return lambda _written: NotImplemented

    chunks = app(environ, hear)
    return *heard[-1], chunks


def _whole(chunks: Iterable[bytes]) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
