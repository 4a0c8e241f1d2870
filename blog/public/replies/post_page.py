"""A post as a page: its text, its thread, the reply form, and the line to the office."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from blog import featured, owner
from blog.filed import Filed, filed
from blog.posts.called import called
from blog.posts.dated import store as dated
from blog.posts.dated.store import Neighbours
from blog.posts.life.publish import takes_comments
from blog.posts.listed.store import Listed
from blog.posts.model import Post
from blog.public.faces import of_post
from blog.public.forms import ReplyForm
from blog.public.inquiries.form import InquiryForm, line_form
from blog.public.replies import thread_page
from blog.public.replies.face import Drawn as DrawnComment
from blog.public.replies.mine import Own
from blog.public.replies.thread_page import Asked, ThreadPage
from blog.search.kin import store as kin
from blog.text.pictures import Drawn
from blog.text.prose.contents import contents
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.times import in_zone


@dataclass(frozen=True, kw_only=True)
class PostPage:
    """What the page is made of, read in one go, so that it can be drawn without the database.

    `filed` is where it belongs, `kin` what to read next, `own` the comment whose author asks."""

    post: Post
    pictures: dict[int, Drawn]
    filed: Filed
    thread: ThreadPage
    takes_comments: bool
    neighbours: Neighbours
    kin: tuple[Listed, ...] = ()
    own: Own | None = None


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One page of the thread as templates see it, and the ways to the others."""

    base: str
    number: int
    last: int
    takes_comments: bool
    newest_first: bool
    office: str
    own: Own | None

    def at(self, number: int) -> str:
        return self.base if number == 1 else f"{self.base}?comments={number}"

    def whole(self, comment_id: int) -> str:
        """The same page with the thread of that comment unfolded."""
        at = self.at(self.number)
        mark = "&" if "?" in at else "?"
        return f"{at}{mark}thread={comment_id}#comment-{comment_id}"


def read(
    session: Session, post: Post, asked: Asked | None = None, *, own: Own | None = None
) -> PostPage:
    wished = owner.discussion()
    return PostPage(
        post=post,
        pictures=featured.of(session, [post]),
        filed=filed(session, post),
        thread=thread_page.read(
            session, post.id, asked or Asked(), wished=wished, zone=owner.wishes().zone
        ),
        # a kept page says so an hour late at most; what is sent then is refused in place
        takes_comments=takes_comments(
            post, close_after_days=wished.close_after_days, now=kit().now()
        ),
        kin=tuple(kin.of(session, post.id)),
        neighbours=dated.neighbours(session, post),
        own=own,
    )


def draw(
    page: PostPage,
    *,
    form: ReplyForm | None = None,
    inquiry_form: InquiryForm | None = None,
    answering: int | None = None,
    preview: list[DrawnComment] | None = None,
    noindex: bool = False,
) -> str:
    """The whole page as HTML; a form that was refused is drawn with all that was typed."""
    post, leaf = page.post, _leaf(page)
    answered = page.thread.faces.get(answering or 0)
    if answered and answered.held:
        answered = None
    return render_template(
        "public/post.html",
        **of_post.told(_face(page, leaf), is_found=not (noindex or post.noindex)),
        path=leaf.at(leaf.number),
        noindex=noindex or post.noindex,
        elsewhere=post.canonical,
        canonical=page.own is None,
        post=post,
        filed=page.filed,
        kin=page.kin,
        body=Markup(post.html),
        contents=contents(post.html, minutes=post.minutes),
        revised_at=revised_at(post),
        neighbours=page.neighbours,
        picture=featured.html(post, page.pictures, sizes=featured.ON_ITS_PAGE, lazy=False),
        feeds=[(f"Comments on {called(post)}", f"{leaf.base}feed/")],
        thread=page.thread,
        leaf=leaf,
        unsent=form and typed(form.comment),
        answered=answered,
        preview=preview,
        form=form or ReplyForm(formdata=None, reply_to=str(answered.id) if answered else ""),
        inquiry_form=inquiry_form or line_form(leaf.base),
    )


def _face(page: PostPage, leaf: Leaf) -> of_post.Page:
    """The page as it is told of to programs."""
    return of_post.Page(
        post=page.post,
        path=leaf.base,
        number=leaf.number,
        categories=page.filed.categories,
        tags=page.filed.tags,
        author=page.filed.author,
        picture=page.pictures.get(page.post.picture_id or 0),
        replies=page.thread.branches,
        approved=page.thread.approved,
        takes_comments=page.takes_comments,
    )


def revised_at(post: Post) -> datetime | None:
    """When it was last changed, where that was on a later day than it appeared."""
    if post.revised_at is None or post.published_at is None:
        return None
    days = (in_zone(at, owner.wishes().zone).date() for at in (post.published_at, post.revised_at))
    appeared, revised = days
    return post.revised_at if revised > appeared else None


def _leaf(page: PostPage) -> Leaf:
    return Leaf(
        base=f"/blog/{page.post.slug}/",
        number=page.thread.number,
        last=page.thread.last,
        takes_comments=page.takes_comments,
        newest_first=owner.discussion().newest_first,
        office=owner.wishes().name,
        own=page.own,
    )
