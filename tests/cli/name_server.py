"""A name server of the suite's own: real answers over UDP, from what a test says there is."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from dns import flags, message, rcode, rrset
from dns.resolver import Resolver


@contextmanager
def resolving(texts: Mapping[str, str | tuple[str, ...]]) -> Iterator[Resolver]:
    """A resolver that asks a server which knows the TXT records of these names and no others."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(0.05)
        over = threading.Event()
        thread = threading.Thread(target=_answer, args=(line, texts, over))
        thread.start()
        try:
            yield _asking(line.getsockname()[1])
        finally:
            over.set()
            thread.join()


@contextmanager
def nobody_resolving() -> Iterator[Resolver]:
    """A resolver whose server hears and says nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        yield _asking(line.getsockname()[1])


def _asking(port: int) -> Resolver:
    resolver = Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], port
    return resolver


def _answer(
    line: socket.socket, texts: Mapping[str, str | tuple[str, ...]], over: threading.Event
) -> None:
    while not over.is_set():
        try:
            asked, back = line.recvfrom(4096)
        except TimeoutError:
            continue
        line.sendto(_answer_to(message.from_wire(asked), texts).to_wire(), back)


def _answer_to(
    query: message.Message, texts: Mapping[str, str | tuple[str, ...]]
) -> message.Message:
    answer = message.make_response(query)
    answer.flags |= flags.RA
    name = query.question[0].name
    found = texts.get(name.to_text(omit_final_dot=True))
    if found is None:
        answer.set_rcode(rcode.NXDOMAIN)
        return answer
    records = (found,) if isinstance(found, str) else found
    quoted = [f'"{record}"' for record in records]
    answer.answer.append(rrset.from_text_list(name, 300, "IN", "TXT", quoted))
    return answer
