"""A real browser, and a site as an operator runs it, each started once for this folder.

Not once for the run: Playwright keeps an event loop going, and other tests want one of their own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from tests.browser import desk
from tests.browser.visits import Visit
from tests.lacking import lacking
from tests.serving.site import Site

Arrive = Callable[..., Visit]
StartSite = Callable[[str], Site]

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
    """Starts a site with the demo content, and with Erin as its owner."""
    started: list[Site] = []

    def start(name: str) -> Site:
        folder = tmp_path_factory.mktemp(name) / "instance"
        folder.mkdir()
        (run_folder / "static").mkdir(exist_ok=True)
        (folder / "static").symlink_to(run_folder / "static")
        started.append(Site(folder))
        desk.add_erin(started[-1].start())
        return started[-1]

    yield start
    codes = [site.stop() for site in started]
    assert codes == [0] * len(started)


@pytest.fixture(scope="package")
def site(start_site: StartSite) -> Site:
    """Everybody's: a test looks for what it put there itself."""
    return start_site("site")


@pytest.fixture
def arrive(chromium: Browser, site: Site) -> Iterator[Arrive]:
    """Somebody comes with a browser that has nothing in it; it may not have a complaint."""
    visits: list[Visit] = []

    def come(*, script: bool = True, **options: Any) -> Visit:
        base = options.pop("at", site).base
        context = chromium.new_context(base_url=base, java_script_enabled=script, **options)
        visits.append(Visit(context, base))
        return visits[-1]

    yield come
    for visit in visits:
        visit.context.close()
    assert [complaint for visit in visits for complaint in visit.complaints] == []


@pytest.fixture
def visitor(arrive: Arrive) -> Visit:
    return arrive()


@pytest.fixture(scope="package")
def erins_session(chromium: Browser, site: Site) -> StorageState:
    return _session_at(chromium, site)


@pytest.fixture
def erin(arrive: Arrive, erins_session: StorageState) -> Visit:
    """Signed in at the desk."""
    return arrive(storage_state=erins_session)


def _session_at(chromium: Browser, site: Site) -> StorageState:
    with _page_at(chromium, site) as visit:
        desk.sign_in(visit.page)
        return visit.context.storage_state()


@contextmanager
def _page_at(chromium: Browser, site: Site) -> Iterator[Visit]:
    context = chromium.new_context(base_url=site.base)
    yield Visit(context, site.base)
    context.close()
