"""What `flask doctor` finds, and what it says to do about it."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from blog import create_app, indexing
from blog.cli import doctor as command
from blog.config import Mail
from blog.db import open_engine, reading, writing
from blog.doctor import database, disk, site
from blog.doctor.domain import domain
from blog.doctor.finding import Finding, Health
from blog.doctor.mail import _as_safe_as_it_is, mail
from blog.doctor.store import Letters
from blog.outbox.model import Rounds, Stage
from tests import make
from tests.cli.name_server import nobody_resolving, resolving
from tests.clock import NOON
from tests.mail.certificates import make_server_tls
from tests.mail.server import Fault, MailServer

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
LOGIN = ("site", "let-me-in-please")
GOOD_KEY = "kJ7-vQ2mXw9Lr4Tz8Bn1Yc6Hd3Fg5Ps0Ua_eWiOx"
HOUR = timedelta(hours=1)


def a_mail(**named: Any) -> Mail:
    ordinary: dict[str, Any] = {
        "server": "127.0.0.1",
        "port": 25,
        "use_tls": False,
        "use_ssl": False,
        "username": "",
        "password": "",
        "sender": "Howard Street <site@howard.example>",
        "ca_file": "",
        "timeout": 5.0,
        "folder": Path("/nowhere/mail"),
    }
    return Mail(**ordinary | named)


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return make_server_tls(tmp_path_factory.mktemp("tls"))


def run(app, *words):
    return app.test_cli_runner().invoke(args=["doctor", *words])


def by_what(found: list[Finding]) -> dict[str, Finding]:
    return {it.what: it for it in found}


# -- the command -------------------------------------------------------------------------------


@ON_SQLITE
def test_a_site_on_trial_has_nothing_bad_but_its_key(app):
    done = run(app)

    assert done.exit_code == 1
    assert "bad   secret key: It can be guessed." in done.output
    assert done.output.count("bad   ") == 1
    assert "warn  mail server: None is set" in done.output
    assert "ok    schema: It has the shape this version needs." in done.output


@ON_SQLITE
def test_a_site_without_a_fault_ends_with_nothing(settings, clock):
    app = create_app(settings | {"SECRET_KEY": GOOD_KEY}, clock=clock)

    assert run(app).exit_code == 0
    app.extensions["kit"].engine.dispose()


@ON_SQLITE
def test_posts_that_search_does_not_find_are_told_of(app, post):
    assert "1 of 1 published posts and pages are not found as they are now." in run(app).output

    indexing.bring_in_line(app)

    assert "ok    search: All 1 published posts and pages are found." in run(app).output


def test_programs_are_told_in_json(app):
    found = json.loads(run(app, "--json").output)

    assert {it["state"] for it in found} == {"ok", "warn", "bad"}
    assert {"what", "state", "words", "todo"} == set(found[0])
    assert all(it["todo"] for it in found if it["state"] != "ok")


@ON_SQLITE
def test_no_password_and_no_key_is_printed(settings, clock, monkeypatch):
    with MailServer(login=LOGIN).running() as server, resolving({}) as resolver:
        monkeypatch.setattr(command, "resolver", lambda: resolver)
        given = {
            "MAIL_SERVER": "127.0.0.1",
            "MAIL_PORT": server.port,
            "MAIL_USERNAME": "site",
            "MAIL_PASSWORD": "a-password-nobody-shall-see",
            "MAIL_DEFAULT_SENDER": "site@howard.example",
            "OFFICE_EMAIL": "office@howard.example",
        }
        app = create_app(settings | given, clock=clock)
        done = run(app)
    app.extensions["kit"].engine.dispose()

    assert done.exit_code == 1
    assert "a-password-nobody-shall-see" not in done.output
    assert "a secret for tests only" not in done.output


def test_a_server_that_repeats_a_password_does_not_have_it_printed(app):
    settings = replace(app.extensions["kit"].settings, mail=a_mail(password="let-me-in-please"))
    said = Finding(what="mail", state=Health.BAD, words="535 no let-me-in-please\x1b[2J", todo="")

    assert command._tidy(said, settings).words == "535 no …[2J"


# -- the database, the clock, the disk ---------------------------------------------------------


@ON_SQLITE
def test_the_database_says_that_it_is_whole(engine):
    with reading(engine) as look:
        found = database.database(engine, look)

    assert {it.state for it in found} == {"ok"}
    assert "schema" in by_what(found)


@ON_POSTGRESQL
def test_a_postgresql_that_does_not_wait_for_the_disk_is_bad(engine):
    with reading(engine) as look:
        found = by_what(database.database(engine, look))

    assert found["durability"].state == "bad"  # the suite's own server is set so, to be fast
    assert found["database"].words.startswith("PostgreSQL 1")
    assert found["connections"].state == found["schema"].state == "ok"


def test_a_database_that_does_not_answer_is_bad(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/no/such/folder/site.db")
    with reading(engine) as look:
        (found,) = database.database(engine, look)

    assert (found.what, found.state) == ("database", "bad")
    assert "It does not answer" in found.words


def test_a_clock_behind_what_the_database_holds_is_bad(engine):
    with writing(engine) as session:
        make.an_inquiry(session, created_at=NOON + 5 * HOUR)
    with reading(engine) as look:
        now = NOON if engine.dialect.name == "sqlite" else NOON - 1000 * HOUR
        found = database.clock(look, now=now)

    assert (found.what, found.state) == ("clock", "bad")


def test_a_zone_nobody_knows_is_bad():
    assert database.zone("Europe/Atlantis").state == "bad"
    assert database.zone("Europe/Vienna").state == "ok"


@dataclass(frozen=True)
class Free:
    f_bavail: int
    f_frsize: int = 1024


@pytest.mark.parametrize(
    ("kilobytes", "state"), [(0, "bad"), (90 * 1024, "bad"), (500 * 1024, "warn"), (10**7, "ok")]
)
def test_a_disk_is_told_before_it_is_full(tmp_path, kilobytes, state):
    (found,) = disk.room([tmp_path, tmp_path], statvfs=lambda _: Free(kilobytes))

    assert found.state == state


def test_files_that_others_may_read_are_bad(tmp_path):
    key, other = tmp_path / "secret_key", tmp_path / "site.db"
    key.write_text("x")
    other.write_text("x")
    key.chmod(0o644)
    other.chmod(0o600)

    (found,) = disk.private([key, other, tmp_path / "config.toml"])

    assert (found.what, found.state, found.todo) == ("secret_key", "bad", f"chmod 600 {key}")


# -- mail --------------------------------------------------------------------------------------


def test_a_mail_server_is_asked_and_gets_no_letter(tls):
    context, ca_file = tls
    with MailServer(tls=context, login=LOGIN).running() as server:
        found = mail(a_mail(port=server.port, use_tls=True, ca_file=str(ca_file),
                            username=LOGIN[0], password=LOGIN[1]))  # fmt: skip

    assert found.state == "ok"
    assert "answers, speaks TLS, lets us in and takes letters from howard.example" in found.words
    assert server.delivered == []


def test_a_wrong_password_is_bad_with_the_servers_words(tls):
    context, ca_file = tls
    with MailServer(tls=context, login=LOGIN).running() as server:
        found = mail(a_mail(port=server.port, use_tls=True, ca_file=str(ca_file),
                            username=LOGIN[0], password="wrong-password"))  # fmt: skip

    assert found.state == "bad"
    assert "refuses the login: 535" in found.words
    assert "wrong-password" not in found.words


def test_a_server_without_starttls_is_bad_where_it_is_wanted():
    with MailServer().running() as server:
        found = mail(a_mail(port=server.port, use_tls=True))

    assert found.state == "bad"
    assert "offers no STARTTLS" in found.words


def test_a_plain_server_is_bad_once_it_is_elsewhere_and_gets_a_password():
    said = "mail.howard.example:25 answers."
    plain = a_mail(server="mail.howard.example")

    from_afar = _as_safe_as_it_is(plain, "mail server", said)
    with_login = _as_safe_as_it_is(replace(plain, username="site"), "mail server", said)

    assert (from_afar.state, with_login.state) == ("warn", "bad")


def test_a_certificate_of_somebody_unknown_is_bad(tls):
    with MailServer(tls=tls[0]).running() as server:
        found = mail(a_mail(port=server.port, use_tls=True))

    assert found.state == "bad"
    assert "is not to be trusted" in found.words


def test_a_sender_the_server_does_not_take_is_bad():
    with MailServer().running() as server:
        server.faults.append(Fault.SENDER_REFUSED)
        found = mail(a_mail(port=server.port))

    assert found.state == "bad"
    assert "550 5.7.1 we do not know this sender" in found.words


def test_no_mail_server_at_that_port_is_bad():
    found = mail(a_mail(port=1))

    assert (found.state, "does not answer" in found.words) == ("bad", True)


# -- the sender's domain -----------------------------------------------------------------------

ALL_SET = {
    "howard.example": ("unrelated=1", "v=spf1 include:_spf.provider.example -all"),
    "s1._domainkey.howard.example": "v=DKIM1; k=rsa; p=MIGfMA0",
    "_dmarc.howard.example": "v=DMARC1; p=reject",
}


def asked(texts):
    with resolving(texts) as resolver:
        return by_what(domain("howard.example", resolver))


def test_a_domain_with_all_three_is_well():
    found = asked(ALL_SET)

    assert [it.state for it in found.values()] == ["ok", "ok", "ok"]
    assert "under s1" in found["DKIM"].words
    assert "p=reject" in found["DMARC"].words


def test_a_domain_with_none_is_told_what_to_publish():
    found = asked({})

    assert [found[it].state for it in ("SPF", "DKIM", "DMARC")] == ["bad", "warn", "warn"]
    assert "v=spf1" in found["SPF"].todo
    assert "dkim=pass" in found["DKIM"].todo
    assert "v=DMARC1" in found["DMARC"].todo


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ("v=spf1 ip4:192.0.2.1 ~all", "ok"),
        ("v=spf1 redirect=_spf.provider.example", "ok"),
        ("v=spf1 ip4:192.0.2.1 ?all", "warn"),
        ("v=spf1 ip4:192.0.2.1", "warn"),
        ("v=spf1 +all", "bad"),
        ("v=spf1 all", "bad"),
        ("v=spf1 -all", "bad"),
        ("v=spf1 " + " ".join(f"include:{n}.example" for n in range(11)) + " -all", "bad"),
        (("v=spf1 mx -all", "v=spf1 a -all"), "bad"),
        ("v=spf10 mx -all", "bad"),
    ],
)
def test_an_spf_record_is_read(records, state):
    assert asked({"howard.example": records})["SPF"].state == state


def test_a_key_that_was_withdrawn_is_no_key():
    found = asked({"s1._domainkey.howard.example": "v=DKIM1; p="})

    assert found["DKIM"].state == "warn"


def test_the_policy_of_the_domain_above_counts():
    with resolving({"_dmarc.howard.example": "v=DMARC1; p=none"}) as resolver:
        found = by_what(domain("mail.howard.example", resolver))

    assert found["DMARC"].state == "ok"
    assert "_dmarc.howard.example" in found["DMARC"].words


def test_a_policy_nobody_knows_is_bad():
    assert asked({"_dmarc.howard.example": "v=DMARC1; p=maybe"})["DMARC"].state == "bad"


def test_where_dns_does_not_answer_that_is_a_warning(monkeypatch):
    monkeypatch.setattr("blog.doctor.domain._SECONDS", 0.2)
    with nobody_resolving() as resolver:
        (found,) = domain("howard.example", resolver)

    assert found.state == "warn"
    assert "DNS does not answer here" in found.words


# -- the site ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "state"),
    [
        (GOOD_KEY, "ok"),
        (GOOD_KEY[:20], "warn"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bad"),
        ("change-me-" + GOOD_KEY, "bad"),
    ],
)
def test_a_secret_key_that_can_be_guessed_is_bad(key, state):
    found = site.secret_key(key)

    assert found.state == state
    assert key not in found.words + found.todo


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://www.howard.example", "ok"),
        ("http://www.howard.example", "bad"),
        ("http://127.0.0.1:8000", "warn"),
        ("https://localhost", "warn"),
    ],
)
def test_the_public_url_is_to_be_https_and_elsewhere(url, state):
    assert site.public_url(url).state == state


@pytest.mark.parametrize(
    ("url", "hops", "state"),
    [
        ("https://www.howard.example", 1, "ok"),
        ("https://www.howard.example", 0, "bad"),
        ("http://127.0.0.1:8000", 0, "ok"),
        ("http://127.0.0.1:8000", 1, "warn"),
    ],
)
def test_the_proxies_are_to_fit_the_public_url(url, hops, state):
    assert site.proxies(url, hops).state == state


@pytest.mark.parametrize(
    ("rounds", "state"),
    [
        (None, "warn"),
        (Rounds(id=1, looked_at=NOON, pause_words=""), "ok"),
        (Rounds(id=1, looked_at=NOON - HOUR, pause_words=""), "bad"),
        (Rounds(id=1, looked_at=NOON, paused_until=NOON + HOUR, pause_words="535 no"), "bad"),
        (Rounds(id=1, looked_at=NOON, paused_until=NOON - HOUR, pause_words="535 no"), "ok"),
    ],
)
def test_couriers_that_rest_are_bad(rounds, state):
    assert site.courier(rounds, now=NOON, place="apart").state == state


@pytest.mark.parametrize(
    ("letters", "state"),
    [
        (Letters(dead=0, waiting=0, oldest_at=None), "ok"),
        (Letters(dead=0, waiting=1, oldest_at=NOON), "ok"),
        (Letters(dead=0, waiting=1, oldest_at=NOON - HOUR), "bad"),
        (Letters(dead=2, waiting=0, oldest_at=None), "bad"),
    ],
)
def test_letters_that_do_not_leave_are_bad(letters, state):
    assert site.outbox(letters, now=NOON).state == state


def test_dead_letters_make_the_command_end_with_one(settings, clock, engine):
    with writing(engine) as session:
        make.a_letter(session, stage=Stage.DEAD)
    app = create_app(settings | {"SECRET_KEY": GOOD_KEY}, clock=clock)

    done = run(app)

    assert done.exit_code == 1
    assert "bad   outbox: 1 could not be delivered." in done.output
    app.extensions["kit"].engine.dispose()


def test_nobody_to_warn_is_a_warning():
    assert site.alarm(()).state == "warn"
    assert site.alarm(("erin@howard.example",)).state == "ok"
