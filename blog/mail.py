"""The wire to the mail server: Flask-Mail, made safe to leave alone with one."""

import smtplib
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from threading import Timer
from typing import Any

from flask import Flask
from flask_mail import Connection, Message
from flask_mail import Mail as FlaskMail

from blog.config import BadSettings, Mail
from blog.outbox.compose import BadAddress, compose, name_and_address
from blog.outbox.folder import keep_in
from blog.outbox.outgoing import NotSent, Outgoing, Refused, Send, TryLater

_SECONDS_FOR_A_LETTER = 60.0  # however slowly a server drips; well below a claim's lease
_SECONDS_FOR_GOODBYE = 2.0
_Sender = tuple[str, str]


def post_office(app: Flask, settings: Mail) -> Send:
    """The way letters leave: through the mail server, or into a folder when none is set."""
    sender = _sender(settings)
    if not settings.server:
        return partial(keep_in, settings.folder, sender)
    office = _PostOffice(app, settings, sender)

    def send(outgoing: Outgoing) -> str:
        with app.app_context():  # Flask-Mail asks for it, in whichever thread this is
            return office.deliver(outgoing)

    return send


class _PostOffice(FlaskMail):
    """Flask-Mail with settings that were checked, and with `_Connection` for a connection."""

    def __init__(self, app: Flask, settings: Mail, sender: _Sender) -> None:
        self._settings = settings
        self._sender = sender
        self._tls = _tls(settings)
        super().__init__(app)

    def init_mail(
        self, config: Mapping[str, Any], debug: bool | int = False, testing: bool = False
    ) -> Any:
        """Not from `app.config`, where "false" may be a word; and never in its debug mode, which
        prints the password, nor its testing mode, which reports as sent what it has not sent."""
        names = ("server", "port", "use_tls", "use_ssl", "username", "password")
        values = {f"MAIL_{name.upper()}": getattr(self._settings, name) for name in names}
        return super().init_mail(values, debug=False, testing=False)

    def connect(self) -> "_Connection":
        domain = self._sender[1].rpartition("@")[2]
        return _Connection(self, self._tls, timeout=self._settings.timeout, greeting=domain)

    def deliver(self, outgoing: Outgoing) -> str:
        try:
            sheet = _Sheet(outgoing, self._sender)
            with self.connect() as connection:
                connection.send(sheet)
                return connection.answer()
        except BadAddress as bad:
            raise Refused(str(bad)) from bad
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise _told(error) from error


class _Sheet(Message):
    """Flask-Mail's message with our own composer, which folds, quotes and encodes safely."""

    def __init__(self, outgoing: Outgoing, sender: _Sender) -> None:
        self._composed = compose(outgoing, sender=sender)
        super().__init__(recipients=[str(self._composed["To"])], sender=sender[1])
        self.date = outgoing.date.timestamp()

    def _message(self) -> Any:
        return self._composed


class _Connection(Connection):
    """Flask-Mail's connection with time limits, verified TLS, and the first error kept."""

    host: "_Line"

    def __init__(
        self, office: FlaskMail, tls: ssl.SSLContext, *, timeout: float, greeting: str
    ) -> None:
        super().__init__(office)
        self._tls = tls
        self._timeout = timeout
        self._greeting = greeting

    def configure_host(self) -> "_Line":
        line = self._line()
        try:
            if self.mail.use_tls:
                line.starttls(context=self._tls)
            if self.mail.username:
                line.login(self.mail.username, self.mail.password)
        except BaseException:
            line.close()
            raise
        return line

    def _line(self) -> "_Line":
        place: tuple[str, int, str] = (self.mail.server, self.mail.port, self._greeting)
        if self.mail.use_ssl:
            return _TlsLine(*place, timeout=self._timeout, context=self._tls)
        return _Line(*place, timeout=self._timeout)

    def answer(self) -> str:
        return _words(*self.host.answer)

    def __exit__(self, *error: object) -> None:
        """Say goodbye; a server that will not hear it neither unsends nor explains anything."""
        with suppress(smtplib.SMTPException, OSError):
            if self.host.sock:
                self.host.sock.settimeout(_SECONDS_FOR_GOODBYE)
            self.host.quit()
        self.host.close()


class _Line(smtplib.SMTP):
    """An SMTP conversation that ends, and that remembers what was said to the letter."""

    answer: tuple[int, bytes] = (0, b"")
    _limit: Timer | None = None

    def getreply(self) -> tuple[int, bytes]:
        if self._limit is None:
            self._limit = Timer(_SECONDS_FOR_A_LETTER, self._hang_up)
            self._limit.daemon = True
            self._limit.start()
        return super().getreply()

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.answer = super().data(msg)
        return self.answer

    def close(self) -> None:
        if self._limit:
            self._limit.cancel()
        super().close()

    def _hang_up(self) -> None:
        """A timeout is for one read; this ends a conversation of many short ones."""
        if self.sock:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class _TlsLine(_Line, smtplib.SMTP_SSL):
    pass


def _sender(settings: Mail) -> _Sender:
    try:
        return name_and_address(settings.sender)
    except BadAddress as bad:
        raise BadSettings(f"FLASK_MAIL_DEFAULT_SENDER: {settings.sender!r} is no address.") from bad


def _tls(settings: Mail) -> ssl.SSLContext:
    context = ssl.create_default_context()
    try:
        if settings.ca_file:
            context.load_verify_locations(settings.ca_file)
    except OSError as error:
        raise BadSettings(f"FLASK_MAIL_CA_FILE: it cannot be read: {error.strerror}.") from error
    return context


def _told(error: Exception) -> NotSent:
    """What the server meant. Only a 5xx to the recipient or to the text is for ever; anything
    else may be our settings, or a bad day."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            code, words = next(iter(refused.values()))
        case smtplib.SMTPDataError(smtp_code=code, smtp_error=words):
            pass
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=words):
            return TryLater(_words(code, words))
        case ssl.SSLCertVerificationError(verify_message=why):
            return TryLater(f"The mail server's certificate is not to be trusted: {why}.")
        case UnicodeError():
            return TryLater("MAIL_USERNAME or MAIL_PASSWORD has letters that SMTP cannot carry.")
        case _:
            return TryLater(f"No answer from the mail server: {error}.")
    return Refused(_words(code, words)) if code >= 500 else TryLater(_words(code, words))


def _words(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {said}"
