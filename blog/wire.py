"""One line to a mail server: it ends in time, trusts no stranger, stays open for more."""

import smtplib
import socket
import ssl
from contextlib import suppress
from threading import Timer
from typing import Any

from flask_mail import Connection
from flask_mail import Mail as FlaskMail

from blog.outbox.leaving.outgoing import NotSent, NotUs, Refused, TryLater

_PASSWORD = "refuses the site's password"
_SENDER = "refuses the site's sender address"
_CERTIFICATE = "shows a certificate that is not to be trusted"
_LOGIN_WANTED, _GOING_DOWN, _TOO_LARGE = 530, 421, 552
_SECONDS_FOR_A_LETTER = 60.0  # however slowly a server drips; well below a claim's lease
_SECONDS_FOR_GOODBYE = 2.0
_LETTERS_ON_A_LINE = 100
_SECONDS_A_LINE_IDLES = 30.0


class Line(Connection):
    """Flask-Mail's connection with time limits, verified TLS, and the first error kept."""

    host: "_Talk"

    def __init__(
        self, office: FlaskMail, tls: ssl.SSLContext, *, timeout: float, greeting: str
    ) -> None:
        super().__init__(office)
        self._tls = tls
        self._timeout = timeout
        self._greeting = greeting
        self._letters = 0
        self._last = 0.0

    def open(self) -> None:
        self.host = self.configure_host()

    def said(self, at: float) -> None:
        self._letters, self._last = self._letters + 1, at

    def is_good(self, now: float) -> bool:
        rested = now - self._last
        is_open = bool(self.host.sock)
        return is_open and self._letters < _LETTERS_ON_A_LINE and rested < _SECONDS_A_LINE_IDLES

    def configure_host(self) -> "_Talk":
        talk = self._talk()
        try:
            if self.mail.use_tls:
                talk.starttls(context=self._tls)
            if self.mail.username:
                talk.login(self.mail.username, self.mail.password)
        except BaseException:
            talk.close()
            raise
        return talk

    def _talk(self) -> "_Talk":
        place: tuple[str, int, str] = (self.mail.server, self.mail.port, self._greeting)
        if self.mail.use_ssl:
            return _TlsTalk(*place, timeout=self._timeout, context=self._tls)
        return _Talk(*place, timeout=self._timeout)

    def answer(self) -> str:
        return words_of(*self.host.answer)

    def close(self) -> None:
        """Say goodbye; a server that will not hear it neither unsends nor explains anything."""
        with suppress(smtplib.SMTPException, OSError):
            if self.host.sock:
                self.host.sock.settimeout(_SECONDS_FOR_GOODBYE)
                self.host.quit()
        self.host.close()


class _Talk(smtplib.SMTP):
    """An SMTP conversation that ends, and that remembers what was said to the letter."""

    answer: tuple[int, bytes] = (0, b"")
    handed_over = False
    _in_data = False
    _limit: Timer | None = None

    def begin(self) -> None:
        """A letter: it has its own limit of time."""
        self.end()
        self.handed_over = False
        self._start_the_limit()

    def end(self) -> None:
        if self._limit:
            self._limit.cancel()
            self._limit = None

    def getreply(self) -> tuple[int, bytes]:
        if self._limit is None:
            self._start_the_limit()
        code, words = super().getreply()
        if self._in_data and code == 354:
            self.handed_over = True
        return code, words

    def data(self, msg: Any) -> tuple[int, bytes]:
        self._in_data = True
        try:
            self.answer = super().data(msg)
        finally:
            self._in_data = False
        return self.answer

    def _start_the_limit(self) -> None:
        self._limit = Timer(_SECONDS_FOR_A_LETTER, self._hang_up)
        self._limit.daemon = True
        self._limit.start()

    def close(self) -> None:
        self.end()
        super().close()

    def _hang_up(self) -> None:
        """A timeout is for one read; this ends a conversation of many short ones."""
        if self.sock:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class _TlsTalk(_Talk, smtplib.SMTP_SSL):
    pass


def told(error: Exception) -> NotSent:
    """Only a 5xx to the recipient or to the text is for ever; a no to the site itself is for all
    letters; anything else may be a bad day."""
    match error:
        case ssl.SSLCertVerificationError(verify_message=why):
            words = f"The mail server's certificate is not to be trusted: {why}."
            return NotUs(words, _CERTIFICATE)
        case UnicodeError():
            words = "MAIL_USERNAME or MAIL_PASSWORD has letters that SMTP cannot carry."
            return NotUs(words, _PASSWORD)
    code, said = _code_and_words(error)
    if not code:
        return TryLater(f"No answer from the mail server: {error}.")
    words = words_of(code, said)
    if code == _LOGIN_WANTED or (
        code >= 500 and isinstance(error, smtplib.SMTPAuthenticationError)
    ):
        return NotUs(words, _PASSWORD)
    if code == _TOO_LARGE:  # said to the sender where the letter's size was announced with it
        return Refused(words)
    if code >= 500 and isinstance(error, smtplib.SMTPSenderRefused):
        return NotUs(words, _SENDER)
    of_the_letter = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return Refused(words) if code >= 500 and of_the_letter else TryLater(words)


def was_stale(error: Exception) -> bool:
    """A line kept open that the server has left, or is leaving."""
    code, _ = _code_and_words(error)
    return code in (0, _GOING_DOWN)


def words_of(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {said}"


def _code_and_words(error: Exception) -> tuple[int, bytes | str]:
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            code, words = next(iter(refused.values()))
            return code, words
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=words):
            return code, words
        case _:
            return 0, ""
