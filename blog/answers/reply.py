"""Answering an inquiry: the answer is kept, its letter owed, and the inquiry moved, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.answers import drafts, store
from blog.answers.letter import Manner, Writer, earlier_letters, letter_of
from blog.answers.model import Answer
from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.inbox.move import INQUIRY, NoSuchInquiry, move
from blog.inquiries import store as inquiries
from blog.inquiries.model import Inquiry, State
from blog.outbox.compose import ascii_address
from blog.outbox.office import Office
from blog.outbox.write import write

ANSWER = "answer"
_UNANSWERED = (State.SPAM, State.TRASH)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be sent; `after` is the number of the last answer the editor saw, 0 for none,
    and `version` that of the draft the page showed."""

    text: str
    after: int
    version: str = ""


class Meanwhile(Exception):
    """These answers were given since the editor looked."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(f"{answers[-1].by} answered meanwhile.")
        self.answers = answers


class NotToBeAnswered(Exception):
    """It is spam or in the trash: first somebody has to say that it is neither."""


def reply(
    session: Session,
    inquiry_id: int,
    draft: Draft,
    *,
    seen: State,
    to: State,
    action: Action,
    office: Office,
    writer: Writer,
    manner: Manner,
) -> Answer:
    """The answer, kept and on its way. The same one again is the one we have.

    Raises Meanwhile, AlreadyDecided, NotToBeAnswered, NoSuchInquiry, and BadAddress where no
    letter can reach the person."""
    inquiry = store.held_fast(session, inquiry_id)
    if inquiry is None:
        raise NoSuchInquiry(inquiry_id)
    newer = store.answers_to(session, inquiry_id, after=draft.after)
    for answer in newer:
        if (answer.by, answer.text) == (writer.name, draft.text):
            return answer
    if newer:
        raise Meanwhile(newer)
    _check(session, inquiry, seen)
    answer = _keep(
        session, inquiry, draft.text, office=office, writer=writer, manner=manner, action=action
    )
    _move(session, inquiry_id, seen=seen, to=to, action=action)
    mine = (inquiry_id, writer.editor_id)
    drafts.sent(session, *mine, text=draft.text, seen=draft.version)
    return answer


def _check(session: Session, inquiry: Inquiry, seen: State) -> None:
    if inquiry.state is not seen:
        raise AlreadyDecided(decisions.latest(session, INQUIRY, inquiry.id))
    if inquiry.state in _UNANSWERED:
        raise NotToBeAnswered(inquiry.id)
    ascii_address(inquiry.email)


def _keep(
    session: Session,
    inquiry: Inquiry,
    text: str,
    *,
    office: Office,
    writer: Writer,
    manner: Manner,
    action: Action,
) -> Answer:
    before = store.answers_to(session, inquiry.id)
    earlier = earlier_letters(session, inquiry.id, before)
    answer = Answer(inquiry_id=inquiry.id, text=text, by=writer.name, at=action.at)
    session.add(answer)
    session.flush()
    letter = letter_of(
        answer, inquiry, earlier=earlier, office=office, writer=writer, manner=manner
    )
    answer.message_id = write(session, letter, domain=office.domain, now=action.at)
    return answer


def _move(session: Session, inquiry_id: int, *, seen: State, to: State, action: Action) -> None:
    if to is not seen:
        move(session, inquiry_id, seen=seen, to=to, action=action)
    inquiries.see(session, inquiry_id, now=action.at)
    inquiries.answered(session, inquiry_id, now=action.at)
    decisions.note(
        session,
        thing=ANSWER,
        thing_id=inquiry_id,
        was="",
        became="sent",
        by=action.by,
        action=action.number,
        now=action.at,
    )
