"""A letter as the bytes of an e-mail: plain text, short lines, headers that say one thing each."""

import re
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime, formataddr
from typing import TypeAlias

import idna

from blog.outbox.leaving.outgoing import Outgoing
from blog.text.plain import clean_text, one_line

_ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+@(?:[\w.-]+|\[[\w.:]+\])", re.ASCII)
Email: TypeAlias = "Message[str | Header, str | Header]"
_LONGEST_UNFOLDED = 500  # a header line may have 998 signs, and a word without a gap stays whole
_PLAIN_URL = re.compile(r"https?://[\w.:\[\]-]+/[\w./~?=&%-]*", re.ASCII)
_LINES_END = compat32.clone(linesep="\r\n")


class BadAddress(ValueError):
    """No letter can be sent to it, or answered to it."""


def compose(outgoing: Outgoing, *, sender: tuple[str, str]) -> Email:
    """From the site's own address, to be answered to the person. Raises BadAddress.

    Built on the older half of Python's email package: the newer one decodes an encoded word in
    what a visitor typed, line breaks and all, and would write those into the header."""
    message: Email = Message(_LINES_END)
    message["From"] = _mailbox(outgoing.sender_name or sender[0], sender[1])
    message["To"] = ascii_address(outgoing.recipient)
    if answer_to := _reply_to(outgoing):
        message["Reply-To"] = answer_to
    message["Subject"] = _words(one_line(outgoing.subject))
    message["Date"] = format_datetime(outgoing.date)
    message["Message-ID"] = one_line(outgoing.message_id)
    _thread(message, outgoing)
    _say_how(message, outgoing.auto)
    _unsubscribe(message, outgoing.unsubscribe_url)
    message.set_payload(clean_text(outgoing.body), _quoted_printable())
    return message


def ascii_address(address: str) -> str:
    """The address as every mail server understands it, its domain in IDNA. Raises BadAddress."""
    local, _, domain = address.rpartition("@")
    try:
        plain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        plain = ""
    if not _ADDRESS.fullmatch(f"{local}@{plain}"):
        raise BadAddress("This is not an address that a letter can be sent to.")
    return f"{local}@{plain}"


def name_and_address(sender: str) -> tuple[str, str]:
    """The two parts of "Acme, Inc. <site@acme.example>", or of an address alone."""
    name, bracket, address = sender.rpartition("<")
    if not bracket:
        return "", ascii_address(sender.strip())
    return one_line(name).strip('"'), ascii_address(address.rstrip("> "))


def _thread(message: Email, outgoing: Outgoing) -> None:
    """Earlier letters of the conversation (RFC 5322, 3.6.4); a fold between two is harmless."""
    if outgoing.in_reply_to:
        message["In-Reply-To"] = one_line(outgoing.in_reply_to)
    if outgoing.refs:
        message["References"] = Header(
            one_line(outgoing.refs), "us-ascii", header_name="References"
        )


def _say_how(message: Email, auto: str) -> None:
    """What no person wrote says so (RFC 3834), and asks older programs not to answer it."""
    if auto:
        message["Auto-Submitted"] = one_line(auto)
        message["Precedence"] = "bulk"
        message["X-Auto-Response-Suppress"] = "All"


def _unsubscribe(message: Email, url: str) -> None:
    """One click in the reader's mail program ends such letters (RFC 8058). Only a plain address:
    in it nothing ends the header, and nothing invites a fold, which would break it."""
    if _PLAIN_URL.fullmatch(url) and len(url) <= _LONGEST_UNFOLDED:
        message["List-Unsubscribe"] = _Unfolded(f"<{url}>")
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


class _Unfolded(Header):
    """Stays on the line of its name, where a fold would leave that line empty."""

    def encode(self, splitchars: str = "", maxlinelen: int | None = 0, linesep: str = "\n") -> str:
        return super().encode(splitchars, 0, linesep)


def _reply_to(outgoing: Outgoing) -> Header | None:
    """None where no mailbox can be made of it: the letter's text names it all the same."""
    try:
        return _mailbox(outgoing.reply_to_name, ascii_address(outgoing.reply_to))
    except BadAddress:
        return None


def _mailbox(name: str, address: str) -> Header:
    shown = one_line(name)
    if _is_plain(shown):
        return Header(formataddr((shown, address)))  # quotes what would read as an address
    mailbox = Header(shown, "utf-8")
    mailbox.append(f"<{address}>", "us-ascii")
    return mailbox


def _words(text: str) -> Header:
    return Header(text, "us-ascii" if _is_plain(text) else "utf-8")


def _is_plain(text: str) -> bool:
    """May stand as typed: what looks like an encoded word would be decoded by its reader."""
    return text.isascii() and "=?" not in text and len(text) <= _LONGEST_UNFOLDED


def _quoted_printable() -> Charset:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    return charset
