"""Static files: named for what is in them, compressed ahead, kept for ever."""

import base64
import gzip
import hashlib
import os
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli
import pytest
from flask import Flask
from werkzeug.test import Client

from blog.web import static
from blog.web.static import Static

CSS = ('@font-face { src: url("vendor/serif.woff2") }\n' + ".a { color: red }\n" * 50).encode()
FONT = os.urandom(500)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "vendor").mkdir(parents=True)
    (folder / "public.css").write_bytes(CSS)
    (folder / "vendor" / "serif.woff2").write_bytes(FONT)
    (folder / "vendor" / "icons.css").write_text('.i { mask: url("../vendor/serif.woff2#a") }')
    return folder


@pytest.fixture
def built(source: Path, tmp_path: Path) -> Static:
    return static.build(source, tmp_path / "built")


def test_a_name_says_what_is_in_the_file(built: Static, source: Path, tmp_path: Path) -> None:
    before = built.url("public.css")
    assert re.fullmatch(r"/static/public\.[0-9a-f]{12}\.css", before)

    (source / "public.css").write_text(".a { color: blue }")

    assert static.build(source, tmp_path / "built").url("public.css") != before


def test_a_stylesheet_asks_for_the_new_name_of_its_font(built: Static) -> None:
    css = served(built).get(built.url("public.css"), buffered=True).text

    assert f'url("{built.url("vendor/serif.woff2")}")' in css


def test_a_new_font_gives_its_stylesheet_a_new_name(
    built: Static, source: Path, tmp_path: Path
) -> None:
    (source / "vendor" / "serif.woff2").write_bytes(b"another font")

    again = static.build(source, tmp_path / "built")

    assert again.url("public.css") != built.url("public.css")
    assert again.url("vendor/icons.css") == built.url("vendor/icons.css")


def test_integrity_is_the_sum_of_what_is_served(built: Static) -> None:
    body = served(built).get(built.url("public.css"), buffered=True).data

    digest = base64.b64encode(hashlib.sha384(body).digest()).decode()

    assert built.integrity("public.css") == f"sha384-{digest}"


def test_a_file_that_is_not_there_is_a_fault_of_the_template(built: Static) -> None:
    with pytest.raises(KeyError, match=r"nowhere\.css"):
        built.url("nowhere.css")


def test_files_leave_compressed(built: Static) -> None:
    client, url = served(built), built.url("public.css")
    plain = client.get(url, buffered=True).data

    br = client.get(url, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    gz = client.get(url, headers={"Accept-Encoding": "gzip"}, buffered=True)

    assert (br.headers["Content-Encoding"], brotli.decompress(br.data)) == ("br", plain)
    assert (gz.headers["Content-Encoding"], gzip.decompress(gz.data)) == ("gzip", plain)
    assert br.headers["Vary"] == "Accept-Encoding"


def test_fonts_leave_as_they_are(built: Static) -> None:
    url = built.url("vendor/serif.woff2")

    answer = served(built).get(url, headers={"Accept-Encoding": "gzip, br"}, buffered=True)

    assert answer.data == FONT
    assert answer.headers["Content-Type"] == "font/woff2"


def test_files_are_kept_for_ever(built: Static) -> None:
    answer = served(built).get(built.url("public.css"), buffered=True)

    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("https", [True, False])
def test_files_carry_the_same_headers_as_pages(built: Static, https: bool) -> None:
    answer = served(built, https=https).get(built.url("public.css"), buffered=True)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("Strict-Transport-Security" in answer.headers) is https


@pytest.mark.parametrize(
    "path",
    ["/static/../static.py", "/static/%2e%2e/x", "/static//etc/passwd", "/static/public.css"],
)
def test_nothing_but_built_files_is_served(built: Static, path: str) -> None:
    assert served(built).get(path, buffered=True).text == "the app"


def test_a_second_start_finds_everything_made(built: Static, source: Path, tmp_path: Path) -> None:
    made = built.folder / built.names["public.css"]
    before = made.stat()

    again = static.build(source, tmp_path / "built")

    assert again == built
    assert made.stat() == before


def test_processes_that_start_at_once_find_one_another_s_work(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "built"

    with ThreadPoolExecutor(4) as starting:
        all_built = list(starting.map(lambda _: static.build(source, target), range(4)))

    assert all(one == all_built[0] for one in all_built)
    assert os.listdir(target) == [all_built[0].folder.name]


def test_every_file_a_page_names_is_there(app: Flask) -> None:
    client = app.test_client()
    named = set(re.findall(r'"(/static/[^"]+)"', client.get("/").text))

    assert named
    for url in named:
        assert client.get(url, buffered=True).status_code == 200


def served(built: Static, *, https: bool = False) -> Client:
    return Client(static.wrap(_app, built, https=https))


def _app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"the app"]
