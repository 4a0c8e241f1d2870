"""Who asks, as far as a limit or the office needs to know."""

import hashlib
import hmac

from flask import request

from blog.text import browsers, networks
from blog.text.plain import one_line
from blog.web.kit import kit


def address() -> str:
    """The visitor's whole address: to be judged, never to be kept."""
    return request.remote_addr or ""


def bucket() -> str:
    """Whom a limit counts as one, under a keyed digest, so that no table holds an address.

    Behind a proxy it is whom the proxy names, if its hops are configured."""
    return keyed(networks.bucket(address()))


def keyed(text: str) -> str:
    """The same for the same text; without this site's key it says nothing of it."""
    key = kit().settings.secret_key.encode()
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def browser() -> str:
    """What the visitor's browser calls itself, fit to be kept."""
    return one_line(request.headers.get("User-Agent", ""))[: browsers.LONGEST]


def network() -> str:
    """The visitor's network, fit to be kept."""
    return networks.truncated(address())
