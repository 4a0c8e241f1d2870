"""Where readers are led who come to an address of before."""

import re

from sqlalchemy.orm import Session

from blog.posts import store
from blog.posts.address import path_of
from blog.posts.model import Kind, Post, Standing
from blog.redirects import store as redirects
from blog.redirects.rules import as_kept

_MOST_STEPS = 20
_IN_THE_BLOG = re.compile(r"/blog/([a-z0-9-]{1,200})/")
_AT_THE_ROOT = re.compile(r"/([a-z0-9-]{1,200})/")


def leads_to(session: Session, path: str, query: str = "") -> str | None:
    """Where this old address leads in the end, in one step; None where it leads nowhere, or only
    to what readers do not see. What was asked beside the path goes along."""
    whole = as_kept(path, query)
    if query and (found := _follow(session, whole)):
        return found
    end = _follow(session, path)
    return _with(end, query) if end else None


def standing_at(session: Session, path: str) -> Post | None:
    """The post or page that readers find there."""
    for kind, form in ((Kind.POST, _IN_THE_BLOG), (Kind.PAGE, _AT_THE_ROOT)):
        if found := form.fullmatch(path):
            return store.readable(session, found[1], kind=kind)
    return None


def stands(session: Session, post: Post) -> None:
    """Readers find it here from now on, so that nothing leads on from there any more."""
    redirects.drop(session, *spellings(path_of(post)))


def comes_back(session: Session, path: str, target: str) -> bool:
    """Whether who is led from there to the target would be led in a circle."""
    seen = {path, *spellings(path)}
    for _ in range(_MOST_STEPS):
        if target in seen:
            return True
        found = redirects.leading_from_one_of(session, spellings(target))
        if found is None or found.post_id:
            return False
        target = found.target
    return True


def _follow(session: Session, path: str) -> str | None:
    seen: set[str] = set()
    at = path
    while at not in seen and len(seen) < _MOST_STEPS:
        seen.add(at)
        found = redirects.leading_from_one_of(session, spellings(at))
        if found is None:
            return at if at != path else None
        if found.post_id:
            return _path_if_read(session, found.post_id)
        at = found.target
        if standing_at(session, at):
            return at
    return None


def _path_if_read(session: Session, post_id: int) -> str | None:
    post = store.post(session, post_id)
    return path_of(post) if post and post.standing is Standing.PUBLISHED else None


def spellings(path: str) -> list[str]:
    """With a slash at its end or without is the same place."""
    if "?" in path:
        return [path]
    return [path, path.removesuffix("/") if path.endswith("/") else f"{path}/"]


def _with(end: str, query: str) -> str:
    if not query:
        return end
    place, mark, anchor = end.partition("#")
    return f"{place}{'&' if '?' in place else '?'}{query}{mark}{anchor}"
