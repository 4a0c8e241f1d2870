import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from email import message_from_bytes

import pytest

from tests.notices.told import replies_are_told_of_at_once
from tests.serving.site import ROOT

INQUIRY = {"name": "Ada", "email": "ada@example.org", "message": "Hello.", "page": "/contact/"}


def until(found, seconds=30):
    """Wait for what another process has to do; the test then says what it wants to see."""
    end = time.monotonic() + seconds
    while not found() and time.monotonic() < end:
        time.sleep(0.05)
    return found()


def test_a_first_start_has_the_demo_content_and_says_where_everything_is(start_site):
    site = start_site()

    assert "Know the Key Differences" in site.get("/blog/coaching-vs-mentorship/")[1]
    assert site.get("/about/")[0] == 200
    printed = site.log.read_text()
    assert f"{site.base}/" in printed
    assert f"{site.base}/desk/" in printed
    assert "flask editor add" in printed
    assert str(site.instance / "mail") in printed


def test_without_a_mail_server_a_letter_is_a_file(start_site):
    site = start_site()

    site.post("/contact/", **INQUIRY)

    (path,) = until(lambda: list((site.instance / "mail").glob("*.eml")))
    letter = message_from_bytes(path.read_bytes())
    assert letter["Reply-To"] == "Ada <ada@example.org>"


def test_a_second_start_changes_nothing(start_site):
    first = start_site()
    first.post("/contact/", **INQUIRY)
    before = first.get("/")[1]
    first.stop()

    second = start_site()

    assert second.get("/")[1].replace(second.base, first.base) == before
    assert second.get("/blog/coaching-vs-mentorship/")[1].count("<h1") == 1


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly(start_site, by):
    site = start_site()
    site.get("/")

    assert site.stop(by) == 0
    assert "Traceback" not in site.log.read_text()


def test_stopping_finishes_the_letter_in_hand(start_site, mail_server, mail_settings):
    mail_server.may_answer.clear()
    site = start_site(**mail_settings)
    site.post("/contact/", **INQUIRY)
    assert mail_server.in_hand.wait(30)

    site.signal(signal.SIGTERM)
    threading.Timer(0.5, mail_server.may_answer.set).start()
    code = site.wait()
    again = start_site(**mail_settings)
    again.post("/contact/", **INQUIRY | {"message": "Another."})

    assert code == 0
    assert until(lambda: len(mail_server.delivered) == 2)
    assert len({delivered.mail["Message-ID"] for delivered in mail_server.delivered}) == 2


def test_visitors_notice_nothing_of_a_mail_server_that_hangs(
    start_site, mail_server, mail_settings
):
    mail_server.may_answer.clear()
    site = start_site(**mail_settings)

    for number in range(10):
        status, _, _ = site.post("/contact/", **INQUIRY | {"message": f"Number {number}"})
        assert status == 303
    mail_server.may_answer.set()

    assert until(lambda: len(mail_server.delivered) == 10)


def test_forms_that_are_half_sent_hold_up_no_reader(start_site):
    site = start_site()
    head = (
        b"POST /contact/ HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname=Ada"
    )
    with ExitStack() as open_ones:
        for _ in range(40):
            half = open_ones.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            half.sendall(head)

        for path in ("/", "/blog/", "/contact/", "/healthz", "/nothing/"):
            assert site.get(path)[0] in (200, 404)

    assert until(lambda: site.post("/contact/", **INQUIRY)[0] == 303)


def test_ten_megabytes_in_pieces_get_a_page_too(start_site):
    site = start_site()
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    connection.request("POST", "/contact/", iter([b"x" * 100_000] * 100), form, encode_chunked=True)
    answer = connection.getresponse()

    assert answer.status == 413
    assert b"<h1" in answer.read()
    connection.close()


def test_ten_megabytes_get_a_page_over_the_wire(start_site):
    site = start_site()

    status, page, _ = site.post("/contact/", message="x" * 10_000_000)

    assert status == 413
    assert "<h1" in page


def test_a_port_that_is_taken_is_said_in_a_line(start_site):
    site = start_site()

    printed = site.flask("serve")

    assert f"port {site.port} cannot be had" in printed
    assert "Traceback" not in printed
    assert "The site:" not in printed


def test_flask_run_serves_and_delivers_too(start_site):
    site = start_site(command="run")

    site.post("/contact/", **INQUIRY)

    assert until(lambda: list((site.instance / "mail").glob("*.eml")))


def test_two_servers_on_one_postgresql_are_one_site(
    start_site, mail_server, mail_settings, request
):
    url = request.getfixturevalue("_postgresql_url")
    sites = [start_site(DATABASE_URL=url, **mail_settings) for _ in range(2)]
    replies_are_told_of_at_once(url)
    path = "/blog/coaching-vs-mentorship/comments"
    who = {"name": "Ada Reader", "email": "ada@example.org"}

    for number in range(10):
        site, other = sites[number % 2], sites[1 - number % 2]
        status, _, headers = site.post(path, **who, comment=f"Number {number % 5}.")
        assert status == 303
        assert f"Number {number % 5}." in other.get(headers["location"].partition("#")[0])[1]

    def told() -> list[str]:
        texts = [delivered.mail.get_content() for delivered in list(mail_server.delivered)]
        return re.findall(r"(?m)^> (Number \d\.)$", "\n".join(texts).replace("\r", ""))

    assert until(lambda: len(told()) >= 5)
    assert sorted(told()) == [f"Number {number}." for number in range(5)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FLASK_FLOOD_LIMIT", "many"),
        ("FLASK_DATABASE_URL", "mysql://x"),
        ("FLASK_MAIL_PORT", "99999"),
        ("FLASK_PUBLIC_URL", "example.org"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path, name, value):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "serve"],
        cwd=ROOT,
        env={"FLASK_INSTANCE_PATH": str(tmp_path), name: value, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode != 0
    assert name in done.stderr
    assert "Traceback" not in done.stderr
