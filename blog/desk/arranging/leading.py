"""Whether an old address may lead on, and that it does."""

from collections.abc import Callable

from flask import current_app
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from blog.desk.door import me
from blog.posts import store as posts
from blog.posts.addresses.moved import comes_back, spellings, standing_at
from blog.redirects import store
from blog.redirects.model import Redirect
from blog.redirects.rules import Refused, Ways, ways_from
from blog.text.plain import shortened
from blog.web.kit import kit

Keep = Callable[[Session], str]
Draw = Callable[[], str]


def lead(session: Session, old: str, new: str) -> Ways:
    """From now on the old address leads to the new one. Raises Refused."""
    ways = ways_from(old, new, public_url=kit().settings.public_url)
    there = store.leading_from_one_of(session, spellings(ways.path))
    if there and there.target == ways.target:
        return ways  # they clicked twice, or pasted it twice
    if there:
        raise Refused(f"The old address leads to {_end_of(session, there)} already.")
    _refuse_what_stands(session, ways.path)
    if comes_back(session, ways.path, ways.target):
        raise Refused("It would lead in a circle, back to itself.", is_of_target=True)
    store.add(session, ways.path, target=ways.target, by=me().name, now=kit().now())
    return ways


def put_back(session: Session, path: str, target: str, post: str) -> None:
    """As it was before it was removed. Raises Refused."""
    if not post:
        lead(session, path, target)
        return
    number = int(post) if post.isascii() and post.isdigit() else 0
    if not number or posts.post(session, number) is None:
        raise Refused("What it led to is not there any more.")
    if store.leading_from(session, path) is None:
        _refuse_what_stands(session, path)
        store.lead(session, path, post_id=number, by=me().name, now=kit().now())


def _refuse_what_stands(session: Session, path: str) -> None:
    """What readers find there comes first, so that a redirect would never be followed."""
    if "?" in path:
        return
    for one in spellings(path):
        if found := standing_at(session, one):
            raise Refused(
                f"Readers find “{shortened(found.title, 60)}” at this address. Give that another "
                "address, and this one leads there by itself."
            )
    if _is_of_the_site(path):
        raise Refused("The site itself uses this address.")


def _is_of_the_site(path: str) -> bool:
    """Whether a page of ours is there without anybody having written it."""
    try:
        rule, _ = current_app.url_map.bind("localhost").match(path, return_rule=True)
    except RequestRedirect:  # to the same with its slash
        return not path.endswith("/") and _is_of_the_site(f"{path}/")
    except HTTPException:
        return False
    return not rule.arguments


def _end_of(session: Session, there: Redirect) -> str:
    post = posts.post(session, there.post_id) if there.post_id else None
    return f"“{shortened(post.title, 60)}”" if post else there.target
