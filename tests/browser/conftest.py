"""A real browser, and a site as an operator runs it, each started once for this folder.

Not once for the run: Playwright keeps an event loop going, and other tests want their own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from tests.browser import desk
from tests.browser.furniture import Furniture, furnish
from tests.browser.visits import Visit, visiting
from tests.lacking import lacking
from tests.serving.site import Site

Arrive = Callable[..., Visit]
StartSite = Callable[..., Site]

_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what asks elsewhere stays here
]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or lacking("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def start_site(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, run_folder: Path
) -> Iterator[StartSite]:
    """Starts a site with the demo content."""
    started: list[Site] = []

    def start(name: str, **settings: str) -> Site:
        folder = tmp_path_factory.mktemp(name) / "instance"
        folder.mkdir()
        (run_folder / "static").mkdir(exist_ok=True)
        (folder / "static").symlink_to(run_folder / "static")
        started.append(Site(folder, **settings))
        return started[-1].start()

    yield start
    assert [site.stop() for site in started] == [0] * len(started)


@pytest.fixture(scope="package")
def site(start_site: StartSite) -> Site:
    """Everybody's, with Erin as its owner: a test looks for what it put there itself."""
    site = start_site("site")
    desk.add_erin(site)
    return site


@pytest.fixture(scope="package")
def furniture(site: Site) -> Furniture:
    """Something of everything, put there once."""
    return furnish(site)


@pytest.fixture
def arrive(chromium: Browser, site: Site) -> Iterator[Arrive]:
    """`arrive()` is somebody else each time."""
    with ExitStack() as visits:

        def come(**options: Any) -> Visit:
            return visits.enter_context(visiting(chromium, site, **options))

        yield come


@pytest.fixture
def visitor(arrive: Arrive) -> Visit:
    return arrive()


@pytest.fixture
def erin(arrive: Arrive, erins_session: StorageState) -> Visit:
    """Signed in at the desk."""
    return arrive(storage_state=erins_session)


@pytest.fixture(scope="package")
def erins_session(chromium: Browser, site: Site) -> StorageState:
    return desk.session_at(chromium, site)
