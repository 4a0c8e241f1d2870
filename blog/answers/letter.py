"""The letter of an answer: what was written, who wrote it, and below it what was asked."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.answers import store
from blog.answers.model import Answer
from blog.inquiries.model import Inquiry
from blog.inquiries.reference import reference
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter

_LINES_QUOTED = 200
_WIDTH = 74
_EARLIER_ANSWERS = 20  # a header grows with each, and no program needs all of them


@dataclass(frozen=True, kw_only=True)
class Writer:
    """The editor who answers."""

    editor_id: int
    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How the office answers. `answers_to` says whom the person's next letter goes to, the
    "office" or the "editor"; the signature is filled in; `asked_on` is the day in words."""

    answers_to: str
    signature: str
    asked_on: str


def letter_of(
    answer: Answer,
    inquiry: Inquiry,
    *,
    earlier: Sequence[str],
    office: Office,
    writer: Writer,
    manner: Manner,
) -> Letter:
    """`earlier` are the Message-IDs of the conversation, the latest one last."""
    to_the_editor = manner.answers_to == "editor"
    return Letter(
        recipient=inquiry.email,
        subject=f"Re: Your message to {office.site_name}, {reference(inquiry.id)}",
        body=_body(answer.text, inquiry, manner),
        reply_to=writer.email if to_the_editor else office.letters_to[0],
        reply_to_name=writer.name if to_the_editor else office.site_name,
        sender_name=f"{writer.name}, {office.site_name}",
        in_reply_to=earlier[-1] if earlier else "",
        refs=tuple(earlier),
        about=store.REPLY,
        about_id=answer.id,
        auto="",
    )


def earlier_letters(session: Session, inquiry_id: int, answers: Sequence[Answer]) -> list[str]:
    """What only the office got comes first: the last one is always one that the person has,
    where they have any."""
    ids = [
        *store.message_ids(session, "inquiry", inquiry_id),
        *store.message_ids(session, "receipt", inquiry_id),
        *(answer.message_id for answer in answers[-_EARLIER_ANSWERS:]),
    ]
    return [message_id for message_id in ids if message_id]


def _body(text: str, inquiry: Inquiry, manner: Manner) -> str:
    quoted = f"On {manner.asked_on} {inquiry.name} wrote:\n{quote(inquiry.message)}"
    return "\n\n".join(part for part in (text, manner.signature.strip(), quoted) if part) + "\n"


def quote(message: str) -> str:
    """With a mark before each line; long lines are folded, and a very long message is cut."""
    lines = [line for typed in message.strip().split("\n") for line in _folded(typed)]
    kept = lines[:_LINES_QUOTED] + ["[…]"] * (len(lines) > _LINES_QUOTED)
    return "\n".join(f"> {line}".rstrip() for line in kept)


def _folded(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
