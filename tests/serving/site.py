"""The site as an operator runs it: a process of its own, with a folder of its own."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals
from typing import IO

ROOT = Path(__file__).parent.parent.parent
_UP_WITHIN_SECONDS = 60


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Site:
    """`flask serve` on a free port. `log` is what it printed."""

    def __init__(self, instance: Path, *, command: str = "serve --demo", **settings: str) -> None:
        self.instance = instance
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = instance.parent / f"{instance.name}-{self.port}.log"
        self._command = command.split()
        self._settings = {f"FLASK_{name}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self._opener = urllib.request.build_opener(_NoRedirect)

    def start(self) -> "Site":
        self._process = self._run(*self._command, output=self.log.open("ab"))
        until = time.monotonic() + _UP_WITHIN_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise AssertionError(f"it ended at once: {self.log.read_text()}")
            try:
                if self.get("/healthz")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"it does not answer: {self.log.read_text()}")

    def flask(self, *words: str, given: str = "") -> str:
        """What another `flask` command prints about the same site."""
        process = self._run(*words, output=subprocess.PIPE)
        printed, _ = process.communicate(given.encode(), timeout=60)
        return printed.decode()

    def kill(self) -> None:
        self._end(SIGKILL)

    def stop(self, by: Signals = SIGTERM) -> int:
        """Its exit code."""
        return self._end(by)

    def signal(self, by: Signals) -> None:
        assert self._process
        self._process.send_signal(by)

    def wait(self) -> int:
        assert self._process
        return self._process.wait(timeout=60)

    def get(self, path: str) -> tuple[int, str, dict[str, str]]:
        return self._ask(urllib.request.Request(self.base + path))

    def post(self, path: str, **fields: str) -> tuple[int, str, dict[str, str]]:
        body = urllib.parse.urlencode(fields).encode()
        return self._ask(urllib.request.Request(self.base + path, data=body))

    def _ask(self, request: urllib.request.Request) -> tuple[int, str, dict[str, str]]:
        try:
            return self._answer(request)
        except http.client.HTTPException as broken:  # such as an answer without its end
            raise ConnectionError(str(broken)) from broken

    def _answer(self, request: urllib.request.Request) -> tuple[int, str, dict[str, str]]:
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode(), dict(answer.headers)

    def _run(self, *words: str, output: int | IO[bytes]) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", *words],
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.PIPE if output == subprocess.PIPE else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        if not isinstance(output, int):
            output.close()
        return process

    def _environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not _is_a_setting(name)}
        return own | {
            "FLASK_INSTANCE_PATH": str(self.instance),
            "PORT": str(self.port),
            "FLASK_RUN_PORT": str(self.port),
            "FLASK_FLOOD_LIMIT": "0",
            **self._settings,
        }

    def _end(self, by: Signals) -> int:
        assert self._process
        if self._process.poll() is None:
            self._process.send_signal(by)
        return self._process.wait(timeout=60)


def _is_a_setting(name: str) -> bool:
    return bool(re.match(r"FLASK_|(HOST|PORT)$", name))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
