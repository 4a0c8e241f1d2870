"""Taking back what an editor did last, all of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from blog.comments import store as comments
from blog.comments.model import Status, Taught
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.decisions.undo import TAKEN_BACK, Undone, to_take_back
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.block import BLOCK, UNBLOCKED
from blog.moderation.edit import TEXT, edit
from blog.moderation.moderate import COMMENT, AlreadyChanged, NoSuchComment, move_one, note
from blog.moderation.teach import lesson_of, measure, take_turn
from blog.moderation.trust import AUTHOR, NOT_TRUSTED
from blog.text.markup import comment_html

_THINGS = frozenset((COMMENT, TEXT, AUTHOR, BLOCK))


def undo(session: Session, number: str, *, action: Action) -> Undone:
    """Take back the action of that number, the last thing decided in it first.

    Lines that it added to the list of blocked words are recorded as taken off it; who calls this
    takes them off, and before. Raises NothingToUndo, AlreadyUndone."""
    found = to_take_back(session, number, by=action.by, things=_THINGS)
    action = replace(action, number=TAKEN_BACK + number)
    if found[0].became == Status.GONE:
        lists = {Status(it.was) for it in found}
        back = sum(store.bring_back(session, number, to=it, action=action) for it in lists)
        return Undone(done=back, not_done=len(found) - back)
    store.take_turns(session, {it.thing_id for it in found})
    take_turn(session)
    taken = [_take_back(session, decision, action) for decision in reversed(found)]
    measure(session)
    return Undone(done=sum(taken), not_done=len(taken) - sum(taken))


def _take_back(session: Session, decision: Decision, action: Action) -> bool:
    ways = {COMMENT: _move_back, TEXT: _unedit, AUTHOR: _distrust, BLOCK: _unblock}
    try:
        ways[decision.thing](session, decision, action)
    except (AlreadyDecided, AlreadyChanged, NoSuchComment):
        return False
    return True


def _move_back(session: Session, decision: Decision, action: Action) -> None:
    """Where it came from, with the filter as it was; what was written in the action, to the
    trash. What its author wrote since is not shown to readers."""
    to = Status(decision.was or Status.TRASH)
    after = comments.versions(session, decision.thing_id) if to is Status.APPROVED else ()
    if any(version.at > decision.at and not version.by for version in after):
        raise AlreadyChanged("")
    move_one(
        session,
        decision.thing_id,
        seen=Status(decision.became),
        to=to,
        action=action,
        lesson=_taught_before(session, decision),
    )


def _taught_before(session: Session, decision: Decision) -> Taught:
    """What the filter had been taught of it: each decision and each taking back once more. One
    without an action taught nothing: its author's, and those from before the filter was there."""
    since = _last_correction(session, decision.thing_id)
    taught, before = Taught.NOTHING, dict[str, Taught]()
    for it in decisions.of(session, COMMENT, decision.thing_id):
        if it.id >= decision.id:
            break
        if not it.action or (since and it.at <= since):
            continue
        before[it.action] = taught
        if it.action.startswith(TAKEN_BACK):
            taught = before.get(it.action.removeprefix(TAKEN_BACK), Taught.NOTHING)
        else:
            taught = lesson_of(taught, Status(it.became))
    return taught


def _last_correction(session: Session, comment_id: int) -> datetime | None:
    """When its author changed the words: what had been taught of others was taken back."""
    versions = comments.versions(session, comment_id)
    return max((it.at for it in versions if not it.by), default=None)


def _unedit(session: Session, decision: Decision, action: Action) -> None:
    comment = comments.comment(session, decision.thing_id)
    versions = comments.versions(session, decision.thing_id)
    if comment is None or not versions or versions[-1].at != decision.at:
        raise NoSuchComment(decision.thing_id)
    before = versions[-1].text
    html = comment_html(before)
    edit(session, comment.id, seen=comment.text, text=before, html=html, action=action)


def _distrust(session: Session, decision: Decision, action: Action) -> None:
    comment = comments.comment(session, decision.thing_id)
    if comment is None or not store.distrust(
        session, email_key=comment.email_key, name=comment.name
    ):
        raise NoSuchComment(decision.thing_id)
    note(
        session,
        comment.id,
        was=decision.became,
        became=NOT_TRUSTED,
        action=action,
        thing=AUTHOR,
    )


def _unblock(session: Session, decision: Decision, action: Action) -> None:
    note(
        session,
        decision.thing_id,
        was=decision.became,
        became=UNBLOCKED,
        action=action,
        thing=BLOCK,
        why=decision.why,
    )
