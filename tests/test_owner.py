import runpy
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from blog import create_app
from blog.config import BadSettings
from blog.db import open_engine, reading, writing
from blog.migrations.run import HEAD
from blog.outbox.model import Letter
from blog.site import store
from tests.public.sent import inquiry
from tests.rows import rows


def wishes(engine):
    with reading(engine) as session:
        return store.wishes(session)


def test_the_first_start_takes_the_office_from_the_setting(settings, engine):
    settings["OFFICE_EMAIL"] = "office@elm.example, erin@elm.example"
    app = create_app(settings)

    inquiry(app.test_client())

    assert wishes(engine).letters_to == ("office@elm.example", "erin@elm.example")
    assert {it.recipient for it in rows(engine, Letter)} == {
        "office@elm.example",
        "erin@elm.example",
    }
    app.extensions["kit"].engine.dispose()


def test_several_first_starts_at_once_settle_it_once(settings, engine):
    all_are_ready = Barrier(3)

    def start(number):
        all_are_ready.wait()
        app = create_app(settings | {"OFFICE_EMAIL": f"office{number}@elm.example"})
        app.extensions["kit"].engine.dispose()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(start, range(3)))

    wished = wishes(engine)
    assert wished.letters_to == (wished.office_email,)
    assert wished.office_email.endswith("@elm.example")


def test_later_starts_leave_it_to_the_desk(settings, engine):
    for office in ("first@elm.example", "second@elm.example"):
        app = create_app(settings | {"OFFICE_EMAIL": office})
        app.extensions["kit"].engine.dispose()

    assert wishes(engine).letters_to == ("first@elm.example",)


def test_a_mail_server_without_an_office_stops_the_first_start(settings):
    settings |= {"MAIL_SERVER": "127.0.0.1", "MAIL_DEFAULT_SENDER": "site@elm.example"}

    with pytest.raises(BadSettings, match="FLASK_OFFICE_EMAIL"):
        create_app(settings)


def test_all_wrong_settings_are_named_at_once(settings):
    settings |= {"FLOOD_LIMIT": "many", "MAIL_PORT": "0", "COURIER": "sometimes", "PUBLIC_URL": "x"}

    with pytest.raises(BadSettings) as wrong:
        create_app(settings)

    for name in ("FLASK_FLOOD_LIMIT", "FLASK_MAIL_PORT", "FLASK_COURIER", "FLASK_PUBLIC_URL"):
        assert name in str(wrong.value)


@pytest.mark.parametrize("slip", ["MIAL_PORT", "MAIL_USER_NAME", "PUBLIC_URI", "DATABASE_URI"])
def test_a_misspelt_setting_is_not_left_out_in_silence(settings, slip):
    with pytest.raises(BadSettings, match=f"FLASK_{slip}: .* did you mean FLASK_"):
        create_app(settings | {slip: "1"})


def test_what_flask_itself_reads_is_no_slip(settings):
    app = create_app(settings | {"DEBUG": False, "APP": "app.py", "MAIL_DEBUG": "0"})
    app.extensions["kit"].engine.dispose()


def test_a_password_of_digits_stays_a_text(settings, monkeypatch):
    monkeypatch.setenv("FLASK_MAIL_PASSWORD", "12345678")
    app = create_app(settings)

    assert app.extensions["kit"].settings.mail.password == "12345678"
    app.extensions["kit"].engine.dispose()


def test_a_secret_key_is_made_once_and_kept_for_its_owner_alone(settings, instance):
    del settings["SECRET_KEY"]
    keys = []
    for _ in range(2):
        app = create_app(settings)
        keys.append(app.extensions["kit"].settings.secret_key)
        app.extensions["kit"].engine.dispose()

    assert keys[0] == keys[1]
    assert len(keys[0]) > 40
    assert (instance / "secret_key").stat().st_mode & 0o077 == 0


def what_the_start_says(monkeypatch, settings):
    for name, value in settings.items():
        monkeypatch.setenv(f"FLASK_{name}", str(value))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(Path(__file__).parents[1] / "app.py"))
    return str(ended.value)


def test_a_slip_in_the_file_of_settings_ends_the_start_with_a_line(monkeypatch, settings, instance):
    (instance / "config.toml").write_text("MAIL_SERVER = oops\n", encoding="utf-8")

    said = what_the_start_says(monkeypatch, settings)

    assert "config.toml" in said
    assert "line 1" in said


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://site:hidden@127.0.0.1:1/site",
        "postgresql+psycopg://site:hidden/@127.0.0.1:1/site",
        "sqlite:////nowhere/at/all/site.db",
    ],
)
def test_a_database_out_of_reach_ends_the_start_without_its_password(
    monkeypatch, instance, tmp_path, url
):
    said = what_the_start_says(monkeypatch, {"INSTANCE_PATH": instance, "DATABASE_URL": url})

    assert said.startswith("The site does not start")
    assert "hidden" not in said


def test_a_database_of_a_later_version_ends_the_start_with_a_line(monkeypatch, settings, engine):
    with writing(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    try:
        assert "9999" in what_the_start_says(monkeypatch, settings)
    finally:
        with writing(engine) as session:
            session.execute(text("UPDATE alembic_version SET version_num = :ours"), {"ours": HEAD})


def test_a_new_database_is_its_owners_alone(settings, tmp_path):
    path = tmp_path / "new.db"

    app = create_app(settings | {"DATABASE_URL": f"sqlite:///{path}"})

    with writing(app.extensions["kit"].engine):
        made = [path, path.with_name("new.db-wal")]
        assert [it.stat().st_mode & 0o077 for it in made] == [0, 0]
    app.extensions["kit"].engine.dispose()


def test_a_database_that_is_there_keeps_its_mode(tmp_path):
    path = tmp_path / "old.db"
    path.touch(mode=0o640)

    open_engine(f"sqlite:///{path}").dispose()

    assert path.stat().st_mode & 0o777 == 0o640
