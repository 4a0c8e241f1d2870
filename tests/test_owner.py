import pytest

from blog import create_app
from blog.config import BadSettings
from blog.db import reading
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
