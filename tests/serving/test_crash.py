"""What was answered is kept, and its letter leaves, however often the process is killed."""

import re
import sqlite3
import threading
import time
from contextlib import closing

from tests.serving.test_serve import until

_SENDERS = 4
_KILLS = 4
_SECONDS_BETWEEN_KILLS = 1.5


class Sender(threading.Thread):
    """Sends replies and inquiries in turn, each with a mark; `thanked` are those answered 303."""

    def __init__(self, name, where):
        super().__init__(name=name, daemon=True)
        self.where = where
        self.thanked = []
        self.answers = set()
        self.enough = threading.Event()

    def run(self):
        number = 0
        while not self.enough.is_set():
            number += 1
            try:
                self.send(f"mark-{self.name}-{number}-end", number)
            except OSError:
                time.sleep(0.02)

    def send(self, mark, number):
        who = {"name": "Ada", "email": "ada@example.org"}
        site = self.where[-1]
        if number % 2:
            status, _, _ = site.post("/contact/", **who, message=mark, page="/contact/")
        else:
            status, _, _ = site.post("/blog/coaching-vs-mentorship/comments", **who, comment=mark)
        self.answers.add(status)
        if status == 303:
            self.thanked.append(mark)


def marks_in(path):
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = database.execute(
            "SELECT message FROM inquiry UNION ALL SELECT text FROM comment"
        ).fetchall()
    return [text for (text,) in kept if text.startswith("mark-")]


def marks_delivered(mail_server):
    return [
        mark
        for delivered in list(mail_server.delivered)
        for mark in re.findall(r"mark-\S+?-end", delivered.mail.get_content())
    ]


def test_nothing_that_was_answered_is_lost_when_the_process_is_killed(
    start_site, mail_server, mail_settings
):
    running = [start_site(**mail_settings)]
    senders = [Sender(str(number), running) for number in range(_SENDERS)]
    for sender in senders:
        sender.start()
    for _ in range(_KILLS):
        time.sleep(_SECONDS_BETWEEN_KILLS)
        running[-1].kill()
        running.append(start_site(**mail_settings))
    time.sleep(_SECONDS_BETWEEN_KILLS)
    for sender in senders:
        sender.enough.set()
        sender.join()

    thanked = {mark for sender in senders for mark in sender.thanked}
    kept = marks_in(running[-1].instance / "site.db")
    assert len(thanked) > 100
    assert {status for sender in senders for status in sender.answers} == {303}
    assert len(kept) == len(set(kept))
    assert thanked <= set(kept)
    assert until(lambda: set(kept) <= set(marks_delivered(mail_server)), seconds=60)
    copies = len(marks_delivered(mail_server)) - len(kept)
    assert copies <= _KILLS  # at most the one letter each kill caught after its last dot
