"""nginx with one worker, giving out as files what the site gives out as pages."""

import http.client
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.machine import free_port, pinned, program

_ITS_OWN = {"server", "date", "connection", "content-length", "last-modified", "etag"}
# As Debian has it, in one process and without a log. It looks at the file for each request, as the
# site asks for its edition: `open_file_cache` would be twice as quick, and not notice a change.
_CONFIG = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    types {{ }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {places}
    }}
}}
"""
_UP_WITHIN_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the site answered once, headers in lower case: nginx will answer the same."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Nginx:
    port: int
    pid: int

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"


def ask(url: str, headers: Mapping[str, str]) -> Answer:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.request("GET", f"/{path}", headers=dict(headers))
        answer = connection.getresponse()
        assert answer.status == 200, f"{url}: {answer.status}"
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(headers=named, body=answer.read())
    finally:
        connection.close()


@contextmanager
def serving(folder: Path, answers: Mapping[str, Answer]) -> Iterator[Nginx]:
    folder.mkdir()
    for name, answer in answers.items():
        (folder / name).write_bytes(answer.body)
    port = free_port()
    places = "\n".join(_place(folder / name, answer) for name, answer in answers.items())
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port, places=places))
    process = subprocess.Popen(
        pinned(program("nginx") or "nginx", "-p", str(folder), "-c", str(config)),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a word about the log it would open by default
    )
    try:
        nginx = Nginx(port=port, pid=process.pid)
        for name, answer in answers.items():
            _compare(_when_up(nginx.url(name), folder), answer)
        yield nginx
    finally:
        process.terminate()
        process.wait(timeout=10)


def _place(path: Path, answer: Answer) -> str:
    kind = answer.headers["content-type"]
    added = "\n".join(
        f'add_header {name} "{value}";'
        for name, value in answer.headers.items()
        if name not in _ITS_OWN | {"content-type"}
    )
    return f'location = /{path.name} {{ alias {path}; default_type "{kind}"; {added} }}'


def _when_up(url: str, folder: Path) -> Answer:
    until = time.monotonic() + _UP_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            return ask(url, {})
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nginx does not start:\n{(folder / 'error.log').read_text()}")


def _compare(nginx: Answer, site: Answer) -> None:
    """The race is only fair over the same bytes."""
    assert nginx.body == site.body
    lacking = site.headers.keys() - nginx.headers.keys() - _ITS_OWN
    assert not lacking, f"nginx does not send {lacking}"
