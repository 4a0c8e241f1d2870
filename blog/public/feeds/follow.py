"""The page that tells people how to follow the site, and where others look for a feed."""

from flask import Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading
from blog.posts.listed import store as listed
from blog.public.door import public, shared
from blog.public.faces.of_list import of_ways
from blog.public.feeds.form import Form
from blog.terms import store as terms
from blog.terms.address import of_category
from blog.web.kit import kit

# The addresses of other blogs, and what somebody might try.
_ELSEWHERE = {
    "/blog/feed/": Form.RSS,
    "/blog/feed/atom/": Form.ATOM,
    "/blog/feed/json/": Form.JSON,
    "/blog/feed.json": Form.JSON,
    "/rss/": Form.RSS,
    "/rss.xml": Form.RSS,
    "/feed.xml": Form.RSS,
    "/index.xml": Form.RSS,
    "/atom.xml": Form.ATOM,
    "/feed.json": Form.JSON,
}


@public.get("/blog/feeds/")
def follow() -> Response:
    with reading(kit().engine) as session:
        tree, in_use = terms.tree(session), listed.categories_in_use(session)
        used = (it for it in tree.branches if tree.with_all_below(it.id) & in_use)
        categories = [(it.name, of_category(it.slug)) for it in used]
    name, title = owner.wishes().name, "Follow this site"
    return shared(
        render_template(
            "public/feeds.html",
            title=title,
            graph=of_ways(title, path="/blog/feeds/"),
            description=f"Every new post of {name} in a feed reader, without an e-mail address.",
            path="/blog/feeds/",
            main=[("All posts", "/"), ("All comments", "/comments/")],
            categories=categories,
            forms=list(Form),
        )
    )


def feed_elsewhere() -> Answer:
    return redirect(_ELSEWHERE[request.path].below("/"), 301)


for path in _ELSEWHERE:
    public.add_url_rule(path, "feed_elsewhere", feed_elsewhere)
