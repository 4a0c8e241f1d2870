"""Who asks, as far as a limit or the office needs to know."""

import hashlib
import hmac

from flask import request

from blog.text import networks
from blog.web.kit import kit


def bucket() -> str:
    """Whom a limit counts as one, under a keyed digest, so that no table holds an address.

    Behind a proxy it is whom the proxy names, if its hops are configured."""
    counted = networks.bucket(request.remote_addr or "")
    key = kit().settings.secret_key.encode()
    return hmac.new(key, counted.encode(), hashlib.sha256).hexdigest()


def network() -> str:
    """The visitor's network, fit to be kept."""
    return networks.truncated(request.remote_addr or "")
