"""Reading what is sent before anything is done with it, so that slow senders hold up nobody."""

import io
import threading
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_BUSY = (
    b"<!doctype html><html lang=en><title>One moment</title><h1>One moment</h1>"
    b"<p>Too many forms are being sent at this moment. Nothing was taken: go back, your browser "
    b"still has what you typed, and send it again in a minute."
)
_BUSY_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(_BUSY))),
    ("Cache-Control", "no-store"),
    ("Retry-After", "60"),
]


class WholeBodies:
    """The app is called once the body is there, in memory, and at most `longest` bytes of it, or
    as many as `longer` says of its path.

    No more than `at_once` are read at a time: each takes a thread of the server for as long as its
    sender pleases, and pages are to be served meanwhile. What is too long is left to the app to
    refuse; a body whose length was not announced gets one, so that it can tell."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        longest: int,
        longer: Callable[[str], int | None] = lambda _path: None,
        at_once: int,
        headers: dict[str, str],
    ) -> None:
        self._app = app
        self._longest = longest
        self._longer = longer
        self._turns = threading.BoundedSemaphore(at_once)
        self._busy_headers = [*_BUSY_HEADERS, *headers.items()]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        longest = self._longer(environ.get("PATH_INFO", "")) or self._longest
        length = _length(environ, longest)
        if length is None:
            return self._app(environ, start)
        if not self._turns.acquire(blocking=False):
            start("503 Service Unavailable", self._busy_headers)
            return [_BUSY]
        try:
            body = _up_to(environ["wsgi.input"], length)
        finally:
            self._turns.release()
        if len(body) <= longest:
            environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)  # it is done with; werkzeug would go by it
        return self._app(environ, start)


def _length(environ: WSGIEnvironment, longest: int) -> int | None:
    """How much there is to read here. Without an announced length a server has to promise
    that the stream ends, or reading it would wait for ever."""
    announced = environ.get("CONTENT_LENGTH") or ""
    if announced:
        length = int(announced) if announced.isascii() and announced.isdigit() else 0
        return length if 0 < length <= longest else None
    ends = environ.get("wsgi.input_terminated") and "HTTP_TRANSFER_ENCODING" in environ
    return longest + 1 if ends else None


def _up_to(source: io.BufferedIOBase, most: int) -> bytes:
    """All of it, or its first `most` bytes; a sender who hangs up has sent what came so far."""
    pieces = io.BytesIO()
    while (left := most - pieces.tell()) > 0:
        try:
            piece = source.read(left)
        except OSError:
            break
        if not piece:
            break
        pieces.write(piece)
    return pieces.getvalue()
