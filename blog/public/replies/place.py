"""The lasting address of a comment, which leads to wherever it stands today."""

from flask import abort, redirect
from werkzeug.wrappers import Response

from blog import owner
from blog.db import reading
from blog.posts import store as posts
from blog.public.door import public
from blog.public.replies import thread_page
from blog.web.kit import kit

NUMBER = "int(min=1, max=2147483647)"


@public.get(f"/blog/<slug:slug>/comments/<{NUMBER}:comment_id>/")
def comment(slug: str, comment_id: int) -> Response:
    """Not to be kept by anybody: another comment before it can move it to another page."""
    with reading(kit().engine) as session:
        post = posts.readable(session, slug) or abort(404)
        wished = owner.discussion()
        place = thread_page.place_of(session, post.id, comment_id, wished=wished) or abort(404)
    number, thread = place
    asked = {"comments": number if number > 1 else None, "thread": thread}
    query = "&".join(f"{key}={value}" for key, value in asked.items() if value)
    return redirect(f"/blog/{slug}/{'?' if query else ''}{query}#comment-{comment_id}", 302)
