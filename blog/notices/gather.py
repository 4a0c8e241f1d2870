"""Telling the office of comments: of the first at once, of those after it in one letter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.comments.model import Status
from blog.notices import letters, store
from blog.notices.store import Debt
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter
from blog.outbox.write import write


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """`editor_id` is 0 for an address that is no editor's; `only_posts_of` is an author's name,
    for one who hears of comments on their own posts alone."""

    address: str
    editor_id: int = 0
    only_posts_of: str | None = None


def gather(
    session: Session,
    to: Sequence[Recipient],
    *,
    wanted: Collection[Status],
    pause: timedelta,
    office: Office,
    now: datetime,
) -> int:
    """Owe each recipient one letter about all that is still as it was taken in, unless the last
    letters are younger than `pause`. How many letters.

    What was told of is owed no longer: either happens at the commit, or neither."""
    debts = store.still_owed(session, wanted)
    if not debts or not store.claim(session, pause=pause, now=now):
        return 0
    store.settle(session, debts)
    written = [_letter(session, one, debts, office=office, now=now) for one in to]
    owed = [letter for letter in written if letter]
    for letter in owed:
        write(session, letter, domain=office.domain, now=now)
    return len(owed)


def _is_of(debt: Debt, one: Recipient) -> bool:
    """A name alone says whose a post is only where no editor is its author: another could take
    the name."""
    if one.only_posts_of is None or debt.editor_id is not None:
        return one.only_posts_of is None or debt.editor_id == one.editor_id
    return debt.author == one.only_posts_of


def _letter(
    session: Session, one: Recipient, debts: Sequence[Debt], *, office: Office, now: datetime
) -> Letter | None:
    mine = [debt for debt in debts if _is_of(debt, one)]
    shown = store.items(session, [debt.comment_id for debt in mine[: letters.MOST_SHOWN]])
    if not shown:
        return None
    waiting = sum(debt.status is Status.HELD for debt in mine)
    return letters.to_the_office(
        shown,
        waiting=waiting,
        published=len(mine) - waiting,
        address=one.address,
        editor_id=one.editor_id,
        office=office,
        now=now,
    )
