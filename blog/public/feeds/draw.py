"""A feed as bytes, in its form."""

import json
from email.utils import format_datetime
from typing import Any

from flask import Response, render_template

from blog import owner
from blog.public.door import SHARED
from blog.public.feeds.feed import Entry, Feed, whole
from blog.public.feeds.form import Form
from blog.text.far import legal
from blog.web.kit import kit
from blog.web.times import iso


def draw(feed: Feed, form: Form) -> Response:
    """It says when it last became another, so that who has it already need not load it again."""
    text = _json(feed) if form is Form.JSON else _xml(feed, form)
    answer = Response(legal(text), content_type=f"{form.type}; charset=utf-8")
    answer.headers["Cache-Control"] = SHARED
    # search engines read it for what is new, and are to show the pages themselves
    answer.headers["X-Robots-Tag"] = "noindex"
    if feed.changed_at is not None:
        answer.headers["Last-Modified"] = format_datetime(feed.changed_at, usegmt=True)
    return answer


def _xml(feed: Feed, form: Form) -> str:
    return render_template(
        f"feeds/{form}.xml",
        feed=feed,
        own=whole(form.below(feed.place)),
        page=whole(feed.page),
        whole=whole,
        rfc822=format_datetime,
        # a feed of Atom has to name a moment even before anything is in it
        changed_at=feed.changed_at or kit().now(),
        Form=Form,
    )


def _json(feed: Feed) -> str:
    said: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": legal(feed.title),
        "home_page_url": whole(feed.page),
        "feed_url": whole(Form.JSON.below(feed.place)),
        "description": legal(feed.about),
        "authors": [{"name": legal(owner.wishes().name), "url": whole("/")}],
        "language": "en",
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict[str, object]:
    author = {"name": legal(entry.author)}
    if entry.author_url:
        author["url"] = entry.author_url
    item: dict[str, object] = {
        "id": entry.mark,
        "url": entry.url,
        "title": legal(entry.title),
        "content_html": legal(entry.html),
        "summary": legal(entry.summary),
        "date_published": iso(entry.published_at),
        "date_modified": iso(entry.changed_at),
        "authors": [author],
    }
    if entry.filed:
        item["tags"] = [legal(it) for it in entry.filed]
    if entry.enclosed:
        item["image"] = entry.enclosed.url
    return item
