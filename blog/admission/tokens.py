"""The tokens of links that let somebody in. Only the letter holds one; we keep its hash."""

import hashlib
import secrets


def new() -> str:
    """43 signs that nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
