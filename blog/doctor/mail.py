"""Whether the mail server lets us in and takes our sender. No letter is sent."""

import ipaddress
import smtplib
import ssl
from contextlib import suppress
from email.utils import parseaddr

from blog.config import Mail
from blog.doctor.finding import Finding, bad, ok, warn

_SECONDS = 8.0
_PLAIN = "Set FLASK_MAIL_USE_TLS=true (port 587) or FLASK_MAIL_USE_SSL=true (port 465)."


def mail(settings: Mail, *, what: str = "mail server") -> Finding:
    if settings.kept_in:
        words = f"None is set: letters are written to {settings.kept_in} and reach nobody."
        return warn(what, words, "Set FLASK_MAIL_SERVER and what belongs to it.")
    place = f"{settings.server}:{settings.port}"
    try:
        said = _ask(settings)
    except smtplib.SMTPAuthenticationError as error:
        words = f"{place} refuses the login: {_words(error)}"
        return bad(what, words, "Correct the user name and the password; couriers wait meanwhile.")
    except smtplib.SMTPNotSupportedError:
        words = f"{place} offers no {'STARTTLS' if settings.use_tls else 'login'}."
        return bad(what, words, "Correct the port, or what is set about TLS and the login.")
    except smtplib.SMTPResponseException as error:
        words = f"{place} does not take the sender: {_words(error)}"
        return bad(what, words, "Correct FLASK_MAIL_DEFAULT_SENDER, or let the server know it.")
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason or "no TLS there"
        todo = "Correct the name of the server or its port, or set FLASK_MAIL_CA_FILE."
        return bad(what, f"{place} is not to be trusted: {why}.", todo)
    except UnicodeError:
        return bad(what, "The login has letters that SMTP cannot carry.", "Use plain ASCII.")
    except (OSError, smtplib.SMTPException) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        todo = "Correct the server and the port, or open the way through the firewall."
        return bad(what, f"{place} does not answer: {why}.", todo)
    return _as_safe_as_it_is(settings, what, f"{place} {said}.")


def _ask(settings: Mail) -> str:
    """What it let us do, in words."""
    sender = parseaddr(settings.sender)[1]
    seconds, did = min(settings.timeout, _SECONDS), ["answers"]
    tls = ssl.create_default_context(cafile=settings.ca_file or None)
    greeting = sender.rpartition("@")[2]
    if settings.use_ssl:
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.server, settings.port, greeting, timeout=seconds, context=tls
        )
    else:
        line = smtplib.SMTP(settings.server, settings.port, greeting, timeout=seconds)
    try:
        if settings.use_tls:
            line.starttls(context=tls)
        if settings.use_tls or settings.use_ssl:
            did.append("speaks TLS")
        if settings.username:
            line.login(settings.username, settings.password)
            did.append("lets us in")
        line.ehlo_or_helo_if_needed()
        code, answer = line.mail(sender)
        if code != 250:
            raise smtplib.SMTPResponseException(code, answer)
        with suppress(smtplib.SMTPException, OSError):
            line.rset()
            line.quit()
    finally:
        line.close()
    return f"{', '.join(did)} and takes letters from {sender.rpartition('@')[2]}"


def _as_safe_as_it_is(settings: Mail, what: str, words: str) -> Finding:
    if settings.use_tls or settings.use_ssl or _is_here(settings.server):
        return ok(what, words)
    if settings.username:
        return bad(what, f"{words} The password travels unencrypted.", _PLAIN)
    return warn(what, f"{words} The letters travel unencrypted.", _PLAIN)


def _is_here(server: str) -> bool:
    try:
        return ipaddress.ip_address(server).is_loopback
    except ValueError:
        return server == "localhost"


def _words(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return f"{error.smtp_code} {text}"
