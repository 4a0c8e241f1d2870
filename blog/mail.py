"""The wire to the mail server: Flask-Mail, made safe to leave alone with one."""

import smtplib
import ssl
import time
from collections.abc import Mapping
from functools import partial
from threading import Lock
from typing import Any

from flask import Flask
from flask_mail import Mail as FlaskMail
from flask_mail import Message

from blog.config import BadSettings, Mail
from blog.outbox.compose import BadAddress, compose, name_and_address
from blog.outbox.leaving.folder import keep_in
from blog.outbox.leaving.outgoing import Outgoing, Refused, Send
from blog.wire import Line, told, was_stale

_Sender = tuple[str, str]


class Office:
    """The ways letters leave, each over a line that is kept open from letter to letter."""

    def __init__(self, app: Flask, settings: Mail, alarm: Mail | None) -> None:
        self._app = app
        self._usual = _way(app, settings, "")
        self._alarm = _way(app, alarm, "ALARM_") if alarm else self._usual

    def __call__(self, outgoing: Outgoing) -> str:
        way = self._alarm if outgoing.via == "alarm" else self._usual
        with self._app.app_context():  # Flask-Mail asks for it, in whichever thread this is
            return way(outgoing)

    def goodbye(self) -> None:
        """Close the lines that are open; the next letter opens its own."""
        for way in {id(it): it for it in (self._usual, self._alarm)}.values():
            if isinstance(way, _PostOffice):
                way.goodbye()


def post_office(app: Flask, settings: Mail, alarm: Mail | None = None) -> Office:
    """Letters leave through the mail server, or into a folder when none is set."""
    return Office(app, settings, alarm)


def _way(app: Flask, settings: Mail, prefix: str) -> Send:
    sender = _sender(settings, prefix)
    if not settings.server:
        return partial(keep_in, settings.folder, sender)
    return _PostOffice(app, settings, sender, prefix)


class _PostOffice(FlaskMail):
    """Flask-Mail with settings that were checked, and with `Line` for a connection."""

    def __init__(self, app: Flask, settings: Mail, sender: _Sender, prefix: str) -> None:
        self._settings = settings
        self._sender = sender
        self._tls = _tls(settings, prefix)
        self._turns = Lock()
        self._kept: Line | None = None
        super().__init__(app)

    def init_mail(
        self, config: Mapping[str, Any], debug: bool | int = False, testing: bool = False
    ) -> Any:
        """Not from `app.config`, where "false" may be a word; and never in its debug mode, which
        prints the password, nor its testing mode, which reports as sent what it has not sent."""
        names = ("server", "port", "use_tls", "use_ssl", "username", "password")
        values = {f"MAIL_{name.upper()}": getattr(self._settings, name) for name in names}
        return super().init_mail(values, debug=False, testing=False)

    def connect(self) -> Line:
        domain = self._sender[1].rpartition("@")[2]
        return Line(self, self._tls, timeout=self._settings.timeout, greeting=domain)

    def __call__(self, outgoing: Outgoing) -> str:
        try:
            sheet = _Sheet(outgoing, self._sender)
        except BadAddress as bad:
            raise Refused(str(bad)) from bad
        with self._turns:
            try:
                return self._deliver(sheet)
            except (smtplib.SMTPException, OSError, UnicodeError) as error:
                raise told(error) from error

    def _deliver(self, sheet: "_Sheet") -> str:
        kept = self._line_in_use()
        if kept:
            try:
                return self._say(kept, sheet)
            except (smtplib.SMTPException, OSError) as error:
                # the line was stale; once the text is handed over a second try may be a copy
                if kept.host.handed_over or not was_stale(error):
                    raise
        self._hang_up()
        fresh = self.connect()
        fresh.open()
        self._kept = fresh
        return self._say(fresh, sheet)

    def _say(self, line: Line, sheet: "_Sheet") -> str:
        line.host.begin()
        try:
            line.send(sheet)
        except smtplib.SMTPException:
            raise  # the server is there, and was told to forget this letter
        except BaseException:
            line.host.close()
            raise
        finally:
            line.host.end()
            line.said(time.monotonic())
        return line.answer()

    def _line_in_use(self) -> Line | None:
        if self._kept and self._kept.is_good(time.monotonic()):
            return self._kept
        self._hang_up()
        return None

    def goodbye(self) -> None:
        with self._turns:
            self._hang_up()

    def _hang_up(self) -> None:
        kept, self._kept = self._kept, None
        if kept:
            kept.close()


class _Sheet(Message):
    """Flask-Mail's message with our own composer, which folds, quotes and encodes safely."""

    def __init__(self, outgoing: Outgoing, sender: _Sender) -> None:
        self._composed = compose(outgoing, sender=sender)
        super().__init__(recipients=[str(self._composed["To"])], sender=sender[1])
        self.date = outgoing.date.timestamp()

    def _message(self) -> Any:
        return self._composed


def _sender(settings: Mail, prefix: str) -> _Sender:
    try:
        return name_and_address(settings.sender)
    except BadAddress as bad:
        name = f"FLASK_{prefix}MAIL_DEFAULT_SENDER"
        raise BadSettings(f"{name}: {settings.sender!r} is no address.") from bad


def _tls(settings: Mail, prefix: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    try:
        if settings.ca_file:
            context.load_verify_locations(settings.ca_file)
    except OSError as error:
        name = f"FLASK_{prefix}MAIL_CA_FILE"
        raise BadSettings(f"{name}: it cannot be read: {error.strerror}.") from error
    return context
