"""A line for the owner's list of blocked words, taken from a comment that is spam."""

import re

from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status
from blog.decisions import store as decisions
from blog.moderation.action import Action
from blog.moderation.moderate import as_seen, move, note
from blog.spam.words import may_be_listed

BLOCK = "block"
BLOCKED = "blocked"
UNBLOCKED = "unblocked"
_HOST = re.compile(r"https?://(?:www\.)?([^\s/?#:@]{1,100})", re.IGNORECASE)
_MOST_HOSTS = 3


def block(
    session: Session,
    comment_id: int,
    line: str,
    *,
    is_new: bool,
    seen: Status,
    action: Action,
    stamp: str | None = None,
) -> None:
    """Record that the line was added, if it `is_new` on the list, and move the comment to spam,
    unless it is there.

    The list is the site's own; whoever calls this keeps the line there in the same transaction,
    and before, so that two who do so wait for each other. Raises AlreadyDecided, AlreadyChanged,
    NoSuchComment."""
    was = as_seen(session, comment_id, seen=seen, stamp=stamp, wanted=Status.SPAM).status
    if is_new:
        note(session, comment_id, was="", became=BLOCKED, action=action, thing=BLOCK, why=line)
    if was is not Status.SPAM:
        move(session, comment_id, seen=was, to=Status.SPAM, action=action)


def picks(comment: Comment) -> list[str]:
    """What of a comment one may want to block: its network, its author's address, and where its
    links lead; each of them once."""
    linked = _HOST.findall(f"{comment.website} {comment.text}")
    hosts = list(dict.fromkeys(host.casefold() for host in linked))[:_MOST_HOSTS]
    found = dict.fromkeys((comment.network, comment.email, *hosts))
    return [line for line in found if may_be_listed(line)]


def lines_of(session: Session, number: str) -> tuple[str, ...]:
    """What the action of that number added to the list."""
    found = decisions.of_action(session, number)
    return tuple(it.why for it in found if (it.thing, it.became) == (BLOCK, BLOCKED))
