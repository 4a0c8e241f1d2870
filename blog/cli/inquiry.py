"""`flask inquiry`: whether an inquiry still goes all the way."""

import sys
import urllib.parse

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from blog.courier import claimant
from blog.db import NO_DATABASE, writing
from blog.mail import post_office
from blog.rehearsal.steps import Rehearsal, failed_at
from blog.rehearsal.visitor import OverHttp, Visitor, Within
from blog.watch import store
from blog.web.kit import kit

inquiry = AppGroup("inquiry", help="See that what visitors send arrives.")


@inquiry.command("rehearse")
@click.option(
    "--url", default="", help="Go over the network to this address, through the proxy as well."
)
@click.option(
    "--within",
    default=60,
    show_default=True,
    type=click.IntRange(min=1),
    help="So many seconds the letter may take until the mail server has it.",
)
def rehearse(url: str, within: int) -> None:
    """Send a marked inquiry through form, store and mail, and report each step.

    The exit code is 1 if a step failed. The letter goes to whom letters about inquiries go."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    app.extensions["courier"].stop()  # the letter is for the courier that runs, not for one here
    office = post_office(app, kit().settings.mail, alarm=kit().settings.alarm_mail)
    rehearsal = Rehearsal(
        visitor=_visitor(app, url),
        send=office,
        claimant=claimant(),
        courier_has=min(5, within / 2),
        within=within,
    )
    steps = []
    for step in rehearsal.steps():
        click.echo(
            f"{'ok' if step.ok else 'FAILED':<7} {step.seconds:6.2f} s  {step.name}. {step.words}"
        )
        steps.append(step)
    office.goodbye()
    failed = failed_at(steps)
    _note(failed)
    click.echo("The rehearsal failed." if failed else "An inquiry goes all the way.")
    sys.exit(1 if failed else 0)


def _visitor(app: Flask, url: str) -> Visitor:
    if not url:
        return Within(app, kit().settings.public_url)
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise click.BadParameter("it has to look like https://www.example.org", param_hint="--url")
    return OverHttp(url)


def _note(failed: str) -> None:
    try:
        with writing(kit().engine) as session:
            store.note_rehearsal(session, failed=failed, now=kit().now())
    except NO_DATABASE:
        click.echo("It could not be noted: the database does not answer.")
