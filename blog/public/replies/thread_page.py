"""One page of a thread: read in one go, of the size and in the order the owner wishes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy.orm import Session

from blog.comments import store as comments
from blog.comments.thread import Answering, Branch, Pages, fold, numbers_in, paged, threaded
from blog.public.replies.face import Drawn, Face, drawn, face_of
from blog.site.discussion import Discussion


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which page: by its `number`, else the one a comment stands on. `thread` is a comment whose
    thread is shown unfolded; `mine` is the one whose author asks."""

    number: int | None = None
    comment: int | None = None
    thread: int | None = None
    mine: int | None = None


@dataclass(frozen=True, kw_only=True)
class ThreadPage:
    """`approved` are all comments of the post that everybody sees, on this page or not."""

    branches: Sequence[Drawn]
    faces: dict[int, Face]
    approved: int
    number: int
    last: int


def read(
    session: Session, post_id: int, asked: Asked, *, wished: Discussion, zone: str
) -> ThreadPage:
    """Not found beyond the last page."""
    size = wished.threads_a_page
    # most posts have no more comments than a page has threads: those are read in one question
    shown = comments.first_shown(session, post_id, most=size + 1)
    is_all = len(shown) <= size
    knots = list(shown.values()) if is_all else comments.outline(session, post_id)
    approved = len(knots)
    if asked.mine and (waiting := comments.waiting(session, asked.mine, post_id=post_id)):
        knots, is_all = sorted([*knots, waiting], key=lambda knot: knot.id), False
    pages = _pages(knots, wished)
    number = _number(pages, asked)
    opened = pages.tops.get(asked.mine or asked.thread or 0)
    branches = _branches(knots, pages, number, opened=opened, wished=wished)
    if not is_all:
        wanted = [it for branch in branches for it in numbers_in(branch, folded=True)]
        shown = comments.shown(session, wanted)
    faces = {it: face_of(comment, zone) for it, comment in shown.items()}
    return ThreadPage(
        branches=drawn(branches, faces),
        faces=faces,
        approved=approved,
        number=number,
        last=pages.last,
    )


def _number(pages: Pages, asked: Asked) -> int:
    at = pages.number_of(asked.mine or asked.comment or asked.thread)
    number = asked.number or at or 1
    return number if number <= pages.last else abort(404)


def place_of(
    session: Session, post_id: int, comment_id: int, *, wished: Discussion
) -> tuple[int, int | None] | None:
    """The page an approved comment stands on, and the thread to unfold where it is folded away."""
    knots = comments.outline(session, post_id)
    pages = _pages(knots, wished)
    number = pages.number_of(comment_id)
    if number is None:
        return None
    top = pages.tops[comment_id]
    branches = threaded(_of(knots, pages.within([top])), depth=wished.depth)
    for branch in branches:
        fold(branch)
    standing = {it for branch in branches for it in numbers_in(branch, folded=False)}
    return number, None if comment_id in standing else top


def _pages(knots: Sequence[Answering], wished: Discussion) -> Pages:
    return paged(
        knots,
        size=wished.threads_a_page,
        depth=wished.depth,
        newest_first=wished.newest_first,
    )


def _branches(
    knots: Sequence[Answering],
    pages: Pages,
    number: int,
    *,
    opened: int | None,
    wished: Discussion,
) -> list[Branch[Answering]]:
    """The threads of the page in their order; answers stand oldest first whatever that is."""
    if pages.last > 1:
        knots = _of(knots, pages.within(pages.threads_on(number)))
    branches = threaded(knots, depth=wished.depth)
    for branch in branches:
        fold(branch, opened=branch.comment.id == opened)
    return branches[::-1] if wished.newest_first else branches


def _of(knots: Sequence[Answering], numbers: Collection[int]) -> list[Answering]:
    wanted = frozenset(numbers)
    return [knot for knot in knots if knot.id in wanted]
