"""Taking back what an editor did last, all of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.comments import store as comments
from blog.comments.model import Status
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.edit import TEXT, AlreadyChanged, edit
from blog.moderation.moderate import COMMENT, NoSuchComment, move
from blog.moderation.trust import AUTHOR
from blog.text.markup import comment_html

BLOCK = "block"


@dataclass(frozen=True, kw_only=True)
class Undone:
    """How much was taken back, how much somebody had changed meanwhile, and the lines that are
    to leave the list of blocked words."""

    done: int
    not_done: int
    unblocked: tuple[str, ...] = ()


class NothingToUndo(Exception):
    """It was not this editor's last action, or is undone already."""


def undo(session: Session, number: str, *, action: Action) -> Undone:
    """Take back the action of that number, the last thing decided in it first.

    Raises NothingToUndo unless it is the last one of the editor who asks."""
    if not number or decisions.last_action_of(session, action.by) != number:
        raise NothingToUndo
    found = decisions.of_action(session, number)
    taken = [_take_back(session, decision, action) for decision in reversed(found)]
    return Undone(
        done=sum(taken),
        not_done=len(taken) - sum(taken),
        unblocked=tuple(decision.why for decision in found if decision.thing == BLOCK),
    )


def _take_back(session: Session, decision: Decision, action: Action) -> bool:
    try:
        match decision.thing:
            case "comment" if decision.was:
                _move_back(session, decision, action)
            case "comment":  # it was written in this action
                _move(session, decision.thing_id, Status(decision.became), Status.TRASH, action)
            case "text":
                _unedit(session, decision, action)
            case "author":
                _distrust(session, decision)
    except (AlreadyDecided, AlreadyChanged, NoSuchComment):
        return False
    return True


def _move_back(session: Session, decision: Decision, action: Action) -> None:
    _move(session, decision.thing_id, Status(decision.became), Status(decision.was), action)


def _move(session: Session, comment_id: int, seen: Status, to: Status, action: Action) -> None:
    move(session, comment_id, seen=seen, to=to, action=action)


def _unedit(session: Session, decision: Decision, action: Action) -> None:
    comment = comments.comment(session, decision.thing_id)
    versions = comments.versions(session, decision.thing_id)
    if comment is None or not versions or versions[-1].at != decision.at:
        raise NoSuchComment(decision.thing_id)
    before = versions[-1].text
    edit(
        session,
        comment.id,
        seen=comment.text,
        text=before,
        html=comment_html(before),
        action=action,
    )


def _distrust(session: Session, decision: Decision) -> None:
    if comment := comments.comment(session, decision.thing_id):
        store.distrust(session, email_key=comment.email_key, name=comment.name)


assert (COMMENT, TEXT, AUTHOR) == ("comment", "text", "author")  # as the cases above spell them
