"""The process that decodes and encodes, from outside: started, limited in time, listened to."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any

from blog.media.sizes import Size

_PROGRAM = Path(__file__).with_name("develop.py")
_MASTER_WITHIN_SECONDS = 60
_A_VARIANT_WITHIN_SECONDS = 120
_LONGEST_LINE, _LARGEST = 1000, 64 * 1024 * 1024
# Not ours: it is to know no secret. What Python needs of it, it finds by its own place.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
_WORDS = {
    "unknown": "This is no picture in a format that is taken: JPEG, PNG, WebP, AVIF or GIF.",
    "broken": "The picture is damaged or ends too early. Save or copy it once more.",
    "moving": "This picture moves. Pictures here stand still: save one moment of it.",
    "pixels": "The picture is too large: at most 60 megapixels. Save it smaller.",
    "memory": "The picture takes too much memory to open. Save it smaller, or as JPEG.",
}
_STOPPED = "Opening the picture took too long or went wrong, so it was stopped. Save it as JPEG."


class Refused(Exception):
    """Its words say why, to whom sent the file."""


class Stopped(Exception):
    """The process ended before it was done; its words say how."""


@dataclass(frozen=True, kw_only=True)
class Developed:
    """What is kept of an uploaded file, and its dominant colour as rrggbb."""

    body: bytes
    ending: str
    width: int
    height: int
    colour: str


@dataclass(frozen=True, kw_only=True)
class Print:
    """One variant."""

    body: bytes
    ending: str
    width: int
    height: int


def develop(file: IO[bytes]) -> Developed:
    """`file` has a place on the disk, so that it is in nobody's memory. Raises Refused."""
    file.seek(0)
    with _developed(file, job="master") as out:
        about, body = _heard(out) or _ended()
    return Developed(
        body=body,
        ending=about["ending"],
        width=about["width"],
        height=about["height"],
        colour=about["colour"],
    )


def squares(master: bytes, wanted: Sequence[tuple[int, str]]) -> list[bytes]:
    """The middle of a picture as PNG, for each pair of a side in pixels and a colour to stand on,
    empty for none. Raises Refused."""
    with tempfile.TemporaryFile() as file:
        file.write(master)
        file.seek(0)
        with _developed(file, job="squares", wanted=wanted) as out:
            return [(_heard(out) or _ended())[1] for _ in wanted]


@contextmanager
def _developed(file: IO[bytes], **asked: Any) -> Iterator[IO[bytes]]:
    """All that the process said to this job, once it has ended well. Raises Refused."""
    with tempfile.TemporaryFile() as out:
        try:
            subprocess.run(
                _command(**asked),
                stdin=file.fileno(), stdout=out, stderr=subprocess.DEVNULL,
                env=_ENVIRONMENT, timeout=_MASTER_WITHIN_SECONDS, check=True,
            )  # fmt: skip
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            raise Refused(_STOPPED) from None
        out.seek(0)
        yield out


class Prints:
    """The variants of one picture, each as it is made; `stop` from another thread ends it."""

    def __init__(self, master: bytes, wanted: Sequence[Size]) -> None:
        self._master, self._wanted = master, wanted
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def __iter__(self) -> Iterator[Print]:
        """Raises Refused, or Stopped when it ended early or took too long."""
        with tempfile.TemporaryFile() as file:
            file.write(self._master)
            file.seek(0)
            with self._running(file) as out:
                left = len(self._wanted)
                while left and (heard := self._next(out)):
                    yield _print(*heard)
                    left -= 1
                if left:
                    raise Stopped(self._how_it_ended())

    def stop(self) -> None:
        self._is_stopped = True
        if self._process:
            self._process.kill()

    @contextmanager
    def _running(self, file: IO[bytes]) -> Iterator[IO[bytes]]:
        process = self._process = subprocess.Popen(
            _command(job="variants", wanted=self._wanted),
            stdin=file.fileno(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
        )  # fmt: skip
        try:
            if self._is_stopped:
                process.kill()
            assert process.stdout
            with process.stdout as out:
                yield out
        finally:
            process.kill()
            process.wait()

    def _next(self, out: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
        assert self._process
        late = Timer(_A_VARIANT_WITHIN_SECONDS, self._process.kill)
        late.start()
        try:
            return _heard(out)
        finally:
            late.cancel()

    def _how_it_ended(self) -> str:
        assert self._process
        code = self._process.wait()
        if code < 0:
            return f"The process that makes them was ended by the system (signal {-code})."
        return f"The process that makes them ended early (code {code})."


def _command(**asked: Any) -> list[str]:
    return [sys.executable, "-I", str(_PROGRAM), json.dumps(asked)]


def _heard(out: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next picture; None where the process says nothing more. Raises Refused."""
    line = out.readline(_LONGEST_LINE)
    try:
        about: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    if why := about.get("refused"):
        raise Refused(_WORDS.get(why, _STOPPED))
    size = int(about["size"])
    body = out.read(size) if size <= _LARGEST else b""
    return (about, body) if len(body) == size else None


def _ended() -> tuple[dict[str, Any], bytes]:
    raise Refused(_STOPPED)


def _print(about: dict[str, Any], body: bytes) -> Print:
    return Print(body=body, ending=about["ending"], width=about["width"], height=about["height"])
