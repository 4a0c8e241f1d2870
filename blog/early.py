"""A post or page as readers will see it, drawn before they may."""

from flask import render_template
from markupsafe import Markup

from blog.posts.model import Kind, Post
from blog.posts.write import path_of


def page_of(post: Post, *, line: str) -> str:
    """The public page, with one `line` above it that says what it is; nothing can be sent here."""
    template = "public/post.html" if post.kind is Kind.POST else "public/page.html"
    return render_template(
        template,
        title=post.title,
        description=post.lead,
        path=path_of(post),
        noindex=True,
        canonical=False,
        post=post,
        # post_html sanitises, so that its result may be shown as it is
        body=Markup(post.html),
        early=line,
        thread={"approved": 0, "branches": []},
        leaf={"takes_comments": False},
    )
