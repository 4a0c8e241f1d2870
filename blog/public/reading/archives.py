"""What was published in one category, under one tag, or by one author."""

from typing import Any

from flask import Response, abort, redirect, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import featured, owner
from blog.authors import store as authors
from blog.authors.address import path_of
from blog.comments import store as comments
from blog.db import reading
from blog.posts.listed import store as listed
from blog.posts.listed.store import Listed, Narrowed
from blog.public.door import public, shared
from blog.public.faces.of_list import of_archive
from blog.redirects import store as redirects
from blog.terms import store as terms
from blog.terms.address import of_category, of_tag
from blog.terms.tags import store as tags
from blog.terms.tree import Branch, Tree
from blog.text.plain import one_line, shortened
from blog.text.prose.plain import plain_text
from blog.web.kit import kit
from blog.web.paging import page_number, paging

_LONGEST_DESCRIPTION = 300
_FED = frozenset(("Category", "Tag", "Author"))  # what has a feed of its own
Way = tuple[str, str]


@public.get("/blog/category/<slug:slug>/")
def category(slug: str) -> Answer:
    with reading(kit().engine) as session:
        tree = terms.tree(session)
        found = tree.at(slug)
        if found is None:
            return _led_on(session)
        in_use = listed.categories_in_use(session)
        return drawn(
            session,
            listed.in_categories(tree.with_all_below(found.id)),
            kind="Category",
            name=found.name,
            about=found.about,
            url=of_category(slug),
            above=[_way(it) for it in tree.above(found)],
            below=_in_use(tree, found.id, in_use),
            below_is=f"Categories in {found.name}",
        )


@public.get("/blog/tag/<slug:slug>/")
def tag(slug: str) -> Answer:
    with reading(kit().engine) as session:
        found = tags.at(session, slug)
        if found is None:
            return _led_on(session)
        which = listed.tagged(found.id)
        return drawn(session, which, kind="Tag", name=found.name, url=of_tag(slug))


@public.get("/blog/author/<slug:slug>/")
def author(slug: str) -> Answer:
    """An author has a page once there is something to read on it."""
    with reading(kit().engine) as session:
        found = authors.at(session, slug)
        if found is None:
            return _led_on(session)
        which = listed.by_author(found.id)
        if not found.about and not listed.count(session, which):
            abort(404)
        return drawn(
            session,
            which,
            kind="Author",
            name=found.name,
            about=found.about,
            html=Markup(found.html),
            url=path_of(slug),
        )


def with_replies(session: Session, posts: list[Listed]) -> list[dict[str, object]]:
    """As the templates of lists take them."""
    replies = comments.reply_counts(session, [post.id for post in posts])
    pictures = featured.of(session, posts)
    return [
        vars(post)
        | {
            "replies": replies.get(post.id, 0),
            "picture": featured.html(post, pictures, sizes=featured.IN_A_LIST, lazy=True),
        }
        for post in posts
    ]


def categories_in_use(session: Session) -> list[Way]:
    """Those at the top that have something to read in them or below, with their addresses."""
    return _in_use(terms.tree(session), None, listed.categories_in_use(session))


def _in_use(tree: Tree, parent_id: int | None, in_use: frozenset[int]) -> list[Way]:
    below = tree.below(parent_id)
    return [_way(it) for it in below if tree.with_all_below(it.id) & in_use]


def _way(branch: Branch) -> Way:
    return of_category(branch.slug), branch.name


def drawn(session: Session, which: Narrowed, *, name: str, url: str, **shown: Any) -> Response:
    """One page of a list of posts, which stands at `url`."""
    number, size = page_number(), owner.wishes().posts_a_page
    total = listed.count(session, which)
    pages = paging(number, total=total, size=size, url=url)
    posts = listed.some(session, which, number=number, size=size)
    path = url if number == 1 else f"{url}?page={number}"
    about = one_line(shown.get("about", "")) if "html" not in shown else plain_text(shown["html"])
    told = of_archive(
        shown["kind"],
        name,
        total,
        posts,
        path=path,
        number=number,
        above=shown.get("above", ()),
        about=shortened(about, _LONGEST_DESCRIPTION),
    )
    return shared(
        render_template(
            "public/archive.html",
            path=path,
            noindex=not total,
            name=name,
            posts=with_replies(session, posts),
            paging=pages,
            feeds=[(f"{shown['kind']}: {name}", f"{url}feed/")] if shown["kind"] in _FED else [],
            **told,
            **shown,
        )
    )


def _led_on(session: Session) -> Answer:
    """Where it has gone, if it was here once."""
    led = redirects.leading_from(session, request.path)
    if led is None or not led.target:
        abort(404)
    return redirect(led.target, 301)
