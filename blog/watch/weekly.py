"""The weekly letter: what came in, also when nothing came, so that silence is seen."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.comments.model import Status
from blog.inquiries.reference import reference
from blog.outbox.model import Stage
from blog.outbox.office import Office
from blog.outbox.write import Draft, write
from blog.watch.store import Caught, Week
from blog.watch.times import in_words
from blog.watch.trouble import failed_in_words

_LETTER = """\
What came in
{since}
to {until}

{sections}

--
You get this letter each Monday, also when nothing came. A week without it
means that letters do not leave. The owner can switch it off at the desk.
"""


def write_all(
    session: Session, week: Week, *, since: datetime, office: Office, zone: str, now: datetime
) -> None:
    """Owe one to each of the office's addresses."""
    for letter in letters(week, since=since, until=now, office=office, zone=zone):
        write(session, letter, domain=office.domain, now=now)


def letters(
    week: Week, *, since: datetime, until: datetime, office: Office, zone: str
) -> list[Draft]:
    """One for each of the office's addresses."""
    sections = (
        _inquiries(week, office, zone),
        _suspicious(week, office),
        _comments(week, office),
        _letters(week, office, zone),
        _rehearsal(week, zone),
    )
    body = _LETTER.format(
        since=in_words(since, zone), until=in_words(until, zone), sections="\n\n".join(sections)
    )
    return [
        Draft(
            recipient=address,
            subject=f"[{office.site_name}] What came in: {_in_short(week)}",
            body=body,
            about="weekly",
            about_id=0,
        )
        for address in office.letters_to
    ]


def _in_short(week: Week) -> str:
    came = sum(week.comments.values()) - week.comments[Status.SPAM]
    if not week.came and not came:
        return "nothing"
    return f"{_many(week.came, 'inquiry', 'inquiries')}, {_many(came, 'comment', 'comments')}"


def _inquiries(week: Week, office: Office, zone: str) -> str:
    lines = [
        "INQUIRIES",
        _row("received", week.came or "none"),
        _row("answered", week.answered),
        _row("still to be answered", week.still_open),
    ]
    if week.oldest_open:
        number, at = week.oldest_open
        lines.append(_row("the oldest of them", f"{reference(number)}, {in_words(at, zone)}"))
        lines.append(f"  {office.public_url}/desk/inquiries/{number}/")
    return "\n".join(lines)


def _suspicious(week: Week, office: Office) -> str:
    if not week.suspicious:
        return "SUSPICIOUS\n  No inquiry was kept aside."
    lines = [
        "SUSPICIOUS",
        f"  {_many(week.suspicious, 'inquiry was', 'inquiries were')} kept aside and not mailed."
        " Please look whether one is real:",
        *(f"  {_caught(one)}" for one in week.caught),
    ]
    if (more := week.suspicious - len(week.caught)) > 0:
        lines.append(f"  and {more} more")
    return "\n".join((*lines, f"  {office.public_url}/desk/inquiries/?state=spam"))


def _caught(one: Caught) -> str:
    return f"{reference(one.inquiry_id)}: {', '.join(one.reasons) or 'an editor put it there'}"


def _comments(week: Week, office: Office) -> str:
    of = week.comments
    lines = [
        "COMMENTS",
        _row("received", sum(of.values()) or "none"),
        _row("approved", of[Status.APPROVED]),
        _row("held", of[Status.HELD]),
        _row("spam", of[Status.SPAM]),
    ]
    if week.comments_held:
        lines.append(_row("waiting for you now", week.comments_held))
        lines.append(f"  {office.public_url}/desk/comments/")
    return "\n".join(lines)


def _letters(week: Week, office: Office, zone: str) -> str:
    of = week.letters
    last = in_words(week.last_sent_at, zone) if week.last_sent_at else "none yet"
    lines = [
        "LETTERS",
        _row("delivered", week.sent),
        _row("waiting now", of[Stage.DUE] + of[Stage.SENDING]),
        *([_row("held back now", of[Stage.HELD])] if of[Stage.HELD] else []),
        _row("dead now", of[Stage.DEAD]),
        _row("last delivery", last),
        f"  {office.public_url}/desk/outbox/",
    ]
    return "\n".join(lines)


def _rehearsal(week: Week, zone: str) -> str:
    if week.rehearsed_at is None:
        return "REHEARSAL\n  The way of an inquiry was never rehearsed."
    words = failed_in_words(week.failed) or "All steps went well."
    return f"REHEARSAL\n  {in_words(week.rehearsed_at, zone)}. {words}"


def _row(what: str, said: object) -> str:
    return f"  {f'{what}:':<22} {said}"


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
