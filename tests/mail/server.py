"""A mail server of the suite's own: a real one, that can be told to misbehave."""

import asyncio
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from enum import Enum
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Fault(Enum):
    """What happens to one letter. Those with an answer say it at the command named first."""

    TOO_LARGE = "MAIL 552 5.3.4 message size exceeds fixed limit"
    SENDER_REFUSED = "MAIL 550 5.7.1 we do not know this sender"
    GREYLISTED = "RCPT 451 4.7.1 greylisted, come back"
    NO_SUCH_MAILBOX = "RCPT 550 5.1.1 no such mailbox"
    MAILBOX_FULL = "DATA 452 4.2.2 mailbox full"
    MAILBOX_FULL_FOR_GOOD = "DATA 552 5.2.2 mailbox full"
    TEXT_REFUSED = "DATA 554 5.6.0 we do not take such letters"
    GOES_DOWN = "MAIL 421 4.3.2 going down"
    DROPS_IN_DATA = "drops in DATA"
    DROPS_AFTER_DATA = "drops after DATA"

    def at(self, command: str) -> str | None:
        first, _, answer = self.value.partition(" ")
        return answer if first == command else None


@dataclass(frozen=True, kw_only=True)
class Delivered:
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    encrypted: bool
    greeting: str

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=SMTP_POLICY)


class MailServer:
    """`delivered` is what it took; `faults` are met by the letters to come, one each.

    `in_hand` is set when a letter has come in; it is answered once `may_answer` is set."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        tls_from_the_start: bool = False,
        login: tuple[str, str] | None = None,
    ) -> None:
        self.port = 0
        self.lines = 0
        self._talks: list[SMTP] = []
        self.delivered: list[Delivered] = []
        self.faults: deque[Fault] = deque()
        self.in_hand = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._tls = tls
        self._from_the_start = tls_from_the_start
        self._login = login

    @contextmanager
    def running(self) -> Iterator["MailServer"]:
        loop = asyncio.new_event_loop()
        server = loop.run_until_complete(self._listen(loop))
        self.port = server.sockets[0].getsockname()[1]
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self._end(server), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _listen(self, loop: asyncio.AbstractEventLoop) -> asyncio.Server:
        tls = self._tls if self._from_the_start else None
        return await loop.create_server(self._conversation, "127.0.0.1", 0, ssl=tls)

    async def _end(self, server: asyncio.Server) -> None:
        server.close()
        for talk in self._talks:
            if talk.transport:
                _drop(talk)
        await asyncio.sleep(0.01)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)

    def _conversation(self) -> SMTP:
        self.lines += 1
        talk = _Conversation(
            _Hooks(self),
            hostname="mail.example",
            tls_context=None if self._from_the_start else self._tls,
            require_starttls=self._tls is not None,
            auth_required=self._login is not None,
            auth_require_tls=not self._from_the_start,
            authenticator=self._authenticate,
            loop=asyncio.get_running_loop(),
        )
        self._talks.append(talk)
        return talk

    def _authenticate(self, *asked: Any) -> AuthResult:
        tried: LoginPassword = asked[-1]
        right = (tried.login.decode(), tried.password.decode()) == self._login
        return AuthResult(success=right, handled=False)


class _Hooks:
    """Answers one connection's commands, with at most one fault."""

    def __init__(self, server: MailServer) -> None:
        self.fault: Fault | None = None
        self._server = server

    async def handle_MAIL(
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.fault = self._server.faults.popleft() if self._server.faults else None
        envelope.mail_from = address
        return self._says("MAIL") or "250 OK"

    async def handle_RCPT(
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refusal := self._says("RCPT"):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, line: SMTP, session: Session, envelope: Envelope) -> str:
        if refusal := self._says("DATA"):
            return refusal
        self._server.in_hand.set()
        await asyncio.to_thread(self._server.may_answer.wait, 60)
        self._server.delivered.append(_delivered(session, envelope))
        if self.fault is Fault.DROPS_AFTER_DATA:
            _drop(line)
        return f"250 OK queued as {len(self._server.delivered)}"

    def _says(self, command: str) -> str | None:
        return self.fault.at(command) if self.fault else None


class _Conversation(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.fault is Fault.DROPS_IN_DATA:
            await self.push("354 go on")
            await self._reader.readline()
            _drop(self)
        else:
            await super().smtp_DATA(arg)


def _drop(line: SMTP) -> None:
    cast(asyncio.Transport, line.transport).abort()


def _delivered(session: Session, envelope: Envelope) -> Delivered:
    assert isinstance(envelope.content, bytes)
    return Delivered(
        sender=envelope.mail_from or "",
        recipients=tuple(str(address) for address in envelope.rcpt_tos),
        raw=envelope.content,
        encrypted=session.ssl is not None,
        greeting=session.host_name or "",
    )
