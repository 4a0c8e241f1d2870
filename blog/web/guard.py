"""Refusing what another site makes a visitor's browser send (Go's CrossOriginProtection rules)."""

from urllib.parse import urlsplit

from flask import request
from werkzeug.datastructures import Headers

from blog.web.kit import kit

_SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))


def is_foreign() -> bool:
    """Whether another site asks for this change."""
    if request.method in _SAFE_METHODS:
        return False
    return not _is_our_own(request.headers, request.host, kit().settings.public_url)


def _is_our_own(headers: Headers, host: str, public_url: str) -> bool:
    """A client that sends neither header is no browser, and carries nobody's cookies."""
    fetch_site = headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    origin = headers.get("Origin")
    return origin in (None, public_url) or _host_of(origin) == host


def _host_of(origin: str | None) -> str | None:
    try:
        return urlsplit(origin or "").netloc
    except ValueError:  # such as http://[
        return None
