"""An editor decides on a comment by a link in a letter, without signing in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from blog import owner
from blog.authors import store as authors
from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.editors import store as editors
from blog.editors.model import Editor
from blog.editors.roles import Right, may
from blog.moderation.action import Action
from blog.moderation.moderate import COMMENT, AlreadyChanged, NoSuchComment, move
from blog.notices import links
from blog.notices.links import GOALS, Link, Purpose
from blog.posts import store as posts
from blog.posts.model import Post, Standing
from blog.public.door import private, public
from blog.public.letters import words
from blog.public.letters.said import draw
from blog.web.guard import is_foreign
from blog.web.kit import kit

_PATH = f"/letters/<any({', '.join(Purpose)}):purpose>/<token>"
_NOBODY = "a letter to the office"
_LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, kw_only=True)
class _Case:
    """A comment as the link finds it. `by` is in whose name the link decides."""

    comment: Comment
    post: Post
    last: Decision | None
    by: str
    goal: Status

    @property
    def is_open(self) -> bool:
        """Held, or never decided on since it was taken in."""
        undecided = self.comment.status is Status.HELD or self.last is None
        return undecided and self.comment.status is not self.goal

    @property
    def is_mine(self) -> bool:
        """Decided as the link has it, in the name of whoever follows it."""
        done = self.comment.status is self.goal
        return done and self.last is not None and self.last.by == self.by

    @property
    def edited(self) -> str:
        return self.comment.stamp


@public.get(_PATH)
def letter_link(purpose: str, token: str) -> Response:
    """What the link would do. Looking does nothing: mail scanners follow links."""
    goal = Purpose(purpose)
    link = _link(goal, token)
    if link is None:
        return _no_link(goal, token)
    with reading(kit().engine) as look:
        found = _case(look, link, goal)
    return _page(found) if found else draw(words.GONE)


@public.post(_PATH)
def decide_by_letter(purpose: str, token: str) -> Response:
    goal = Purpose(purpose)
    if is_foreign():
        return draw(words.FOREIGN)
    link = _link(goal, token)
    if link is None:
        return _no_link(goal, token)
    with writing(kit().engine) as session:
        found = _case(session, link, goal)
        done = found is not None and _decide(session, found)
    if done:
        kit().wake_courier()
    with reading(kit().engine) as look:
        found = _case(look, link, goal)
    if found and found.is_mine:
        return redirect(f"{request.path}?done=1", 303)
    return _page(found, status=409) if found else draw(words.GONE)


def _link(goal: Purpose, token: str) -> Link | None:
    return links.read(token, goal, secret=kit().settings.secret_key, now=kit().now())


def _no_link(goal: Purpose, token: str) -> Response:
    was_ours = links.read(token, goal, secret=kit().settings.secret_key, now=_LONG_AGO)
    return draw(words.EXPIRED if was_ours else words.FORGED)


def _case(session: Session, link: Link, goal: Purpose) -> _Case | None:
    """None where the comment is gone, or the editor the letter went to decides no longer."""
    comment = comments.comment(session, link.comment_id)
    if comment is None or comment.status is Status.GONE:
        return None
    if int(comment.created_at.timestamp()) != link.written:
        return None
    post = posts.post(session, comment.post_id)
    editor = editors.editor(session, link.editor_id) if link.editor_id else None
    if post is None or (link.editor_id and not _may_decide(session, editor, post)):
        return None
    return _Case(
        comment=comment,
        post=post,
        last=decisions.latest(session, COMMENT, comment.id),
        by=editor.name if editor else _NOBODY,
        goal=GOALS[goal],
    )


def _may_decide(session: Session, editor: Editor | None, post: Post) -> bool:
    """Their role may be another by now; on their own posts everybody decides."""
    if editor is None or may(editor.role, Right.MODERATE):
        return editor is not None
    return authors.is_editors(session, post.author_id, editor_id=editor.id, name=editor.name)


def _decide(session: Session, found: _Case) -> bool:
    """False, and nothing is done, if someone was first or it says something else by now."""
    if not found.is_open or not _is_as_seen(found):
        return False
    action = Action(by=found.by, at=kit().now(), office=owner.office(), why="by a link in a letter")
    try:
        seen = Status(found.comment.status)
        move(
            session,
            found.comment.id,
            seen=seen,
            to=found.goal,
            action=action,
            stamp=request.form.get("edited", found.edited),
        )
    except (AlreadyDecided, AlreadyChanged, NoSuchComment):
        return False
    return True


def _is_as_seen(found: _Case) -> bool:
    """Its author may have changed it since the page with the button was made."""
    return request.form.get("edited", found.edited) == found.edited and request.form.get(
        "seen", found.comment.status
    ) == str(found.comment.status)


def _page(found: _Case, *, status: int = 200) -> Response:
    comment, post = found.comment, found.post
    is_readable = post.standing is Standing.PUBLISHED
    is_on_site = is_readable and comment.status is Status.APPROVED
    is_done = "done" in request.args and found.is_mine
    page = render_template(
        "public/letters/decide.html",
        title=words.title(found.goal, found.comment.status, found.last, done=is_done),
        path="",
        noindex=True,
        comment=comment,
        post=post,
        edited=found.edited,
        is_readable=is_readable,
        is_open=found.is_open,
        is_other=not found.is_open and comment.status is not found.goal,
        is_done=is_done,
        changed=status == 409 and found.is_open,
        consequence=words.CONSEQUENCES[found.goal],
        button=words.BUTTONS[found.goal],
        place=f"/blog/{post.slug}/comments/{comment.id}/" if is_on_site else "",
    )
    return private(page, status)
