"""Running sites, ended with the test that started them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mail.server import MailServer
from tests.serving.site import Site

StartSite = Callable[..., Site]


@pytest.fixture
def start_site(tmp_path: Path, run_folder: Path) -> Iterator[StartSite]:
    """Starts a site on the test's instance folder, as often as it is asked."""
    folder = tmp_path / "instance"
    folder.mkdir()
    (run_folder / "static").mkdir(exist_ok=True)
    (folder / "static").symlink_to(run_folder / "static")
    started: list[Site] = []

    def start(**settings: str) -> Site:
        started.append(Site(folder, **settings))
        return started[-1].start()

    yield start
    for site in started:
        site.kill()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer().running() as server:
        yield server


@pytest.fixture
def mail_settings(mail_server: MailServer) -> dict[str, str]:
    return {
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(mail_server.port),
        "MAIL_DEFAULT_SENDER": "site@howard.example",
        "OFFICE_EMAIL": "office@howard.example",
    }
