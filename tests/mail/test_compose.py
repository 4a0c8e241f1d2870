"""What a letter looks like to whoever receives it, however strange what was typed."""

import json
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from typing import Any

import pytest

from blog.outbox.compose import BadAddress, ascii_address, compose, name_and_address
from tests.outbox.letters import an_outgoing
from tests.shared_data import shared

SITE = ("Howard Street", "site@howard.example")
FIELDS = {"name": "reply_to_name", "email": "reply_to", "subject": "subject", "message": "body"}
HEADERS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Precedence",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
]


def bytes_of(*, sender: tuple[str, str] = SITE, **named: Any) -> bytes:
    return compose(an_outgoing(**named), sender=sender).as_bytes()


def read(*, sender: tuple[str, str] = SITE, **named: Any) -> EmailMessage:
    message = message_from_bytes(bytes_of(sender=sender, **named), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def who(message: EmailMessage, header: str) -> tuple[str, str]:
    (address,) = message[header].addresses
    return address.display_name, address.addr_spec


def test_a_letter_has_each_header_once():
    assert read().keys() == HEADERS


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "Lovelace, Ada",
        'Ada "the first" Lovelace',
        "Ada <eve@abuse.example>",
        "Zoë Müller, GmbH & Co.",
        "陳大文",
        "عائشة",
        "👩‍💻 Ada",
        "back\\slash",
        "=?utf-8?Q?Eve?=",
    ],
)
def test_a_name_arrives_as_it_was_typed(name):
    letter = read(reply_to_name=name, sender=(name, "site@howard.example"))

    assert who(letter, "Reply-To") == (name, "ada@reader.example")
    assert who(letter, "From") == (name, "site@howard.example")


def test_a_long_name_is_split_where_no_sign_is_lost():
    # read by hand: Python's parser puts a gap between the parts of a split name
    letter = message_from_bytes(bytes_of(reply_to_name="Ж" * 245))

    shown = str(make_header(decode_header(letter["Reply-To"])))
    assert shown == "Ж" * 245 + " <ada@reader.example>"


@pytest.mark.parametrize(
    "subject", ["L-0007 from Ada", "Grüße " * 40, "問" * 300, "=?utf-8?Q?a?=", "x" * 300, ""]
)
def test_a_subject_arrives_as_it_was_written(subject):
    assert read(subject=subject)["Subject"] == subject.strip()


@pytest.mark.parametrize(
    "body",
    [
        "Hello.\n",
        "Grüße, 你好, 👋\n",
        "x" * 3000 + "\n",
        "ü" * 3000 + "\n",
        ".\n..\n.start\n",
        "From me\n",
        "trailing  \n\n\n",
        "=20 = =\n",
        "\n",
    ],
)
def test_a_text_arrives_as_it_was_written_in_lines_a_server_takes(body):
    raw = bytes_of(body=body)

    assert message_from_bytes(raw, policy=default).get_content().replace("\r\n", "\n") == body
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def test_signs_no_letter_can_carry_are_left_out():
    letter = read(body="a\x00b\ud800c\n", subject="a\x00b\ud800c", reply_to_name="a\x00b\ud800c")

    assert letter.get_content() == "abc\r\n"
    assert letter["Subject"] == "abc"
    assert who(letter, "Reply-To")[0] == "abc"


def injections() -> list[dict[str, str]]:
    found = shared("badinput/header-injection/mail-header-injection.json")
    cases: list[dict[str, str]] = json.loads(found.read_text(encoding="utf-8"))
    return cases


def test_nothing_typed_becomes_a_header_or_a_recipient():
    for case in injections():
        typed: dict[str, Any] = {FIELDS[case["field"]]: case["value"]}
        raw = bytes_of(**typed)
        letter = message_from_bytes(raw, policy=default)

        assert [key for key in letter if key != "Reply-To"] == [
            key for key in HEADERS if key != "Reply-To"
        ], case["why"]
        assert len(letter.get_all("Reply-To", [])) <= 1, case["why"]
        assert getaddresses([str(letter["To"])]) == [("", "office@howard.example")], case["why"]
        assert letter.get_content_type() == "text/plain", case["why"]
        assert max(len(line) for line in raw.split(b"\r\n")) <= 998, case["why"]
        if answer_to := letter["Reply-To"]:
            assert who(letter, "Reply-To")[1] == "ada@reader.example", case["why"]
            assert len(answer_to.addresses) == 1, case["why"]


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x\r\nBcc: eve@abuse.example",
        "https://a.example/x>, <mailto:eve@abuse.example",
        "https://a.example/x y",
        "https://a.example/x,y;z",
        "https://a.example/\u2028x",
        "mailto:eve@abuse.example",
        "javascript:alert(1)",
        "https://a.example/" + "x" * 500,
        "https://a.example/é",
    ],
)
def test_what_is_no_plain_address_is_no_way_to_unsubscribe(url):
    assert read(unsubscribe_url=url).keys() == HEADERS


