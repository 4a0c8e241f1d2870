"""An answer arrives at a real mail server as part of its conversation."""

from email import message_from_bytes

from blog.answers.model import Answer
from blog.db import writing
from blog.outbox.leaving.deliver import deliver_one
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import press
from tests.rows import rows


def test_the_answers_to_an_inquiry_thread(client, editor, engine, office, mail_server):
    with writing(engine) as session:
        inquiry = make.an_inquiry(session, message="Grüße!\nDo you coach?")
        make.a_letter(
            session,
            about="receipt",
            about_id=inquiry.id,
            message_id="<receipt@howard.example>",
            stage="sent",
            sent_at=NOON,
        )
    make.sign_in(client)
    at = f"/desk/inquiries/{inquiry.id}/"
    typed = {"to": "answered", "version": ""}

    press(client, f"{at}answers", on=at, text="Yes, we do.", seen="new", after="0", **typed)
    press(client, f"{at}answers", on=at, text="On Mondays.", seen="answered", after="1", **typed)
    while deliver_one(engine, office(port=mail_server.port), claimant="a:1:a", now=StoppedClock()):
        pass

    first, second = [message_from_bytes(it.raw) for it in mail_server.delivered]
    one, two = rows(engine, Answer)
    assert first["From"] == '"Erin, Howard Street" <site@howard.example>'
    assert first["To"] == "sam@prospect.example"
    assert first["Message-ID"] == one.message_id
    assert first["In-Reply-To"] == "<receipt@howard.example>"
    assert first["References"] == "<receipt@howard.example>"
    assert second["In-Reply-To"] == one.message_id
    assert second["References"].split() == ["<receipt@howard.example>", one.message_id]
    assert second["Message-ID"] == two.message_id
    assert first["Subject"] == second["Subject"]
    assert first["Subject"].startswith("Re: Your message to ")
    assert "@" in first["Reply-To"]
    assert first["Auto-Submitted"] is None
    body = bytes(first.get_payload(decode=True) or b"").decode()
    assert "Yes, we do." in body
    assert "> Grüße!" in body
