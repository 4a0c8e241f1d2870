"""The letters to followers: a question with nobody else's words in it, and answers."""

from datetime import datetime

from blog.followers import links
from blog.followers.model import Follower
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter
from blog.text.defang import defanged_line, quoted
from blog.text.plain import shortened

ANSWER, QUESTION = "answer", "confirm"
_LONGEST_TEXT = 1_500
_LONGEST_NAME = 80

_QUESTION = """\
Somebody left a comment on
“{title}”
and asked for an e-mail to this address whenever someone answers it.

If that was you, please say yes. This page has a button for it, and works
for thirty days:
{confirm}

If it was not you, ignore this letter: without that yes, no answer is ever
sent here. To keep anybody from having this address asked again:
{stop_all}

--
{site}
{home}
"""

_ANSWER = """\
{name} answered your comment on
“{title}”:

{text}

Read it in its place, and answer there if you like:
{place}

--
You asked for this letter when you commented, and said yes to it by e-mail.
An answer to this letter itself would reach nobody.

No more answers to this comment:
{stop}

No more letters about answers at all:
{stop_all}
"""


def question(follower: Follower, *, title: str, office: Office, now: datetime) -> Letter:
    """To an address that may be anybody's: not a word in it comes from who typed the address."""
    stop_all = links.stop_all_url(follower, office=office, now=now)
    body = _QUESTION.format(
        title=title,
        confirm=links.confirm_url(follower, office=office, now=now),
        stop_all=stop_all,
        site=office.site_name,
        home=f"{office.public_url}/",
    )
    return Letter(
        recipient=follower.email,
        subject=f"[{office.site_name}] Do you want answers by e-mail?",
        body=body,
        about=QUESTION,
        about_id=follower.id,
        unsubscribe_url=stop_all,
    )


def answer(
    follower: Follower,
    *,
    answer_id: int,
    answered_id: int,
    name: str,
    text: str,
    title: str,
    place: str,
    office: Office,
    now: datetime,
) -> Letter:
    """`place` is where the answer stands."""
    stop = links.stop_url(follower, answered_id, office=office, now=now)
    shown = defanged_line(name, _LONGEST_NAME)
    body = _ANSWER.format(
        name=shown,
        title=title,
        text=quoted(text, _LONGEST_TEXT),
        place=place,
        stop=stop,
        stop_all=links.stop_all_url(follower, office=office, now=now),
    )
    return Letter(
        recipient=follower.email,
        subject=f"[{office.site_name}] {shown} answered you on “{shortened(title, 60)}”",
        body=body,
        about=ANSWER,
        about_id=answer_id,
        unsubscribe_url=stop,
    )
