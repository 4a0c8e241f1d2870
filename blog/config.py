"""The deployment's settings: read once, checked once, passed as a value."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class BadSettings(Exception):
    """One or more settings are wrong; the message has a line for each, with its name and why."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """How letters leave. With no `server` they are written to `folder`, a file each."""

    server: str
    port: int
    use_tls: bool
    use_ssl: bool
    username: str
    password: str
    sender: str
    ca_file: str
    timeout: float
    folder: Path

    @property
    def kept_in(self) -> str:
        """The whole path of the folder where letters stay; empty where they leave."""
        return "" if self.server else str(self.folder)


@dataclass(frozen=True, kw_only=True)
class Settings:
    instance: Path
    database_url: str
    secret_key: str
    public_url: str
    office_email: tuple[str, ...]
    mail: Mail
    alarm_mail: Mail | None
    flood_limit: int
    proxy_hops: int
    courier: str


def settings_from(values: Mapping[str, object], instance: Path) -> Settings:
    """Check everything at once. Raises BadSettings with all that is wrong, not just the first."""
    read = _Reader(values)
    settings = Settings(
        instance=instance,
        database_url=_database_url(read, instance),
        secret_key=_secret_key(read, instance),
        public_url=_public_url(read),
        office_email=read.addresses("OFFICE_EMAIL"),
        mail=_mail(read, instance),
        alarm_mail=_alarm_mail(read, instance),
        flood_limit=read.whole("FLOOD_LIMIT", 30, lowest=0),
        proxy_hops=read.whole("PROXY_HOPS", 0, lowest=0),
        courier=read.one_of("COURIER", ("inside", "apart")),
    )
    _refuse_slips(read)
    if read.wrong:
        raise BadSettings("\n".join(read.wrong))
    return settings


def _refuse_slips(read: "_Reader") -> None:
    """A misspelt setting would otherwise be a setting silently left out."""
    for name in read.unread():
        if near := get_close_matches(name, read.asked, n=1, cutoff=0.8):
            read.refuse(name, f"there is no such setting; did you mean FLASK_{near[0]}?")


def _database_url(read: "_Reader", instance: Path) -> str:
    url = read.text("DATABASE_URL") or f"sqlite:///{instance / 'site.db'}"
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        read.refuse("DATABASE_URL", "it has to begin with sqlite:/// or postgresql+psycopg://")
    try:
        make_url(url)
    except (ArgumentError, ValueError):  # their words would show the password
        read.refuse("DATABASE_URL", "it cannot be read; signs in a password are written as %40")
    return url


def _secret_key(read: "_Reader", instance: Path) -> str:
    given = read.text("SECRET_KEY")
    if not given:
        return _kept_secret(instance / "secret_key")
    if len(given) < 16:
        read.refuse("SECRET_KEY", "it is shorter than 16 characters")
    return given


def _kept_secret(path: Path) -> str:
    """Made at the first start, and whole or not there at all, whatever happens meanwhile; of two
    first starts at once, one makes it."""
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="utf-8").strip()


def _public_url(read: "_Reader") -> str:
    url = read.text("PUBLIC_URL") or "http://127.0.0.1:8000"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        read.refuse("PUBLIC_URL", "it has to look like https://www.example.org, with no path")
    return url.rstrip("/")


def _mail(read: "_Reader", instance: Path, *, way: str = "") -> Mail:
    server = read.text(f"{way}MAIL_SERVER")
    mail = Mail(
        server=server,
        port=read.whole(f"{way}MAIL_PORT", 25, lowest=1, highest=65535),
        use_tls=read.yes_or_no(f"{way}MAIL_USE_TLS"),
        use_ssl=read.yes_or_no(f"{way}MAIL_USE_SSL"),
        username=read.text(f"{way}MAIL_USERNAME"),
        password=read.text(f"{way}MAIL_PASSWORD"),
        sender=read.text(f"{way}MAIL_DEFAULT_SENDER") or "site@localhost.localdomain",
        ca_file=read.text(f"{way}MAIL_CA_FILE"),
        timeout=float(read.whole(f"{way}MAIL_TIMEOUT", 20, lowest=1, highest=20)),
        folder=instance / "mail",
    )
    if server and not read.text(f"{way}MAIL_DEFAULT_SENDER"):
        read.refuse(
            f"{way}MAIL_DEFAULT_SENDER",
            f"{way}MAIL_SERVER is set, it needs a sender",
        )
    if mail.use_tls and mail.use_ssl:
        read.refuse(f"{way}MAIL_USE_TLS", f"{way}MAIL_USE_SSL is on as well; take one")
    return mail


def _alarm_mail(read: "_Reader", instance: Path) -> Mail | None:
    """A second way, for letters that say the first one fails; None where none is set."""
    mail = _mail(read, instance, way="ALARM_")
    if mail.server:
        return mail
    if mail.username or mail.password or read.text("ALARM_MAIL_DEFAULT_SENDER"):
        read.refuse("ALARM_MAIL_SERVER", "it is not set, though other settings of it are")
    return None


class _Reader:
    """Reads values that may be text (environment) or typed (config.toml), and gathers what is
    wrong with them, under the name the operator set."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self.asked: set[str] = set()
        self.wrong: list[str] = []

    def refuse(self, name: str, why: str) -> None:
        self.wrong.append(f"FLASK_{name}: {why}.")

    def unread(self) -> list[str]:
        """What was set and nobody asked for; most of it is Flask's own."""
        return sorted(set(self._values) - self.asked)

    def text(self, name: str) -> str:
        self.asked.add(name)
        value = self._values.get(name)
        return "" if value is None else str(value).strip()

    def whole(self, name: str, default: int, *, lowest: int, highest: int = 10**9) -> int:
        text = self.text(name)
        try:
            number = int(text) if text else default
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            self.refuse(name, f"{text!r} is not a whole number from {lowest} to {highest}")
            return default
        return number

    def yes_or_no(self, name: str) -> bool:
        text = self.text(name).lower()
        if text not in ("", "0", "1", "true", "false", "yes", "no", "on", "off"):
            self.refuse(name, f"{text!r} is neither true nor false")
        return text in ("1", "true", "yes", "on")

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        text = self.text(name) or choices[0]
        if text not in choices:
            self.refuse(name, f"{text!r} is not one of {', '.join(choices)}")
        return text

    def addresses(self, name: str) -> tuple[str, ...]:
        found = tuple(part.strip() for part in self.text(name).split(",") if part.strip())
        for address in found:
            if "@" not in address or any(sign.isspace() for sign in address):
                self.refuse(name, f"{address!r} is not an e-mail address")
        return found
