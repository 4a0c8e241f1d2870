"""The letters that tell the office of comments."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from blog.comments.model import Status
from blog.notices import links
from blog.notices.links import Link, Purpose
from blog.notices.store import Item
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter
from blog.text.defang import defanged, defanged_line, quoted
from blog.text.plain import shortened

MOST_SHOWN = 40
_LONGEST_TEXT = 600
_LONGEST_NAME = 80
_LONGEST_WEBSITE = 200
_RULE = "-" * 40
_HELD_LINKS = (Purpose.APPROVE, Purpose.SPAM, Purpose.TRASH)
_APPROVED_LINKS = (Purpose.SPAM, Purpose.TRASH)

_HOW = """\
The links need no sign-in and work for seven days. Each opens a page that
shows the reply and one button; nothing happens before it is pressed.
Whoever has this letter can use them."""


def to_the_office(
    items: Sequence[Item],
    *,
    waiting: int,
    published: int,
    address: str,
    editor_id: int,
    office: Office,
    now: datetime,
) -> Letter:
    """One letter about one comment or many; `items` are those it shows, of all there are.

    Answering a letter about one comment answers its author."""
    alone = items[0] if waiting + published == 1 else None
    said = [_said(item, editor_id, office, now) for item in items]
    left = waiting + published - len(items)
    parts = (*_opening(waiting, published), *_apart(said), *_ending(alone, left, office))
    return Letter(
        recipient=address,
        subject=f"[{office.site_name}] {_subject(alone, waiting, published)}",
        body="\n\n".join(parts) + "\n",
        reply_to=alone.email if alone else "",
        reply_to_name=alone.name if alone else "",
        about="comment" if alone else "comments",
        about_id=items[0].comment_id,
    )


def _subject(alone: Item | None, waiting: int, published: int) -> str:
    if alone:
        opening = "Please look at a reply to" if waiting else "A new reply to"
        return f"{opening} “{shortened(alone.title, 60)}”"
    if not waiting:
        return f"{published} new replies"
    return f"{_are_waiting(waiting)}{f', {published} new on the site' if published else ''}"


def _are_waiting(number: int) -> str:
    return "A reply is waiting" if number == 1 else f"{number:,} replies are waiting"


def _opening(waiting: int, published: int) -> Iterator[str]:
    if waiting:
        them = "it" if waiting == 1 else "them"
        who = "its author sees" if waiting == 1 else "their authors see"
        yield f"{_are_waiting(waiting)} for you.\nNobody but {who} {them} until you approve {them}."
    if published:
        new = "A new reply is" if published == 1 else f"{published:,} new replies are"
        yield f"{new} on the site already."
    if waiting + published > 1:
        yield "The newest comes first."


def _said(item: Item, editor_id: int, office: Office, now: datetime) -> str:
    """What it is, what it says, and what can be done about it."""
    parts = [_facts(item, office), quoted(item.text, _LONGEST_TEXT)]
    return "\n\n".join((*parts, _ways(item, editor_id, office, now)))


def _facts(item: Item, office: Office) -> str:
    """Those that there are."""
    held = item.status is Status.HELD
    lines = (
        ("Post", f"“{item.title}”"),
        ("On site", "" if held else _place(item, office)),
        ("Name", defanged_line(item.name, _LONGEST_NAME)),
        ("E-mail", item.email),
        ("Website", defanged_line(item.website, _LONGEST_WEBSITE)),
        ("Network", item.network),
        ("Answers", defanged_line(item.answers or "", _LONGEST_NAME)),
        ("Because", defanged("; ".join(item.reasons)) if held else ""),
    )
    return "\n".join(f"{name + ':':<8} {value}" for name, value in lines if value)


def _ways(item: Item, editor_id: int, office: Office, now: datetime) -> str:
    link = Link(
        comment_id=item.comment_id,
        editor_id=editor_id,
        written=int(item.created_at.timestamp()),
    )
    purposes = _HELD_LINKS if item.status is Status.HELD else _APPROVED_LINKS
    return "\n".join(
        f"{purpose.capitalize() + ':':<8} {links.url(link, purpose, office=office, now=now)}"
        for purpose in purposes
    )


def _apart(said: Sequence[str]) -> Sequence[str]:
    return said if len(said) == 1 else [f"{_RULE}\n{one}" for one in said]


def _ending(alone: Item | None, left: int, office: Office) -> Iterator[str]:
    desk = f"{office.public_url}/desk/comments/"
    if not alone:
        yield f"{_RULE}\nAnd {left:,} more at the desk:\n{desk}" if left else _RULE
    yield _HOW
    if alone:
        yield f"Answering this letter answers {defanged_line(alone.name, _LONGEST_NAME)}."
        yield f"--\nThe post: {_post(alone, office)}\nThe desk: {desk}"
    else:
        yield f"--\nThe desk: {desk}"


def _post(item: Item, office: Office) -> str:
    return f"{office.public_url}/blog/{item.slug}/"


def _place(item: Item, office: Office) -> str:
    return f"{_post(item, office)}comments/{item.comment_id}/"
