"""`flask serve`: the whole site in one process, the courier inside it."""

import ctypes
import logging
import socket
from contextlib import suppress

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server import MTServer

from blog.cli import demo
from blog.web.kit import kit

_THREADS = 16
_WAITING = 2048
_HEADERS_WITHIN_MILLISECONDS = 15_000
_M_ARENA_MAX, _ARENAS = -8, 2  # glibc's mallopt


class OneProcess(MTServer):
    """Granian's threaded server. It is made for a Python without the interpreter lock, but its
    worker thread does the same as Granian's worker process, and one process keeps the courier,
    the page cache and the memory together (docs/decisions/0002)."""

    def _check_gil(self) -> None:
        pass


@click.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--demo", "with_demo", is_flag=True, help="Put the demo content into an empty site.")
@with_appcontext
def serve(host: str, port: int, with_demo: bool) -> None:
    """Serve the site, and deliver its letters."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    _see_that_it_is_free(host, port)
    _share_memory()
    if with_demo:
        demo.put_in()
    click.echo(_welcome())
    courier, watchman = app.extensions["courier"], app.extensions["watchman"]
    darkroom = app.extensions["darkroom"]
    if kit().settings.courier == "inside":
        courier.start()
        darkroom.start()
    watchman.start()
    try:
        _server(host, port).serve(target_loader=lambda: app, wrap_loader=False)
    finally:
        watchman.stop()
        darkroom.stop()
        courier.stop()


def _see_that_it_is_free(host: str, port: int) -> None:
    """Two sites on one port are the likeliest slip of all, and Granian takes a page to say so."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise click.ClickException(
                f"{host} port {port} cannot be had: {reason}. Another one: PORT=8080 make serve"
            ) from error


def _share_memory() -> None:
    """Sixteen threads with a heap each would keep a third more memory than two heaps for all; the
    interpreter lets one of them run at a time anyway. Only glibc knows of it."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def _server(host: str, port: int) -> MTServer:
    logging.getLogger("_granian").setLevel(logging.ERROR)
    return OneProcess(
        "app:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=_THREADS,
        backlog=_WAITING,
        backpressure=_WAITING,
        websockets=False,
        log_level="error",  # type: ignore[arg-type]
        http1_settings=HTTP1Settings(header_read_timeout=_HEADERS_WITHIN_MILLISECONDS),
    )


def _welcome() -> str:
    settings = kit().settings
    letters = (
        f"Letters are written to {settings.mail.kept_in} while no mail server is set."
        if settings.mail.kept_in
        else f"Letters leave through {settings.mail.server}:{settings.mail.port}."
    )
    return "\n".join(
        (
            f"The site:   {settings.public_url}/",
            f"The desk:   {settings.public_url}/desk/",
            'An editor:  .venv/bin/flask editor add YOUR@ADDRESS --name "Your Name" --role owner',
            letters,
        )
    )
