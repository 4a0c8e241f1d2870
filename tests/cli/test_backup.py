import pytest

from blog import create_app
from blog.db import open_engine
from blog.inquiries.model import Inquiry
from tests.public.sent import inquiry
from tests.rows import rows

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ON_SQLITE
def test_a_backup_is_the_whole_site(app, client, tmp_path):
    inquiry(client, message="Kept twice.")

    done = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "copy.db")])

    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    assert [found.message for found in rows(copy, Inquiry)] == ["Kept twice."]
    copy.dispose()


@ON_SQLITE
def test_a_site_started_on_a_backup_goes_on(app, client, settings, tmp_path):
    inquiry(client)
    app.test_cli_runner().invoke(args=["backup", str(tmp_path / "copy.db")])

    restored = create_app(settings | {"DATABASE_URL": f"sqlite:///{tmp_path / 'copy.db'}"})

    assert restored.test_client().get("/contact/").status_code == 200
    assert inquiry(restored.test_client(), message="Another.").status_code == 303
    restored.extensions["kit"].engine.dispose()


@ON_SQLITE
def test_a_second_backup_takes_the_place_of_the_first(app, client, tmp_path):
    for message in ("First.", "Second."):
        inquiry(client, message=message)
        app.test_cli_runner().invoke(args=["backup", str(tmp_path / "copy.db")])

    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert len(rows(copy, Inquiry)) == 2
    copy.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_postgresql_it_says_what_to_use(app, tmp_path):
    done = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "copy.db")])

    assert done.exit_code == 1
    assert "pg_dump" in done.output
