"""What a visitor reads."""

from flask import Response, abort, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.comments import store as comments
from blog.db import reading
from blog.posts import store as posts
from blog.posts.model import Kind
from blog.posts.store import Listed
from blog.public import featured
from blog.public.door import private, public, shared
from blog.public.inquiries.form import InquiryForm, line_form
from blog.public.replies import mine, post_page
from blog.public.replies.thread_page import Asked
from blog.text.pictures import Drawn
from blog.web.kit import kit
from blog.web.paging import page_number, paging

_ON_THE_FRONT_PAGE = 3
_LONGEST_NUMBER = 12


@public.get("/")
def home() -> Response:
    return shared(draw_home())


def draw_home(inquiry_form: InquiryForm | None = None) -> str:
    with reading(kit().engine) as session:
        latest = posts.latest(session, number=1, size=_ON_THE_FRONT_PAGE)
        replies = comments.reply_counts(session, [post.id for post in latest])
        pictures = featured.of(session, latest)
    return render_template(
        "public/home.html",
        title=owner.wishes().name,
        description=owner.wishes().tagline,
        path="/",
        posts=_listed(latest, replies, pictures),
        inquiry_form=inquiry_form or line_form("/"),
    )


@public.get("/blog/")
def blog() -> Response:
    number, size = page_number(), owner.wishes().posts_a_page
    with reading(kit().engine) as session:
        pages = paging(number, total=posts.published_count(session), size=size, url="/blog/")
        latest = posts.latest(session, number=number, size=size)
        replies = comments.reply_counts(session, [post.id for post in latest])
        pictures = featured.of(session, latest)
    return shared(
        render_template(
            "public/blog.html",
            title="Blog" if number == 1 else f"Blog, page {number}",
            description=owner.wishes().tagline,
            path="/blog/" if number == 1 else f"/blog/?page={number}",
            posts=_listed(latest, replies, pictures),
            paging=pages,
        )
    )


@public.get("/blog/<slug:slug>/")
def post(slug: str) -> Answer:
    """The post; by its author's signed link, with the comment that link is for."""
    if "mine" in request.args:
        return _with_my_comment(slug, request.args["mine"])
    number = page_number("comments") if "comments" in request.args else None
    answering, thread = _number("reply_to"), _number("thread")
    asked = Asked(number=number, comment=answering, thread=thread)
    with reading(kit().engine) as session:
        found = posts.readable(session, slug) or abort(404)
        page = post_page.read(session, found, asked)
    noindex = answering is not None or thread is not None
    return shared(post_page.draw(page, answering=answering, noindex=noindex))


def _with_my_comment(slug: str, given: str) -> Answer:
    """The page of the thread it stands on, for its author alone."""
    if (number := mine.comment_id(given)) is None:  # forged or expired: it opens nothing
        return redirect(f"/blog/{slug}/", 303)
    with reading(kit().engine) as session:
        found = posts.readable(session, slug) or abort(404)
        own = mine.own(session, found, number, given)
        page = post_page.read(session, found, Asked(mine=number), own=own)
    return private(post_page.draw(page, noindex=True), 200)


@public.get("/<slug:slug>/")
def page(slug: str) -> Response:
    with reading(kit().engine) as session:
        found = posts.readable(session, slug, kind=Kind.PAGE) or abort(404)
    return shared(
        render_template(
            "public/page.html",
            title=found.title,
            description=found.lead,
            path=f"/{slug}/",
            post=found,
            body=Markup(found.html),
        )
    )


def _number(key: str) -> int | None:
    text = request.args.get(key, "")
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if plain else None


def _listed(
    listed: list[Listed], replies: dict[int, int], pictures: dict[int, Drawn]
) -> list[dict[str, object]]:
    return [
        vars(post)
        | {
            "replies": replies.get(post.id, 0),
            "picture": featured.html(post, pictures, sizes=featured.IN_A_LIST, lazy=True),
        }
        for post in listed
    ]
