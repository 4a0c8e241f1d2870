"""A post or page as readers will see it, drawn before they may."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from blog import featured
from blog.posts.address import path_of
from blog.posts.model import Kind, Post
from blog.terms import store as terms
from blog.terms.address import of_category, of_tag
from blog.text.plain import slug_from
from blog.text.prose.contents import contents


@dataclass(frozen=True, kw_only=True)
class Filed:
    """Each term as its address and its name; the author's page is left out."""

    categories: tuple[tuple[str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    author: str = ""


def filed(session: Session, post: Post) -> Filed:
    """As it is saved."""
    categories = terms.categories_of(session, post.id)
    tags = [it.name for it in terms.tags_of(session, post.id)]
    return filed_under(((it.slug, it.name) for it in categories), tags)


def filed_under(categories: Iterable[tuple[str, str]], tags: Iterable[str]) -> Filed:
    """As it would be; categories are each a slug and a name."""
    return Filed(
        categories=tuple((of_category(slug), name) for slug, name in categories),
        tags=tuple((of_tag(slug_from(name)), name) for name in tags),
    )


def page_of(session: Session, post: Post, filed: Filed, *, line: str) -> str:
    """The public page, with one `line` above it that says what it is; nothing can be sent here."""
    pictures = featured.of(session, [post])
    template = "public/post.html" if post.kind is Kind.POST else "public/page.html"
    return render_template(
        template,
        title=post.title,
        description=post.description or post.lead,
        path=path_of(post),
        noindex=True,
        canonical=False,
        post=post,
        filed=filed,
        picture=featured.html(post, pictures, sizes=featured.ON_ITS_PAGE, lazy=False),
        around={},
        # post_html sanitises, so that its result may be shown as it is
        body=Markup(post.html),
        contents=contents(post.html, minutes=post.minutes),
        early=line,
        thread={"approved": 0, "branches": []},
        leaf={"takes_comments": False},
    )
