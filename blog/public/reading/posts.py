"""What a visitor reads."""

from flask import Response, abort, redirect, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading
from blog.posts import store as posts
from blog.posts.dated.months import is_year
from blog.posts.listed import store as listed
from blog.posts.model import Kind, Post, Standing
from blog.posts.tree import store as tree
from blog.posts.tree.page import around
from blog.public.door import private, public, shared
from blog.public.faces import of_page, of_site
from blog.public.faces.of_list import of_blog
from blog.public.inquiries.form import InquiryForm, line_form
from blog.public.moved import led_on
from blog.public.reading.archives import categories_in_use, with_replies
from blog.public.reading.months import year_page
from blog.public.replies import mine, post_page
from blog.public.replies.thread_page import Asked
from blog.text.prose.contents import contents
from blog.web.kit import kit
from blog.web.paging import page_number, paging

_ON_THE_FRONT_PAGE = 3
_LONGEST_NUMBER = 12


@public.get("/")
def home() -> Response:
    return shared(draw_home())


def draw_home(inquiry_form: InquiryForm | None = None) -> str:
    """The page that the owner chose, else the latest posts; the form stands below either."""
    if (home_id := owner.frame().home_id) is not None:
        with reading(kit().engine) as session:
            if (found := posts.post(session, home_id)) and found.standing is Standing.PUBLISHED:
                return draw_page(session, found, at="/", form=inquiry_form or line_form("/"))
    return _draw_latest(inquiry_form)


def _draw_latest(inquiry_form: InquiryForm | None) -> str:
    with reading(kit().engine) as session:
        latest = listed.latest(session, number=1, size=_ON_THE_FRONT_PAGE)
        shown = with_replies(session, latest)
    return render_template(
        "public/home.html",
        title=owner.wishes().name,
        description=owner.wishes().tagline or f"The site of {owner.wishes().name}.",
        graph=of_site.home(),
        path="/",
        posts=shown,
        inquiry_form=inquiry_form or line_form("/"),
    )


@public.get("/blog/")
def blog() -> Response:
    number, size = page_number(), owner.wishes().posts_a_page
    with reading(kit().engine) as session:
        total = listed.published_count(session)
        pages = paging(number, total=total, size=size, url="/blog/")
        latest = listed.latest(session, number=number, size=size)
        shown = with_replies(session, latest)
        categories = categories_in_use(session)
    path = "/blog/" if number == 1 else f"/blog/?page={number}"
    return shared(
        render_template(
            "public/blog.html",
            **of_blog(total, latest, path=path, number=number),
            path=path,
            posts=shown,
            paging=pages,
            categories=categories,
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
        found = posts.readable(session, slug)
        if found is None and is_year(slug):
            return _year(session, int(slug))
        page = post_page.read(session, found or abort(404), asked)
    noindex = answering is not None or thread is not None
    return shared(post_page.draw(page, answering=answering, noindex=noindex))


def _year(session: Session, year: int) -> Answer:
    """A post that was called so may have moved away; else it is the posts of that year."""
    return led_on(session) or year_page(session, year)


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
def page(slug: str) -> Answer:
    with reading(kit().engine) as session:
        found = posts.readable(session, slug, kind=Kind.PAGE) or abort(404)
        if found.id == owner.frame().home_id:
            return redirect("/", 301)
        return shared(draw_page(session, found, at=f"/{slug}/"))


def draw_page(session: Session, found: Post, *, at: str, form: InquiryForm | None = None) -> str:
    """With the ways to the pages above and below it."""
    near = around(tree.pages(session), found.id)
    above = [(f"/{it.slug}/", it.title) for it in near.above if it.id != owner.frame().home_id]
    return render_template(
        "public/page.html",
        **of_page.told(found, path=at, above=above),
        path=at,
        noindex=found.noindex,
        elsewhere=found.canonical,
        post=found,
        body=Markup(found.html),
        above=above,
        around=near,
        contents=contents(found.html, minutes=found.minutes),
        inquiry_form=form,
    )


def _number(key: str) -> int | None:
    text = request.args.get(key, "")
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if plain else None
