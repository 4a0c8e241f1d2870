"""The featured pictures of posts, on their pages and in lists."""

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup
from sqlalchemy.orm import Session

from blog.media import store
from blog.text.pictures import Drawn, picture_html

ON_ITS_PAGE = "(min-width: 42rem) 38rem, calc(100vw - 2.5rem)"
IN_A_LIST = "(min-width: 60rem) 21rem, calc(100vw - 2.5rem)"


class Featuring(Protocol):
    """A post, or what a list shows of it."""

    @property
    def picture_id(self) -> int | None: ...
    @property
    def picture_alt(self) -> str: ...
    @property
    def picture_decorative(self) -> bool: ...


def of(session: Session, posts: Iterable[Featuring]) -> dict[int, Drawn]:
    """The pictures of these posts, by the pictures' numbers."""
    wanted = {it.picture_id for it in posts if it.picture_id}
    return store.drawn_by_id(session, wanted) if wanted else {}


def html(post: Featuring, found: dict[int, Drawn], *, sizes: str, lazy: bool) -> Markup | None:
    """What draws it; None where there is no picture."""
    drawn = found.get(post.picture_id or 0)
    if drawn is None:
        return None
    # picture_html escapes what somebody typed, so that its result may be shown as it is
    return Markup(picture_html(drawn, alt=alt(post, drawn), sizes=sizes, lazy=lazy))


def alt(post: Featuring, drawn: Drawn) -> str:
    """In the post's own words, or else in those of the library; nothing for decoration."""
    if post.picture_decorative:
        return ""
    return post.picture_alt or ("" if drawn.decorative else drawn.alt)
