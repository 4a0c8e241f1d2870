"""A post as a page: its text, its thread, the reply form, and the line to the office."""

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from blog.comments import store as comments
from blog.comments.model import Status
from blog.comments.store import Shown
from blog.comments.thread import threaded
from blog.posts.model import Post
from blog.public.forms import InquiryForm, ReplyForm
from blog.text.markup import without_links
from blog.text.plain import initials
from blog.web.fields import typed

_HUES = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A comment as the page draws it."""

    id: int
    parent_id: int | None
    name: str
    website: str
    body: Markup
    created_at: datetime
    initials: str
    hue: int
    held: bool


@dataclass(frozen=True, kw_only=True)
class PostPage:
    """What the page is made of, read in one go, so that it can be drawn without the database.

    `taken_down` is the comment whose author asks, if an editor threw it away."""

    post: Post
    shown: list[Shown]
    taken_down: int | None = None


def read(session: Session, post: Post, *, held: int | None = None) -> PostPage:
    shown = comments.visible(session, post.id, held=held)
    gone = held is not None and comments.is_in_trash(session, held, post_id=post.id)
    return PostPage(post=post, shown=shown, taken_down=held if gone else None)


def draw(
    page: PostPage,
    *,
    form: ReplyForm | None = None,
    inquiry_form: InquiryForm | None = None,
    answering: int | None = None,
    noindex: bool = False,
) -> str:
    """The whole page as HTML; a form that was refused is drawn with all that was typed."""
    post, path = page.post, f"/blog/{page.post.slug}/"
    faces = [_face(comment) for comment in page.shown]
    answered = next((face for face in faces if face.id == answering and not face.held), None)
    return render_template(
        "public/post.html",
        title=post.title,
        description=post.lead,
        path=path,
        noindex=noindex,
        post=post,
        body=Markup(post.html),
        thread=threaded(faces),
        replies=sum(not face.held for face in faces),
        closed=not post.comments_open,
        unsent=form and typed(form.comment),
        taken_down=page.taken_down,
        answered=answered,
        form=form or ReplyForm(formdata=None, reply_to=str(answered.id) if answered else ""),
        inquiry_form=inquiry_form or InquiryForm(formdata=None, page=path),
    )


def _face(comment: Shown) -> Face:
    held = comment.status is not Status.APPROVED
    return Face(
        id=comment.id,
        parent_id=comment.parent_id,
        name=comment.name,
        website=comment.website,
        # what only its author sees must be of no use as an advertisement
        body=Markup(without_links(comment.html) if held else comment.html),
        created_at=comment.created_at,
        initials=initials(comment.name),
        hue=crc32(comment.name.encode()) % _HUES,
        held=held,
    )
