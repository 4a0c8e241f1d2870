"""A name server of the suite's own, on loopback, that knows a few texts."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from dns.resolver import Resolver


@contextmanager
def answering(texts: Mapping[str, list[str]]) -> Iterator[Resolver]:
    """A resolver that asks a server which knows these names; every other is not there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve, args=(line, texts), daemon=True)
        thread.start()
        yield resolver_at(line.getsockname()[1])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as goodbye:
            goodbye.sendto(b"", line.getsockname())
        thread.join()


def resolver_at(port: int) -> Resolver:
    found = Resolver(configure=False)
    found.nameservers, found.port = ["127.0.0.1"], port
    return found


def _serve(line: socket.socket, texts: Mapping[str, list[str]]) -> None:
    while True:
        asked, whom = line.recvfrom(4096)
        if not asked:
            return
        line.sendto(_answer(dns.message.from_wire(asked), texts).to_wire(), whom)


def _answer(asked: dns.message.Message, texts: Mapping[str, list[str]]) -> dns.message.Message:
    answer = dns.message.make_response(asked)
    answer.flags |= dns.flags.RA
    name = asked.question[0].name
    found = texts.get(name.to_text(omit_final_dot=True))
    if found is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    else:
        quoted = [f'"{it}"' for it in found]
        answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
    return answer
