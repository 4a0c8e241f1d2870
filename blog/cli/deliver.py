"""`flask deliver`: the courier alone, for when it does not run inside the server."""

import signal

import click
from flask import current_app
from flask.cli import with_appcontext

from blog.courier import Courier

_ENDS = (signal.SIGTERM, signal.SIGINT)


@click.command("deliver")
@with_appcontext
def deliver() -> None:
    """Deliver letters until stopped; the letter in hand is finished first."""
    courier: Courier = current_app.extensions["courier"]
    # Blocked before the thread starts, so that only `sigwait` below ever sees them.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    courier.start()
    click.echo("Delivering letters. Ctrl-C ends it.")
    signal.sigwait(_ENDS)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)  # asked a second time, leave at once
    courier.stop()
