"""A post or page as readers will see it, drawn before they may."""

from dataclasses import replace

from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from blog import featured
from blog.filed import Filed
from blog.posts.address import path_of
from blog.posts.called import called
from blog.posts.model import Kind, Post


def page_of(session: Session, post: Post, filed: Filed, *, line: str) -> str:
    """The public page, with one `line` above it that says what it is; nothing can be sent here."""
    pictures = featured.of(session, [post])
    template = "public/post.html" if post.kind is Kind.POST else "public/page.html"
    return render_template(
        template,
        title=called(post),
        description=post.description or post.lead,
        path=path_of(post),
        noindex=True,
        canonical=False,
        post=post,
        filed=replace(filed, author=""),  # there may be no page of theirs before
        picture=featured.html(post, pictures, sizes=featured.ON_ITS_PAGE, lazy=False),
        around={},
        # post_html sanitises, so that its result may be shown as it is
        body=Markup(post.html),
        early=line,
        thread={"approved": 0, "branches": []},
        leaf={"takes_comments": False},
    )
