"""Old addresses lead on: asked only where nothing stands."""

import re
from urllib.parse import quote, quote_plus

from flask import Response, request
from sqlalchemy.orm import Session

from blog.db import reading
from blog.posts.addresses.moved import leads_to
from blog.public.door import SHARED, public
from blog.redirects.rules import LONGEST_PATH, OLD_KEYS, SEARCH_KEY
from blog.search.asked import asked_for
from blog.web.kit import kit

_READS = frozenset(("GET", "HEAD"))
_ODD = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_BELOW_A_POST = re.compile(r"(/blog/[^/]+/)(.+)")
_IN_THE_BLOG = re.compile(r"/blog/(?:[^/?#]+/)+")
_FEED = re.compile(r"(/.+/)(feed/(?:[a-z0-9]+/)?)")
_PLAIN = "/?#[]@!$&'()*+,;=:%~-._"


def moved() -> Response | None:
    """The way to where it stands by now. A form is sent again there, as it was filled in."""
    path, query = request.path, request.query_string.decode("ascii", "ignore")
    if path.startswith("/desk") or len(path) > LONGEST_PATH or _ODD.search(path):
        return None
    with reading(kit().engine) as look:
        if request.method in _READS and (found := leads_to(look, path, query)):
            return _way(found)
        feed = _FEED.fullmatch(path)
        if feed and (found := leads_to(look, feed[1])) and _IN_THE_BLOG.fullmatch(found):
            return _way(found + feed[2])
        below = _BELOW_A_POST.fullmatch(path)
        if below and (found := leads_to(look, below[1])) and found.endswith("/"):
            return _way(f"{found}{below[2]}{'?' if query else ''}{query}")
    return None


def led_on(look: Session) -> Response | None:
    """The same where something else would stand, if nothing led on from there."""
    found = leads_to(look, request.path, request.query_string.decode("ascii", "ignore"))
    return _way(found) if found else None


@public.before_request
def what_an_old_site_named_by_number() -> Response | None:
    """/?p=12 is the front page to us, and a post to the site that was here before; /?s=words was
    its search."""
    if not request.query_string or request.path != "/" or request.method not in _READS:
        return None
    if words := request.args.get(SEARCH_KEY):
        return _way(f"/search?q={quote_plus(asked_for(words).typed)}")
    key = next((it for it in request.args if it in OLD_KEYS), None)
    if key is None or not _PLAIN_VALUE.fullmatch(request.args[key]):
        return None
    with reading(kit().engine) as look:
        found = leads_to(look, "/", f"{key}={request.args[key]}")
    return _way(found) if found else None


def _way(to: str) -> Response:
    """For ever, and yet asked again each time: an address may go back to where it was, and then
    a browser that remembered both ways would go in circles."""
    response = Response(status=301 if request.method in _READS else 308)
    response.headers["Location"] = quote(to, safe=_PLAIN)
    response.headers["Cache-Control"] = SHARED
    return response
