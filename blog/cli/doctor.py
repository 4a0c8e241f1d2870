"""`flask doctor`: whether all that the site stands on is as it should be, and what to do if not."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import click
from dns.exception import DNSException
from dns.resolver import Resolver
from flask.cli import with_appcontext
from sqlalchemy.engine import make_url

from blog import owner
from blog.config import Mail, Settings
from blog.db import NO_DATABASE, reading
from blog.doctor import database, disk, site, store
from blog.doctor.domain import domain
from blog.doctor.finding import Finding, Health, warn
from blog.doctor.mail import mail
from blog.outbox import store as outbox
from blog.search.index import store as index
from blog.text.plain import one_line
from blog.web.kit import kit

_COLOURS = {Health.OK: "green", Health.WARN: "yellow", Health.BAD: "red"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_appcontext
def doctor(as_json: bool) -> None:
    """Look whether everything works; says what to do, and ends with 1 if something is bad."""
    settings = kit().settings
    findings = [_tidy(it, settings) for it in _all(settings)]
    if as_json:
        click.echo(json.dumps([asdict(it) for it in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            _print(finding)
    if any(it.state is Health.BAD for it in findings):
        raise SystemExit(1)


def _all(settings: Settings) -> Iterable[Finding]:
    yield from _of_the_database(settings)
    yield from disk.room(_folders(settings))
    yield from disk.private(_private_files(settings))
    yield mail(settings.mail)
    second: Mail | None = getattr(settings, "alarm_mail", None)
    if second is not None and second.server:
        yield mail(second, what="second mail server")
    if settings.mail.server:
        yield from _of_the_sender(settings.mail.sender)
    yield site.secret_key(settings.secret_key)
    yield site.public_url(settings.public_url)
    yield site.proxies(settings.public_url, settings.proxy_hops)
    yield site.alarm(owner.reception().alarm_to)


def _of_the_database(settings: Settings) -> list[Finding]:
    now = kit().now()
    with reading(kit().engine) as look:
        found = database.database(kit().engine, look)
        with suppress(*NO_DATABASE):  # which is said already
            found += [
                database.clock(look, now=now),
                database.zone(owner.wishes().zone),
                site.courier(outbox.rounds(look), now=now, place=settings.courier),
                site.outbox(store.letters(look), now=now),
                site.search(*index.missing(look)),
            ]
    return found


def _of_the_sender(sender: str) -> list[Finding]:
    name = sender.rpartition("@")[2].strip("> ").lower()
    try:
        return domain(name, resolver())
    except (DNSException, OSError):
        return [warn("sender's domain", "No DNS server is set here.", "See /etc/resolv.conf.")]


def resolver() -> Resolver:
    """The machine's own."""
    return Resolver()


def _folders(settings: Settings) -> list[Path]:
    return [settings.instance, *(path.parent for path in _database_file(settings))]


def _private_files(settings: Settings) -> list[Path]:
    names = ("secret_key", "config.toml")
    return [*(settings.instance / name for name in names), *_database_file(settings)]


def _database_file(settings: Settings) -> list[Path]:
    if not settings.database_url.startswith("sqlite:"):
        return []
    return [Path(make_url(settings.database_url).database or "").absolute()]


def _tidy(finding: Finding, settings: Settings) -> Finding:
    """In one line, whatever a server said; and without any secret, should a server repeat it."""
    words = one_line(finding.words)
    second: Mail | None = getattr(settings, "alarm_mail", None)
    passwords = {settings.mail.password, second.password if second else ""}
    for secret in (settings.secret_key, *passwords):
        words = words.replace(secret, "…") if secret else words
    return Finding(what=finding.what, state=finding.state, words=words, todo=finding.todo)


def _print(finding: Finding) -> None:
    state = click.style(f"{finding.state:<4}", fg=_COLOURS[finding.state])
    click.echo(f"{state}  {finding.what}: {finding.words}")
    if finding.todo:
        click.echo(f"      → {finding.todo}")
