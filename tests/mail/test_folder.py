"""Letters as files, while no mail server is set."""

import os
from email import message_from_bytes
from email.policy import default

import pytest

from blog.outbox.leaving.outgoing import Refused, TryLater
from tests.outbox.letters import an_outgoing


def test_a_letter_becomes_a_file_any_mail_program_reads(office, tmp_path):
    answer = office(server="")(an_outgoing(body="Grüße\n" + "x" * 3000))

    (file,) = (tmp_path / "instance" / "mail").iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=default)
    assert file.name == "20261123T120000Z-12.eml"
    assert answer == f"written to {file}"
    assert letter["Reply-To"] == "Ada <ada@reader.example>"
    assert letter.get_content().startswith("Grüße")


def test_nobody_else_on_the_machine_reads_it(office, tmp_path):
    office(server="")(an_outgoing())

    (file,) = (tmp_path / "instance" / "mail").iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_a_second_try_writes_no_second_file(office, tmp_path):
    send = office(server="")

    send(an_outgoing())
    send(an_outgoing())

    assert len(list((tmp_path / "instance" / "mail").iterdir())) == 1


def test_a_disk_that_is_full_is_tried_later_and_leaves_no_half_letter(
    office, tmp_path, monkeypatch
):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(TryLater, match="No space left on device"):
            office(server="")(an_outgoing())

    assert list((tmp_path / "instance" / "mail").glob("*.eml")) == []
    office(server="")(an_outgoing())
    assert len(list((tmp_path / "instance" / "mail").iterdir())) == 1


def test_a_recipient_that_is_no_address_is_refused_here_too(office):
    with pytest.raises(Refused):
        office(server="")(an_outgoing(recipient="nobody"))
