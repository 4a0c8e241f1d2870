"""Hearing of answers by e-mail: asked for, confirmed once, stopped with one click."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.followers import letters, store
from blog.followers.links import CONFIRM_WITHIN
from blog.outbox import store as outbox
from blog.outbox.office import Office
from blog.outbox.write import write

_ASK_AGAIN = timedelta(days=7)
_AFTER_A_STOP = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Place:
    """The post under which something was said."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A comment that answers another, as a letter tells of it."""

    comment_id: int
    answered_id: int
    name: str
    text: str
    email_key: str


def ask(
    session: Session,
    comment_id: int,
    email: str,
    *,
    place: Place,
    office: Office,
    now: datetime,
) -> None:
    """Its author wants to hear of answers, and the comment is public from now on.

    Its address is asked first whether that is so, unless it said yes before, was asked lately,
    or wants no letters; and only once for each comment, however often that is approved."""
    if store.is_followed(session, comment_id):
        return
    key = email.casefold()
    asks = store.claim_question(
        session,
        email_key=key,
        email=email,
        unanswered_before=now - _ASK_AGAIN,
        stopped_before=now - _AFTER_A_STOP,
        now=now,
    )
    follower = store.by_key(session, key)
    assert follower is not None
    store.follow(session, comment_id, follower.id)
    if asks:
        letter = letters.question(follower, title=place.title, office=office, now=now)
        write(session, letter, domain=office.domain, now=now)


def tell(session: Session, answer: Answer, *, place: Place, office: Office, now: datetime) -> None:
    """Owe a letter to whoever follows the comment that was answered, once for each answer."""
    follower = store.to_be_told(session, answer.answered_id)
    if follower is None or follower.email_key == answer.email_key:
        return
    if outbox.about(session, letters.ANSWER, answer.comment_id):
        return
    letter = letters.answer(
        follower,
        answer_id=answer.comment_id,
        answered_id=answer.answered_id,
        name=answer.name,
        text=answer.text,
        title=place.title,
        place=f"{place.url}comments/{answer.comment_id}/",
        office=office,
        now=now,
    )
    write(session, letter, domain=office.domain, now=now)


def forget_unanswered(session: Session, *, now: datetime) -> None:
    """Addresses whose owners never said yes go when the question has run out."""
    store.forget(session, asked_before=now - CONFIRM_WITHIN)
