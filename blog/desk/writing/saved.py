"""What is told once a form was saved: that it arrived, and why its address has a number."""

import re

from flask import request, session, url_for
from sqlalchemy.orm import Session

from blog.desk.chrome import Aside
from blog.desk.posts.mine import is_mine
from blog.posts.address import is_taken_by_the_site, path_of
from blog.posts.model import Post, Standing
from blog.posts.store import holder
from blog.text.plain import shortened, slug_from

_KEY = "arrived"
_MOST = 8  # of as many pages at once as anybody writes on
_MARK = re.compile(r"[0-9a-z]{1,40}")
_CALLED = {
    Standing.DRAFT: "the draft",
    Standing.SCHEDULED: "the scheduled {kind}",
    Standing.WITHDRAWN: "the withdrawn {kind}",
}


def note_arrival() -> None:
    """The text of the form at hand is at the server now, and the browser that keeps it is told so.
    A form sent without the script has no mark, and needs none."""
    mark = request.form.get("sent", "")
    if _MARK.fullmatch(mark):
        session[_KEY] = [*(it for it in arrived() if it != mark), mark][-_MOST:]


def arrived() -> list[str]:
    """The marks of the last forms that did, the latest last."""
    found: list[str] = session.get(_KEY, [])
    return found


def why_numbered(look: Session, post: Post) -> Aside | None:
    """Of an address that was made of the title: what has the one without a number. The link to it
    is for whoever may open it."""
    plain, begins = slug_from(post.title), f"Its address is {path_of(post)}, as "
    if post.slug == plain:
        return None
    if is_taken_by_the_site(post.kind, plain):
        return Aside(before=f"{begins}the site itself uses “{plain}”.")
    if (it := holder(look, plain)) is None:
        return None
    where = " in the trash" if it.standing is Standing.TRASH else ""
    return Aside(
        before=f"{begins}{_CALLED.get(it.standing, 'the {kind}').format(kind=it.kind)} ",
        name=f"“{shortened(it.title, 60)}”",
        url=url_for("desk.edit_post", post_id=it.id) if is_mine(look, it) else "",
        after=f"{where} has “{plain}” already.",
    )
