"""Static files under names that say what is in them, compressed ahead, kept for ever."""

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from whitenoise import WhiteNoise

from blog.web.headers import safe_headers

_LIST = "built.json"
_IN_CSS = re.compile(r'url\("([^":#?]+)"\)')
_HASHED = re.compile(r"^.+\.[0-9a-f]{12}\.\w+$")
_WORTH_COMPRESSING = {".css", ".js", ".svg", ".txt", ".json"}


@dataclass(frozen=True, kw_only=True)
class Static:
    """Where the built files are, and what each is called there."""

    folder: Path
    names: dict[str, str]
    sums: dict[str, str]

    def url(self, name: str) -> str:
        return f"/static/{self.names[name]}"

    def integrity(self, name: str) -> str:
        return self.sums[name]


def build(source: Path, target: Path) -> Static:
    """Make `target` what `source` asks for, unless it is that already.

    Built beside and then renamed, so that a process never reads half of it."""
    stamp = _stamp(source)
    folder = target / stamp
    if not (folder / _LIST).exists():
        target.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=target))
        made.chmod(0o755)
        _fill(source, made)
        try:
            made.rename(folder)
        except OSError:  # another process was first
            shutil.rmtree(made)
    known = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    return Static(folder=folder, names=known["names"], sums=known["sums"])


def wrap(wsgi_app: Any, static: Static, *, https: bool) -> Any:
    """Answer /static/ from the built files, and all else from the app."""

    def add_headers(headers: Any, _path: str, _url: str) -> None:
        for name, value in safe_headers(https).items():
            headers[name] = value

    return WhiteNoise(
        wsgi_app,
        root=str(static.folder),
        prefix="static/",
        immutable_file_test=lambda _path, url: bool(_HASHED.match(url)),
        add_headers_function=add_headers,
        allow_all_origins=False,
    )


def _stamp(source: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(source):
        digest.update(path.relative_to(source).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(source: Path) -> list[Path]:
    return sorted(path for path in source.rglob("*") if path.is_file())


def _fill(source: Path, made: Path) -> None:
    names: dict[str, str] = {}
    sums: dict[str, str] = {}
    # stylesheets last: they name the others
    for path in sorted(_files(source), key=lambda path: path.suffix == ".css"):
        name = path.relative_to(source).as_posix()
        content = path.read_bytes()
        if path.suffix == ".css":
            content = _renamed(content, Path(name).parent, names)
        names[name] = _hashed(name, content)
        sums[name] = "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()
        _write(made / names[name], content)
    _keep(made / _LIST, json.dumps({"names": names, "sums": sums}).encode())


def _renamed(css: bytes, folder: Path, names: dict[str, str]) -> bytes:
    def rename(found: re.Match[str]) -> str:
        name = os.path.normpath(folder / found[1])
        return f'url("/static/{names[name]}")' if name in names else found[0]

    return _IN_CSS.sub(rename, css.decode("utf-8")).encode("utf-8")


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _keep(path, content)
    if path.suffix in _WORTH_COMPRESSING:
        _keep(path.with_name(path.name + ".br"), brotli.compress(content, quality=11))
        _keep(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))


def _keep(path: Path, content: bytes) -> None:
    """On the disk before the folder gets its name: after a power cut it is whole, or not there."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
