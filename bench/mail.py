"""Letters a second to a local mail server: over the kept line, beside plain smtplib."""

import smtplib
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from blog.config import Mail
from blog.mail import post_office
from blog.outbox.outgoing import Outgoing
from tests.mail.server import MailServer

_LETTERS = 400


def main() -> None:
    with MailServer().running() as server, tempfile.TemporaryDirectory() as folder:
        kept = _over_the_kept_line(server, Path(folder))
        plain = _by_plain_smtplib(server)
    print(f"letters/s over one kept line: {kept:.0f} (at least 200); plain smtplib: {plain:.0f}")


def _over_the_kept_line(server: MailServer, folder: Path) -> float:
    office = post_office(
        Flask("bench"),
        Mail(
            server="127.0.0.1",
            port=server.port,
            use_tls=False,
            use_ssl=False,
            username="",
            password="",
            sender="site@howard.example",
            ca_file="",
            timeout=10.0,
            folder=folder,
        ),
    )
    begun = time.perf_counter()
    for number in range(_LETTERS):
        office(_letter(number))
    office.goodbye()
    return _LETTERS / (time.perf_counter() - begun)


def _by_plain_smtplib(server: MailServer) -> float:
    begun = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", server.port) as line:
        for number in range(_LETTERS):
            text = f"Subject: L-{number}\r\n\r\nHello.\r\n"
            line.sendmail("site@howard.example", ["office@howard.example"], text)
    return _LETTERS / (time.perf_counter() - begun)


def _letter(number: int) -> Outgoing:
    return Outgoing(
        letter_id=number,
        recipient="office@howard.example",
        reply_to="sam@prospect.example",
        reply_to_name="Sam",
        subject=f"L-{number} from Sam",
        body="Hello.\n",
        message_id=f"<{number}@howard.example>",
        date=datetime.now(UTC),
    )


if __name__ == "__main__":
    main()
