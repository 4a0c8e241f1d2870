"""`flask deliver`: the courier and the darkroom, for when they do not run inside the server."""

import signal

import click
from flask import current_app
from flask.cli import with_appcontext

from blog.courier import Courier
from blog.darkroom import Darkroom

_ENDS = (signal.SIGTERM, signal.SIGINT)


@click.command("deliver")
@with_appcontext
def deliver() -> None:
    """Deliver letters and make pictures smaller until stopped; the letter in hand is finished."""
    courier: Courier = current_app.extensions["courier"]
    darkroom: Darkroom = current_app.extensions["darkroom"]
    # Blocked before the thread starts, so that only `sigwait` below ever sees them.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    courier.start()
    darkroom.start()
    click.echo("Delivering letters. Ctrl-C ends it.")
    signal.sigwait(_ENDS)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)  # asked a second time, leave at once
    darkroom.stop()
    courier.stop()
