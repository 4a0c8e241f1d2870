"""What every test may ask for, and the databases of the run."""

import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog import create_app
from blog.clock import Clock
from blog.db import open_engine, writing
from blog.editors.model import Editor
from blog.migrations.models import metadata
from blog.migrations.run import upgrade
from blog.posts.model import Post
from tests import make, postgres, spared
from tests.clock import NOON, StoppedClock
from tests.lacking import is_everything_needed

_FOLDER = pytest.StashKey[Path]()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database without content, on each of the two; every test gets its own."""
    return str(request.getfixturevalue(f"_{request.param}_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def now() -> datetime:
    return NOON


@pytest.fixture
def clock() -> StoppedClock:
    """The app's clock: `clock.forward(timedelta(days=1))`."""
    return StoppedClock()


@pytest.fixture
def settings(database_url: str, instance: Path) -> dict[str, object]:
    """What `create_app` is given; a test may change it before it asks for the app."""
    return {
        "TESTING": True,
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "a secret for tests only",
        "PUBLIC_URL": "http://localhost",
        "COURIER": "apart",
        "FLOOD_LIMIT": "0",
    }


@pytest.fixture
def app(settings: dict[str, object], clock: Clock) -> Iterator[Flask]:
    app = create_app(settings, clock=clock)
    yield app
    app.extensions["kit"].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Nobody in particular."""
    return app.test_client()


@pytest.fixture
def editor(engine: Engine) -> Editor:
    """Erin; `make.sign_in(client)` signs her in."""
    return make.an_editor(engine)


@pytest.fixture
def post(engine: Engine) -> Post:
    with writing(engine) as session:
        return make.a_post(session)


@pytest.fixture
def instance(tmp_path: Path, run_folder: Path) -> Path:
    """An instance folder. Its built static files are everybody's, since building takes long."""
    folder = tmp_path / "instance"
    folder.mkdir()
    (run_folder / "static").mkdir(exist_ok=True)
    (folder / "static").symlink_to(run_folder / "static")
    return folder


@pytest.fixture
def _sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(_sqlite_template, tmp_path / 'site.db')}"


@pytest.fixture(scope="session")
def _sqlite_template(run_folder: Path, worker_id: str) -> Path:
    path = run_folder / f"{worker_id}.db"
    engine = open_engine(f"sqlite:///{path}")
    engine.connect().close()  # the journal mode stays in the file
    upgrade(f"sqlite:///{path}")
    spared.compile_statements_once(engine)
    engine.dispose()
    return path


@pytest.fixture
def _postgresql_url(_postgresql: Engine) -> str:
    spared.empty(_postgresql, metadata)
    return _postgresql.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def _postgresql(run_folder: Path, worker_id: str) -> Iterator[Engine]:
    postgres.needed()
    url = postgres.create(run_folder / "postgres", worker_id)
    upgrade(url)
    engine = open_engine(url)
    engine.connect().close()
    spared.compile_statements_once(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """One folder for all workers of this run; it goes when the run ends."""
    return pytestconfig.stash[_FOLDER]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("FLASK_")]:
        del os.environ[name]  # a developer's own settings are no part of a test
    spared.wait_for_no_disk()
    spared.compile_once()
    given = getattr(config, "workerinput", {}).get("run_folder")
    config.stash[_FOLDER] = Path(given or tempfile.mkdtemp(prefix="dropline-"))
    if not given:
        config.stash[_FOLDER].chmod(0o755)  # PostgreSQL runs as somebody else


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["run_folder"] = str(node.config.stash[_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.stop(config.stash[_FOLDER] / "postgres")
        shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # the modules and tests stay, and need not be looked through again and again


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything has to be there, a test that did not run has not passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and is_everything_needed():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = [
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
    ]
    for reason, times in Counter(reasons).items():
        terminalreporter.line(f"skipped {times}: {reason}")
    if reasons and is_everything_needed():
        terminalreporter.line("CI=true: a test that did not run has not passed.", red=True)
