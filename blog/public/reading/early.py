"""A post that is not published yet, for whom an editor sent the link."""

from flask import Response, abort, redirect, render_template
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.early import page_of
from blog.filed import filed
from blog.posts import store as posts
from blog.posts.address import path_of
from blog.posts.life.early import post_id_in
from blog.posts.model import Standing
from blog.public.door import private, public
from blog.web.kit import kit

_LINE = "Preview, not public. Please do not pass this address on."


@public.get("/preview/<token>/")
def early(token: str) -> Answer:
    now = kit().now()
    found = post_id_in(token, secret=kit().settings.secret_key, now=now)
    if found is None:
        abort(404)
    with reading(kit().engine) as look:
        post = posts.post(look, found[0])
        if post is None or post.preview_key != found[1] or post.standing is Standing.TRASH:
            return _ended()
        if post.standing is Standing.PUBLISHED:
            return redirect(path_of(post), 303)
        return _private(page_of(look, post, filed(look, post), line=_LINE), 200)


def _ended() -> Response:
    page = render_template(
        "public/error.html",
        title="This preview has ended",
        code=410,
        path="",
        noindex=True,
        words="Whoever sent you the link can send you a new one.",
    )
    return _private(page, 410)


def _private(page: str, status: int) -> Response:
    answer = private(page, status)
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    return answer