@pytest.mark.parametrize("length", [10, 60, 200, 400])
@pytest.mark.parametrize("site", ["https://a.example", "http://127.0.0.1:8000", "http://[::1]:80"])
def test_an_address_to_unsubscribe_stays_whole(length, site):
    url = f"{site}/answers/stop/{'aB-_.' * (length // 5)}"

    raw = bytes_of(unsubscribe_url=url)

    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw
    assert message_from_bytes(raw, policy=default)["List-Unsubscribe"] == f"<{url}>"


def test_a_reply_address_that_is_none_does_not_hold_up_the_letter():
    assert "Reply-To" not in read(reply_to="a@reader.example, eve@abuse.example")
    assert "Reply-To" not in read(reply_to="")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("ada@reader.example", "ada@reader.example"),
        ("ada+desk@büro.example", "ada+desk@xn--bro-hoa.example"),
        ("ada@STRAßE.example", "ada@xn--strae-oqa.example"),
        ("o'hara@reader.example", "o'hara@reader.example"),
        ("root@localhost", "root@localhost"),
        ("root@[192.0.2.1]", "root@[192.0.2.1]"),
    ],
)
def test_a_domain_of_any_script_is_sent_as_servers_know_it(typed, sent):
    assert ascii_address(typed) == sent


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@reader.example",
        "ada@",
        "jörg@reader.example",
        "ada@reader.example ",
        "ada@reader.example\n",
        "ada@x@reader.example",
        "<ada@reader.example>",
        "ada@re ader.example",
        "ada@büro..example\u2028",
    ],
)
def test_what_is_no_address_is_told(typed):
    with pytest.raises(BadAddress):
        ascii_address(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("site@acme.example", ""),
        ("<site@acme.example>", ""),
        ("Acme, Inc. <site@acme.example>", "Acme, Inc."),
        ('"Acme, Inc." <site@acme.example>', "Acme, Inc."),
        ("Bücher <site@acme.example>", "Bücher"),
    ],
)
def test_a_sender_may_have_a_name_with_a_comma(typed, name):
    assert name_and_address(typed) == (name, "site@acme.example")


@pytest.mark.parametrize(
    "name",
    [
        "Erin\r\nBcc: eve@abuse.example",
        "Erin <eve@abuse.example>",
        "Erin, eve@abuse.example",
        '"Erin" <eve@abuse.example>, x',
        "=?utf-8?Q?Erin=0D=0ABcc:_eve@abuse.example?=",
        "Erin\u2028Bcc: eve@abuse.example",
    ],
)
def test_an_editor_s_name_in_from_is_a_name_and_nothing_else(name):
    letter = read(sender_name=name)

    assert letter.keys() == HEADERS
    assert who(letter, "From")[1] == "site@howard.example"


def test_a_letter_without_an_editor_s_name_is_from_the_site():
    assert who(read(sender_name=""), "From") == SITE
    assert who(read(sender_name="Erin"), "From") == ("Erin", "site@howard.example")


def test_a_long_conversation_is_named_whole_in_short_lines():
    refs = " ".join(f"<{number:04}.abcdefghijkl@howard.example>" for number in range(60))

    raw = bytes_of(in_reply_to="<last@prospect.example>", refs=refs)

    letter = message_from_bytes(raw, policy=default)
    assert str(letter["References"]).split() == refs.split()
    assert letter["In-Reply-To"] == "<last@prospect.example>"
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


@pytest.mark.parametrize("typed", ["<a@b.example>\r\nBcc: eve@abuse.example", "<a@b.example>\n\nx"])
def test_an_earlier_letter_s_name_ends_no_header(typed):
    letter = read(in_reply_to=typed, refs=typed)

    assert set(letter.keys()) - set(HEADERS) == {"In-Reply-To", "References"}


def test_what_a_person_wrote_does_not_say_that_a_machine_did():
    assert not {"Auto-Submitted", "Precedence", "X-Auto-Response-Suppress"} & set(
        read(auto="").keys()
    )


def test_what_a_machine_wrote_says_so_and_asks_not_to_be_answered():
    letter = read(auto="auto-replied")

    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["Precedence"] == "bulk"
    assert letter["X-Auto-Response-Suppress"] == "All"
