"""Where an entry of the menu may lead: a path of ours, or an https address elsewhere."""

import re
from urllib.parse import urlsplit

_WRONG = "Enter a path of this site such as /blog/, or an address that begins with https://"
_NEVER = re.compile(r"[\s\\<>\"'`\x00-\x20\x7f]")


def wrong_with(target: str) -> str:
    """What is wrong with it, in words; nothing at all where it may be followed."""
    if _NEVER.search(target):
        return _WRONG
    if target.startswith("/"):
        # browsers read two strokes at the beginning as another site
        return _WRONG if target.startswith("//") else ""
    return "" if _is_elsewhere(target) else _WRONG


def _is_elsewhere(target: str) -> bool:
    try:
        parts = urlsplit(target)
        parts.port  # noqa: B018  (it is checked when it is asked for)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host and "@" not in parts.netloc
