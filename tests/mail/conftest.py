"""A mail server, the certificate it shows, and a post office that knows it."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from blog import mail as post_office_module
from blog.config import Mail
from blog.mail import post_office
from blog.outbox.leaving.outgoing import Send
from tests.mail.certificates import make_server_tls
from tests.mail.server import MailServer

Office = Callable[..., Send]


@pytest.fixture(scope="session")
def server_tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    return make_server_tls(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Plain, without a login."""
    with MailServer().running() as server:
        yield server


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Makes a post office; a test names the settings it cares about."""

    made: list[post_office_module.Office] = []

    def make(*, alarm: Mail | None = None, **named: Any) -> Send:
        ordinary: dict[str, Any] = {
            "server": "127.0.0.1",
            "port": 25,
            "use_tls": False,
            "use_ssl": False,
            "username": "",
            "password": "",
            "sender": "Howard Street <site@howard.example>",
            "ca_file": "",
            "timeout": 10.0,
            "folder": tmp_path / "instance" / "mail",
        }
        made.append(post_office(Flask("site"), Mail(**ordinary | named), alarm=alarm))
        return made[-1]

    yield make
    for one in made:
        one.goodbye()
