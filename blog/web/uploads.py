"""Files on their way in: onto the disk rather than into memory, and only from who may send them."""

import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

CUT_OFF = "upload.cut_off"
_PIECE = 64 * 1024
_IN_MEMORY = 256 * 1024
_MOST_OF_A_STRANGER = 32 * 1024 * 1024
_BUSY = (
    b"<!doctype html><html lang=en><title>One moment</title><h1>One moment</h1>"
    b"<p>Others are sending files at this moment. Nothing of yours was taken: go back, and send "
    b"it again in a minute."
)
_BUSY_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(_BUSY))),
    ("Cache-Control", "no-store"),
    ("Retry-After", "10"),
]


class Uploads:
    """For the paths that `longest` names, with how much each takes, the app is called once all of
    the body lies in a file. No more than `at_once` are read at a time; as
    many more wait for a turn, for `patience` seconds.

    What `is_known` does not know is read to nowhere, for they are to hear that they are signed
    out; what is too long likewise, and the app learns of its length alone. Where a sender stopped
    in the middle, CUT_OFF stands in the environment."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        longest: Mapping[str, int],
        is_known: Callable[[WSGIEnvironment], bool],
        at_once: int,
        headers: dict[str, str],
        patience: float = 20,
    ) -> None:
        self._app, self._longest, self._is_known = app, longest, is_known
        self._turns, self._patience = threading.BoundedSemaphore(at_once), patience
        self._waiting = threading.BoundedSemaphore(at_once)
        self._strangers = threading.BoundedSemaphore(at_once)
        self._busy_headers = [*_BUSY_HEADERS, *headers.items()]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        longest = self._longest.get(environ.get("PATH_INFO", ""))
        if longest is None or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self._app(environ, start)
        if not self._is_known(environ):
            return self._without_body(environ, start)
        if not self._gets_a_turn():
            start("503 Service Unavailable", self._busy_headers)
            return [_BUSY]
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            try:
                _read(environ, file, longest)
            finally:
                self._turns.release()
            return self._app(environ, start)

    def _gets_a_turn(self) -> bool:
        if self._turns.acquire(blocking=False):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._turns.acquire(timeout=self._patience)
        finally:
            self._waiting.release()

    def _without_body(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self._strangers.acquire(blocking=False):
            try:
                _drain(environ["wsgi.input"], min(_announced(environ), _MOST_OF_A_STRANGER))
            finally:
                self._strangers.release()
        with tempfile.SpooledTemporaryFile() as nothing:
            _hand_over(environ, nothing, 0)
            return self._app(environ, start)


def _read(environ: WSGIEnvironment, file: Any, longest: int) -> None:
    announced = _announced(environ)
    ends = environ.get("wsgi.input_terminated") and "HTTP_TRANSFER_ENCODING" in environ
    most = announced or (longest + 1 if ends else 0)
    if most > longest and announced:
        _drain(environ["wsgi.input"], min(announced, 2 * longest))
        _hand_over(environ, file, announced)
        return
    came = _copy(environ["wsgi.input"], file, most)
    environ[CUT_OFF] = bool(announced) and came < announced
    file.seek(0)
    _hand_over(environ, file, came)


def _hand_over(environ: WSGIEnvironment, file: Any, length: int) -> None:
    environ["wsgi.input"] = file
    environ["CONTENT_LENGTH"] = str(length)
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # it is done with; werkzeug would go by it


def _announced(environ: WSGIEnvironment) -> int:
    text = environ.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _copy(source: Any, file: IO[bytes], most: int) -> int:
    """How much came; a sender who hangs up has sent what came so far."""
    came = 0
    while came < most:
        try:
            piece = source.read(min(_PIECE, most - came))
        except OSError:
            break
        if not piece:
            break
        file.write(piece)
        came += len(piece)
    return came


def _drain(source: Any, most: int) -> None:
    with open("/dev/null", "wb") as nowhere:
        _copy(source, nowhere, most)
