"""Two ways to visit the site: within this process, through all that stands around the app, and
over the network, through the proxy as well."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from flask import Flask

_SECONDS = 30.0


class Unreachable(Exception):
    """No answer; the words say why."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    text: str
    location: str = ""


class Visitor(Protocol):
    def get(self, path: str) -> Answer: ...

    def post(self, path: str, fields: Mapping[str, str], header: tuple[str, str]) -> Answer: ...


class Within:
    """Asks the finished app itself."""

    def __init__(self, app: Flask, public_url: str) -> None:
        self._client = app.test_client(use_cookies=False)
        self._base = public_url

    def get(self, path: str) -> Answer:
        found = self._client.get(path, base_url=self._base)
        return _answer(found.status_code, found.get_data(as_text=True), found.location)

    def post(self, path: str, fields: Mapping[str, str], header: tuple[str, str]) -> Answer:
        found = self._client.post(path, base_url=self._base, data=fields, headers=[header])
        return _answer(found.status_code, found.get_data(as_text=True), found.location)


class OverHttp:
    """Asks whoever answers at that address; a redirect is an answer, not a way."""

    def __init__(self, url: str) -> None:
        self._base = url.rstrip("/") + "/"
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self._at(path)))

    def post(self, path: str, fields: Mapping[str, str], header: tuple[str, str]) -> Answer:
        body = urllib.parse.urlencode(fields).encode()
        return self._ask(urllib.request.Request(self._at(path), body, dict([header])))

    def _at(self, path: str) -> str:
        return urllib.parse.urljoin(self._base, path)

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=_SECONDS) as found:
                return _answer(found.status, found.read().decode(errors="replace"), "")
        except urllib.error.HTTPError as found:
            with found:
                text = found.read().decode(errors="replace")
                return _answer(found.code, text, found.headers.get("Location"))
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(str(getattr(error, "reason", error))) from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _answer(status: int, text: str, location: str | None) -> Answer:
    return Answer(status=status, text=text, location=location or "")
