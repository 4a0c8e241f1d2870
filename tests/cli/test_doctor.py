"""`flask doctor` on a site of either database."""

import json
from datetime import timedelta

from blog.db import writing
from blog.outbox.model import Stage
from tests import make


def doctor(app, *more):
    return app.test_cli_runner().invoke(args=["doctor", *more], catch_exceptions=False)


def by_name(app):
    said = json.loads(doctor(app, "--json").output)
    return {it["what"]: it for it in said}


def test_every_part_is_looked_at_and_each_fault_has_a_way_out(app):
    said = by_name(app)

    assert {
        *("database", "schema", "clock", "time zone", "courier", "outbox", "mail server"),
        *("secret key", "public URL", "proxies", "warnings"),
    } <= said.keys()
    assert all(it["todo"] for it in said.values() if it["state"] != "ok")


def test_it_fails_where_something_is_bad_and_says_so(app, engine):
    with writing(engine) as session:
        make.a_letter(session, stage=Stage.DEAD, last_answer="552 mailbox full")

    result = doctor(app)

    assert result.exit_code == 1
    assert "bad   outbox: 1 could not be delivered." in result.output
    assert "→ Look at them under Outbox" in result.output


def test_a_clock_that_went_back_is_noticed(app, engine, clock):
    with writing(engine) as session:
        make.an_inquiry(session, created_at=clock() + timedelta(days=1))

    assert by_name(app)["clock"]["state"] == "bad"


def test_no_secret_is_printed(app, settings):
    printed = doctor(app).output + doctor(app, "--json").output

    assert settings["SECRET_KEY"] not in printed
    assert "\x1b[" not in printed
