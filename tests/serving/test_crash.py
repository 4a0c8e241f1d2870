"""What was answered is kept, and its letter leaves, however often the process is killed."""

import re
import sqlite3
import threading
import time
from contextlib import closing

from tests.notices.told import replies_are_told_of_at_once
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


def marks_in(path, *tables):
    column = {"inquiry": "message", "comment": "text"}
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = [
            database.execute(f"SELECT {column[table]} FROM {table}").fetchall() for table in tables
        ]
    return [text for rows in kept for (text,) in rows if text.startswith("mark-")]


def marks_delivered(mail_server):
    return [
        mark
        for delivered in list(mail_server.delivered)
        for mark in re.findall(r"mark-\S+?-end", delivered.mail.get_content())
    ]


def is_all_sent(path):
    """The office is owed nothing, neither a letter nor the writing of one."""
    unsent = "SELECT 1 FROM notice_owed UNION ALL SELECT 1 FROM letter WHERE stage != 'sent'"
    with closing(sqlite3.connect(path)) as database:
        return database.execute(unsent).fetchone() is None


def comments_told_of(mail_server):
    """How many replies the letters tell of, a copy of a letter counted once."""
    mails = {str(it.mail["Message-ID"]): it.mail for it in list(mail_server.delivered)}
    subjects = [" ".join(str(mail["Subject"]).split()) for mail in mails.values()]
    many = [int(found[1]) for it in subjects if (found := re.search(r"(\d+) replies are", it))]
    return sum(many) + sum("Please look at a reply" in it for it in subjects)


def test_nothing_that_was_answered_is_lost_when_the_process_is_killed(
    start_site, mail_server, mail_settings
):
    running = [start_site(**mail_settings)]
    replies_are_told_of_at_once(f"sqlite:///{running[-1].instance / 'site.db'}")
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
    kept = marks_in(running[-1].instance / "site.db", "inquiry", "comment")
    assert len(thanked) > 100
    assert {status for sender in senders for status in sender.answers} == {303}
    assert len(kept) == len(set(kept))
    assert thanked <= set(kept)
    database = running[-1].instance / "site.db"
    inquiries, comments = marks_in(database, "inquiry"), marks_in(database, "comment")
    assert until(lambda: is_all_sent(database), seconds=120)
    assert set(inquiries) <= set(marks_delivered(mail_server))
    assert comments_told_of(mail_server) == len(comments)
    copies = len(mail_server.delivered) - len(
        {it.mail["Message-ID"] for it in mail_server.delivered}
    )
    assert copies <= _KILLS  # at most the one letter each kill caught after its last dot


def test_a_letter_in_hand_when_the_courier_is_killed_leaves_all_the_same(
    start_site, mail_server, mail_settings
):
    mail_server.may_answer.clear()
    site = start_site(**mail_settings)
    site.post("/contact/", name="Sam", email="sam@prospect.example", message="Hello?")
    assert mail_server.in_hand.wait(30)
    site.kill()
    mail_server.may_answer.set()

    site = start_site(**mail_settings)

    assert until(lambda: is_all_sent(site.instance / "site.db"), seconds=60)
    ids = {str(it.mail["Message-ID"]) for it in mail_server.delivered}
    assert len(ids) == 1
    assert len(mail_server.delivered) <= 2
