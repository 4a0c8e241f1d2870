"""What passes between the outbox and whoever holds the wire to the mail server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from blog.outbox.model import Letter


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A letter as it leaves: plain values, so that nothing is loaded while the network talks.

    `unsubscribe_url` takes one POST to end letters of its kind; most have none. `via` names the
    way it leaves, empty for the usual one."""

    letter_id: int
    recipient: str
    reply_to: str
    reply_to_name: str
    subject: str
    body: str
    message_id: str
    date: datetime
    unsubscribe_url: str = ""
    sender_name: str = ""
    in_reply_to: str = ""
    refs: str = ""
    auto: str = "auto-generated"
    via: str = ""


def outgoing_of(letter: Letter) -> Outgoing:
    return Outgoing(
        letter_id=letter.id,
        recipient=letter.recipient,
        reply_to=letter.reply_to,
        reply_to_name=letter.reply_to_name,
        subject=letter.subject,
        body=letter.body,
        message_id=letter.message_id,
        date=letter.created_at,
        unsubscribe_url=letter.unsubscribe_url,
        sender_name=letter.sender_name,
        in_reply_to=letter.in_reply_to,
        refs=letter.refs,
        auto=letter.auto,
        via=letter.via,
    )


class NotSent(Exception):
    """The letter did not leave; `answer` says why, in the server's words where it had any."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Refused(NotSent):
    """The server will never take this letter for this recipient."""


class TryLater(NotSent):
    """It may well go through another time."""


class NotUs(TryLater):
    """The server refuses the site itself, whatever the letter: its password, its sender. `what`
    says it in words that go on after "The mail server"."""

    def __init__(self, answer: str, what: str) -> None:
        super().__init__(answer)
        self.what = what


Send = Callable[[Outgoing], str]
"""Returns the server's words once it has the letter. Raises Refused, TryLater or NotUs."""
