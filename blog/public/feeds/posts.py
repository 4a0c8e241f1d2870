"""The feeds of posts: of the site, of a category, of a tag, of an author."""

from flask import abort
from markupsafe import escape
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import featured, owner
from blog.authors import store as authors
from blog.authors.address import path_of as of_author
from blog.comments import store as comments
from blog.db import reading
from blog.media.listed import store as media
from blog.posts.called import Post as Called
from blog.posts.called import called
from blog.posts.feed import store as feed_store
from blog.posts.feed.store import Whole
from blog.posts.listed import store as listed
from blog.posts.listed.store import Narrowed
from blog.public.feeds.draw import draw
from blog.public.feeds.feed import Enclosed, Entry, Feed, Replies, mark, whole
from blog.public.feeds.form import Form, feed_of
from blog.terms import store as terms
from blog.terms.address import of_category, of_tag
from blog.terms.filed import store as filed
from blog.terms.tags import store as tags
from blog.text.far import far, legal
from blog.text.pictures import TYPES, Drawn
from blog.text.plain import one_line, shortened
from blog.text.prose.plain import plain_text
from blog.web.kit import kit

# Twice what WordPress gives: whoever was away for some weeks misses nothing, and twenty long texts
# are still smaller than one picture.
MOST = 20
_LONGEST_SUMMARY = 400


@feed_of("/")
def feed_of_posts(form: Form) -> Answer:
    wished = owner.wishes()
    with reading(kit().engine) as session:
        feed = _feed(session, None, title=wished.name, about=wished.tagline, page="/")
    return draw(feed, form)


@feed_of("/blog/category/<slug:slug>/")
def feed_of_category(form: Form, slug: str) -> Answer:
    """With what is filed below it."""
    with reading(kit().engine) as session:
        tree = terms.tree(session)
        found = tree.at(slug) or abort(404)
        which = listed.in_categories(tree.with_all_below(found.id))
        feed = _of(session, which, found.name, about=found.about, page=of_category(slug))
    return draw(feed, form)


@feed_of("/blog/tag/<slug:slug>/")
def feed_of_tag(form: Form, slug: str) -> Answer:
    with reading(kit().engine) as session:
        found = tags.at(session, slug) or abort(404)
        feed = _of(session, listed.tagged(found.id), found.name, page=of_tag(slug))
    return draw(feed, form)


@feed_of("/blog/author/<slug:slug>/")
def feed_of_author(form: Form, slug: str) -> Answer:
    with reading(kit().engine) as session:
        found = authors.at(session, slug) or abort(404)
        which = listed.by_author(found.id)
        feed = _of(session, which, found.name, about=plain_text(found.html), page=of_author(slug))
        if not feed.entries and not found.about:
            abort(404)  # as there is no page of theirs either
    return draw(feed, form)


def title_of(post: Called) -> str:
    return one_line(legal(called(post)))


def _of(session: Session, which: Narrowed, name: str, *, about: str = "", page: str) -> Feed:
    wished = owner.wishes()
    title = f"{name} — {wished.name}"
    return _feed(session, which, title=title, about=one_line(about) or wished.tagline, page=page)


def _feed(session: Session, which: Narrowed | None, *, title: str, about: str, page: str) -> Feed:
    posts = feed_store.latest(session, which, size=MOST)
    numbers = [post.id for post in posts]
    replies = comments.reply_counts(session, numbers) if numbers else {}
    names = filed.names(session, numbers)
    enclosed = _enclosed(session, posts)
    return Feed(
        title=title,
        about=about or title,
        page=page,
        place=page,
        changed_at=feed_store.last_changed(session),
        entries=tuple(
            _entry(
                post,
                count=replies.get(post.id, 0),
                names=names.get(post.id, []),
                enclosed=enclosed.get(post.id),
            )
            for post in posts
        ),
    )


def _entry(post: Whole, *, count: int, names: list[str], enclosed: Enclosed | None) -> Entry:
    url = whole(f"/blog/{post.slug}/")
    lead = one_line(legal(post.lead or post.description))
    said = lead or shortened(plain_text(post.html), _LONGEST_SUMMARY)
    title = title_of(post)
    return Entry(
        mark=mark("post", post.id, post.created_at),
        url=url,
        title=title,
        author=post.author or owner.wishes().name,
        author_url=whole(of_author(post.author_slug)) if post.author_slug else "",
        published_at=post.published_at,
        changed_at=post.revised_at or post.published_at,
        html=far(_text(post), url=url),
        summary=said or title,
        filed=tuple(names),
        replies=_replies(url, count) if count or post.comments_open else None,
        enclosed=enclosed,
    )


def _text(post: Whole) -> str:
    """As on its page, with the lead before it."""
    lead = one_line(post.lead)
    return f"<p>{escape(lead)}</p>\n{post.html}" if lead else post.html


def _replies(url: str, count: int) -> Replies:
    return Replies(count=count, page=f"{url}#{'replies' if count else 'respond'}", feed=url)


def _enclosed(session: Session, posts: list[Whole]) -> dict[int, Enclosed]:
    """By the numbers of the posts."""
    pictures = featured.of(session, posts)
    sizes = media.sizes(session, pictures) if pictures else {}
    known = ((post.id, pictures.get(post.picture_id or 0)) for post in posts)
    return {post_id: _file(drawn, sizes.get(drawn.id, 0)) for post_id, drawn in known if drawn}


def _file(drawn: Drawn, size: int) -> Enclosed:
    kind = TYPES[drawn.url.rpartition(".")[2]]
    return Enclosed(url=whole(drawn.url), length=size, type=kind)
