"""The feeds of comments: of all posts, and of one."""

from flask import abort
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.comments.feed import store
from blog.comments.feed.store import Said
from blog.db import reading
from blog.posts import store as posts
from blog.public.feeds.draw import draw
from blog.public.feeds.feed import Answered, Entry, Feed, mark, whole
from blog.public.feeds.form import Form, feed_of
from blog.public.feeds.posts import title_of
from blog.text.far import far
from blog.text.plain import one_line, shortened
from blog.text.prose.plain import plain_text
from blog.web.kit import kit

# A lively discussion has more in a day than the blog has in a month, and they are short.
MOST = 50
_LONGEST_SUMMARY = 300


@feed_of("/comments/")
def feed_of_comments(form: Form) -> Answer:
    name = owner.wishes().name
    with reading(kit().engine) as session:
        said = store.latest(session, size=MOST)
        entries = (_entry(it, f"Comment on {_title(it)} by {_name(it)}") for it in said)
        feed = Feed(
            title=f"Comments — {name}",
            about=f"What readers say at {name}.",
            page="/blog/",
            place="/comments/",
            entries=tuple(entries),
            changed_at=store.last_changed(session, said),
        )
    return draw(feed, form)


@feed_of("/blog/<slug:slug>/")
def feed_of_replies(form: Form, slug: str) -> Answer:
    with reading(kit().engine) as session:
        post = posts.readable(session, slug) or abort(404)
        said = store.latest(session, size=MOST, post_id=post.id)
        title = title_of(post)
        feed = Feed(
            title=f"Comments on {title} — {owner.wishes().name}",
            about=f"What readers say about {title}.",
            page=f"/blog/{slug}/",
            place=f"/blog/{slug}/",
            entries=tuple(_entry(it, f"By: {_name(it)}") for it in said),
            changed_at=store.last_changed(session, said),
        )
    return draw(feed, form)


def _entry(it: Said, title: str) -> Entry:
    page = whole(f"/blog/{it.slug}/")
    return Entry(
        mark=mark("comment", it.id, it.created_at),
        # it leads for ever to the page of the thread where the comment stands by then
        url=whole(f"/blog/{it.slug}/comments/{it.id}/"),
        title=title,
        author=_name(it),
        published_at=it.created_at,
        changed_at=it.edited_at or it.created_at,
        html=far(it.html, url=page),
        summary=shortened(plain_text(it.html), _LONGEST_SUMMARY) or title,
        answered=Answered(mark=mark("post", it.post_id, it.post_created_at), url=page),
    )


def _name(it: Said) -> str:
    return one_line(it.name) or "Somebody"


def _title(it: Said) -> str:
    return one_line(it.title) or "a post"
