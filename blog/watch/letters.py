"""The letters of the watch: that something is wrong, that all is well again, and what came in."""

from datetime import datetime
from textwrap import fill

from blog.outbox.office import Office
from blog.outbox.write import Draft
from blog.watch.times import in_words
from blog.watch.trouble import Kind, Trouble

_WIDTH = 76
_WHAT_TO_DO = {
    Kind.DEAD: "A letter that could not be delivered: read the server's words in the outbox, put"
    " right what they name, then send it again, to another address, or let it go.",
    Kind.LATE: "Letters that wait: the outbox shows what the server said to each attempt. They are"
    " tried again by themselves.",
    Kind.SILENT: "The courier: see that `flask serve` or `flask deliver` runs. While it does not,"
    " inquiries are kept, but no letter about them leaves.",
    Kind.PAUSED: "The mail server refuses the site itself: check its name, user and password among"
    " the settings. The couriers try again by themselves.",
    Kind.FAILED: "The rehearsal: run `flask inquiry rehearse` where the site runs; it names each"
    " step. What visitors send may be lost at that step, so look soon.",
}
_TROUBLE = """\
{words}

Since:            {since}
Letters waiting:  {waiting}
Letters dead:     {dead}

{advice}

The outbox:
{outbox}

While this lasts you are told once a day, and once when all is well again.
"""
_WELL = """\
All is well again since {until}.

What was wrong began {since}. Nothing has to be done.

The outbox:
{outbox}
"""


def warning(trouble: Trouble, *, since: datetime, office: Office, zone: str) -> tuple[str, str]:
    """Its subject and text."""
    text = _TROUBLE.format(
        words=trouble.words,
        since=in_words(since, zone),
        waiting=trouble.figures.waiting,
        dead=trouble.figures.dead,
        advice="\n\n".join(fill(_WHAT_TO_DO[kind], _WIDTH) for kind in trouble.kinds),
        outbox=_outbox(office),
    )
    return f"[{office.site_name}] Letters need your attention", text


def all_is_well(*, since: datetime, until: datetime, office: Office, zone: str) -> tuple[str, str]:
    text = _WELL.format(
        until=in_words(until, zone), since=in_words(since, zone), outbox=_outbox(office)
    )
    return f"[{office.site_name}] All is well again with the letters", text


def alarm(address: str, sheet: tuple[str, str]) -> Draft:
    """It leaves by the second mail server, where there is one."""
    subject, body = sheet
    return Draft(
        recipient=address, subject=subject, body=body, about="alarm", about_id=0, via="alarm"
    )


def _outbox(office: Office) -> str:
    return f"{office.public_url}/desk/outbox/"
