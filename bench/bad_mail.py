"""A mail server that fails often, in the ways that matter, and remembers what it has taken."""

import asyncio
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

_GREYLISTED = "451 4.7.1 greylisted, come back"
_GOES_DOWN = "421 4.3.2 going down"
_FULL = "452 4.2.2 mailbox full"
_ID = re.compile(rb"^Message-ID: *(<[^>]+>)", re.I | re.M)
_MARK = re.compile(rb"mark-\d+-end")
FAULTS = ("greylisted", "goes down", "mailbox full", "drops in DATA", "drops after DATA")


class BadMail:
    """`taken` counts each Message-ID, `marks` what the texts of the letters were marked with.
    `dropped` are letters taken whose sender was not told, `lines` how often somebody called."""

    def __init__(self, *, chance: float) -> None:
        self.chance = chance
        self.port = 0
        self.taken: Counter[bytes] = Counter()
        self.marks: set[str] = set()
        self.dropped = self.lines = 0
        self._chance_of = random.Random(7)

    @contextmanager
    def running(self) -> Iterator["BadMail"]:
        loop = asyncio.new_event_loop()
        server = loop.run_until_complete(loop.create_server(self._conversation, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def fault(self) -> str:
        """The next letter's, or none."""
        return self._chance_of.choice(FAULTS) if self._chance_of.random() < self.chance else ""

    def take(self, content: bytes) -> None:
        found = _ID.search(content)
        self.taken[found[1] if found else b""] += 1
        self.marks.update(mark.decode() for mark in _MARK.findall(content))

    def _conversation(self) -> SMTP:
        self.lines += 1
        return _Line(_Letters(self), hostname="mail.example", loop=asyncio.get_running_loop())


class _Letters:
    def __init__(self, mail: BadMail) -> None:
        self.fault = ""
        self._mail = mail

    async def handle_MAIL(
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.fault = self._mail.fault()
        envelope.mail_from = address
        return _GOES_DOWN if self.fault == "goes down" else "250 OK"

    async def handle_RCPT(
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return _GREYLISTED if self.fault == "greylisted" else "250 OK"

    async def handle_DATA(self, line: SMTP, session: Session, envelope: Envelope) -> str:
        if self.fault == "mailbox full":
            return _FULL
        assert isinstance(envelope.content, bytes)
        self._mail.take(envelope.content)
        if self.fault == "drops after DATA":
            self._mail.dropped += 1
            _drop(line)
        return "250 OK"


class _Line(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.fault == "drops in DATA":
            await self.push("354 go on")
            await self._reader.readline()
            _drop(self)
        else:
            await super().smtp_DATA(arg)


def _drop(line: SMTP) -> None:
    transport: Any = line.transport
    transport.abort()
