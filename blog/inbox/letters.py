"""The letters that work in the inbox causes: a word to whom something is given, and the letter
that an inquiry caught by mistake still owes the office."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from blog.decisions.action import Action
from blog.inbox.change import Person
from blog.inbox.move import INQUIRY
from blog.inquiries import letters
from blog.inquiries import store as inquiries
from blog.inquiries.draft import Draft
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter
from blog.outbox.write import write

_ASSIGNED = """\
{by} gave you {what} to look after:

{lines}

--
This letter was written by the site {site}. Nobody reads answers to it.
"""
_MOST_NAMED = 20
_PUT_AWAY = (State.SPAM, State.TRASH)


def tell_assigned(
    session: Session, ids: Sequence[int], to: Person, *, office: Office, action: Action
) -> None:
    """One letter for all that were given at once; none to oneself."""
    if not ids or to.name == action.by:
        return
    lines = [f"{reference(it)}  {office.public_url}/desk/inquiries/{it}/" for it in ids]
    more = [f"and {len(ids) - _MOST_NAMED} more"] if len(ids) > _MOST_NAMED else []
    what = "an inquiry" if len(ids) == 1 else f"{len(ids)} inquiries"
    words = {"by": action.by, "what": what, "site": office.site_name}
    letter = Letter(
        recipient=to.email,
        subject=f"[{office.site_name}] {action.by} gave you {_named(ids)}",
        body=_ASSIGNED.format(**words, lines="\n".join(lines[:_MOST_NAMED] + more)),
        about=INQUIRY,
        about_id=ids[0],
    )
    write(session, letter, domain=office.domain, now=action.at)


def owe_the_office(
    session: Session,
    ids: Sequence[int],
    *,
    office_for: Callable[[int | None], Office],
    labels: Mapping[str, str],
    action: Action,
) -> int:
    """Of these, what is neither spam nor trash now and was never mailed is mailed, to those whom
    its topic concerns. How many."""
    owed = 0
    for inquiry_id in ids:
        found = inquiries.inquiry(session, inquiry_id)
        if found and found.state not in _PUT_AWAY and not _was_mailed(session, found):
            owed += 1
            office = office_for(found.topic_id)
            for letter in _letters(found, office, labels):
                write(session, letter, domain=office.domain, now=action.at)
    return owed


def _was_mailed(session: Session, inquiry: Inquiry) -> bool:
    """What is answered to the person is a letter about it; what says who looks after it is none."""
    about = outbox.about(session, INQUIRY, inquiry.id)
    return any(letter.reply_to == inquiry.email for letter in about)


def _letters(inquiry: Inquiry, office: Office, labels: Mapping[str, str]) -> list[Letter]:
    """The same that it would have had at the door, and why it had none then."""
    draft = Draft(
        name=inquiry.name,
        email=inquiry.email,
        phone=inquiry.phone,
        message=inquiry.message,
        page=inquiry.page,
        trap="",
        network=inquiry.network,
        organisation=inquiry.organisation,
        reach=inquiry.reach,
        best_time=inquiry.best_time,
        topic_id=inquiry.topic_id,
        topic=inquiry.topic,
        consent=inquiry.consent,
        rehearsal=inquiry.rehearsal,
    )
    return letters.to_the_office(
        inquiry.id, draft, office=office, labels=labels, reasons=inquiry.reasons
    )


def _named(ids: Sequence[int]) -> str:
    return reference(ids[0]) if len(ids) == 1 else f"{len(ids)} inquiries"
