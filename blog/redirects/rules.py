"""What a redirect may lead from and to: the shape of both."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

LONGEST_PATH, LONGEST_TARGET = 500, 1000
# With one of these an old site named its posts; the page they stood on is our front page.
OLD_KEYS = frozenset(("p", "page_id", "attachment_id", "cat"))
SEARCH_KEY = "s"
_CLOSED = ("/desk", "/static/", "/media/")
_ODD = re.compile(r"[\x00-\x20\x7f\\]")


class Refused(ValueError):
    """Its words say why; `is_of_target` whether it is about where it leads."""

    def __init__(self, words: str, *, is_of_target: bool = False) -> None:
        super().__init__(words)
        self.is_of_target = is_of_target


@dataclass(frozen=True, kw_only=True)
class Ways:
    """From an old path of ours, to a path of ours or an address elsewhere."""

    path: str
    target: str


def ways_from(old: str, new: str, *, public_url: str) -> Ways:
    """Both as they are kept. Raises Refused."""
    path = _old_path(_without_us(old.strip(), public_url))
    target = _target(_without_us(new.strip(), public_url))
    if path in (target, target + "/", target.removesuffix("/")):
        raise Refused("It would lead to itself.", is_of_target=True)
    return Ways(path=path, target=target)


def as_kept(path: str, query: str = "") -> str:
    """An address as it is looked for: readable signs, no anchor."""
    return f"{path}?{query}" if query else path


def _without_us(typed: str, public_url: str) -> str:
    """People copy whole addresses, of this site too, and of its twin with or without www."""
    ours, typed_parts = urlsplit(public_url), _split(typed)
    host = typed_parts.netloc.lower().removeprefix("www.")
    if typed_parts.scheme in ("http", "https") and host == ours.netloc.lower().removeprefix("www."):
        rest = typed_parts._replace(scheme="", netloc="").geturl()
        return rest if rest.startswith("/") else f"/{rest}"
    return typed


def _old_path(typed: str) -> str:
    if not typed:
        raise Refused("Enter the old address, such as /2019/05/old-title/.")
    if not typed.startswith("/") or typed.startswith("//"):
        raise Refused("The old address is a path on this site, such as /2019/05/old-title/.")
    parts = _split(typed)
    path = unquote(parts.path)
    if _ODD.search(path.replace(" ", "")) or _ODD.search(parts.query):
        raise Refused("The old address has signs in it that no address has.")
    if path.startswith(_CLOSED):
        raise Refused("This part of the site leads nowhere else.")
    if path == "/" and parts.query.partition("=")[0] not in OLD_KEYS:
        raise Refused("The front page itself leads nowhere else; only addresses such as /?p=12 do.")
    found = as_kept(path, parts.query)
    if len(found) > LONGEST_PATH:
        raise Refused(f"The old address is too long: at most {LONGEST_PATH} characters.")
    return found


def _target(typed: str) -> str:
    if not typed:
        raise Refused("Enter where it leads, such as /blog/new-title/.", is_of_target=True)
    if len(typed) > LONGEST_TARGET:
        raise Refused(
            f"Where it leads is too long: at most {LONGEST_TARGET} characters.", is_of_target=True
        )
    if _ODD.search(typed):
        raise Refused("Where it leads has signs in it that no address has.", is_of_target=True)
    parts = _split(typed)
    is_ours = typed.startswith("/") and not typed.startswith("//")
    if not is_ours and (parts.scheme != "https" or not parts.hostname or "@" in parts.netloc):
        raise Refused(
            "It leads to a path on this site, or to an address with https:// before it.",
            is_of_target=True,
        )
    if is_ours and typed.startswith("/desk"):
        raise Refused("Readers cannot follow it to the desk.", is_of_target=True)
    return typed


def _split(typed: str) -> SplitResult:
    try:
        return urlsplit(typed)
    except ValueError:
        raise Refused("This is no address.") from None
