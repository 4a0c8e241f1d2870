"""5,000 inquiries while the server is killed again and again and the mail server fails:
`python -m bench.kills [NUMBER]`. What was thanked for and is not there, or whose letter never came,
is lost; the goal is 0. Letters that came twice are counted."""

import http.client
import json
import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench.bad_mail import BadMail
from bench.machine import stay_on_client_core
from bench.site import Site, prepare

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SENDERS = 4
_SECONDS_BETWEEN_KILLS = 1.5
_OFTEN = 0.2
_PATIENCE = 300.0


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    stay_on_client_core()
    with (
        tempfile.TemporaryDirectory(prefix="kills") as named,
        BadMail(chance=_OFTEN).running() as mail,
    ):
        instance = Path(named) / "site"
        prepare(instance)
        run = _Run(instance, mail, wanted)
        run.submit()
        run.heal()
        _tell(run)


class _Run:
    """The site, killed and started anew, and who writes to it meanwhile."""

    def __init__(self, instance: Path, mail: BadMail, wanted: int) -> None:
        self.database = instance / "site.db"
        self.mail = mail
        self.wanted = wanted
        self.thanked: set[str] = set()
        self.answers: Counter[int] = Counter()
        self.broken = self.kills = 0
        self._instance = instance
        self._numbers = count(1)
        self._site = self._start()

    def submit(self) -> None:
        """Until as many were thanked for as wanted; killed all the while."""
        senders = [threading.Thread(target=self._send_on) for _ in range(_SENDERS)]
        for sender in senders:
            sender.start()
        while any(sender.is_alive() for sender in senders):
            time.sleep(_SECONDS_BETWEEN_KILLS)
            os.kill(self._site.pid, signal.SIGKILL)
            self.kills += 1
            self._site.__exit__(None, None, None)
            self._site = self._start()
        for sender in senders:
            sender.join()

    def heal(self) -> None:
        """The mail server is well, and time is moved on until every letter has left."""
        self.mail.chance = 0.0
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self._move_time_on():
            time.sleep(1.0)
        self._site.__exit__(None, None, None)

    def _move_time_on(self) -> int:
        """How many letters have not left; those that wait are due."""
        with closing(sqlite3.connect(self.database, timeout=30)) as database, database:
            database.execute("UPDATE letter SET due_at = created_at WHERE stage = 'due'")
            unsent = database.execute("SELECT count(*) FROM letter WHERE stage != 'sent'")
            return int(unsent.fetchone()[0])

    def _start(self) -> Site:
        return Site(
            self._instance,
            COURIER="inside",
            FLOOD_LIMIT="0",
            MAIL_SERVER="127.0.0.1",
            MAIL_PORT=str(self.mail.port),
            MAIL_DEFAULT_SENDER="site@howard.example",
            OFFICE_EMAIL="office@howard.example",
        ).__enter__()

    def _send_on(self) -> None:
        connection, port = None, 0
        while len(self.thanked) < self.wanted:
            if connection is None or port != self._site.port:
                port = self._site.port
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                self._send(connection, f"mark-{next(self._numbers)}-end")
            except (OSError, http.client.HTTPException):
                self.broken += 1
                connection.close()
                connection = None
                time.sleep(0.01)

    def _send(self, connection: http.client.HTTPConnection, mark: str) -> None:
        form = {
            "name": "Sam",
            "email": "sam@prospect.example",
            "message": mark,
            "page": "/contact/",
        }
        connection.request("POST", "/contact/", body=urlencode(form), headers=_FORM)
        answer = connection.getresponse()
        answer.read()
        self.answers[answer.status] += 1
        if answer.status == 303:
            self.thanked.add(mark)


def _tell(run: _Run) -> None:
    with closing(sqlite3.connect(run.database)) as database:
        kept = [mark for (mark,) in database.execute("SELECT message FROM inquiry")]
        stages = dict(database.execute("SELECT stage, count(*) FROM letter GROUP BY stage"))
    copies = sum(run.mail.taken.values()) - len(run.mail.taken)
    figures = {
        "thanked for": len(run.thanked),
        "other answers": {str(it): n for it, n in run.answers.items() if it != 303},
        "connections broken by kills": run.broken,
        "kills": run.kills,
        "lost: thanked for and not kept": len(run.thanked - set(kept)),
        "kept twice": len(kept) - len(set(kept)),
        "lost: kept and no letter came": len(set(kept) - run.mail.marks),
        "letters by stage": stages,
        "letters that came twice": copies,
        "of those, taken by a server that did not say so": run.mail.dropped,
    }
    print(json.dumps(figures, indent=1), flush=True)
    if run.thanked - set(kept) or set(kept) - run.mail.marks or len(kept) > len(set(kept)):
        sys.exit("Something was lost, or kept twice.")


if __name__ == "__main__":
    main()
