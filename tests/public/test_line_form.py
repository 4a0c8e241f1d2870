"""The form of an inquiry is what the owner wishes it to be."""

import re

import pytest
from sqlalchemy import update

from blog.db import writing
from blog.inquiries.model import Inquiry, State, Taught
from blog.outbox.model import Letter
from tests.public.sent import errors_of, inquiry
from tests.public.wished import block, offer, wish
from tests.rows import rows

ALL = ("best_time", "reach", "organisation", "phone")
GIVEN = {
    "organisation": "Prospect & Sons",
    "reach": "By phone",
    "best_time": "Mornings",
    "phone": "555 0100",
}


def labels_on(page):
    form = page[page.index('class="line__form"') :]
    return re.findall(r'for="line-([\w-]+)">([^<]+?) ?<', form[: form.index("</form>")])


def agreement(client):
    page = client.get("/contact/").text
    found = re.search(r'name="terms_seen" type="hidden" value="(\w+)"', page)
    assert found
    return {"consent": "y", "terms_seen": found[1]}


def test_without_wishes_it_asks_for_little(client):
    asked = [name for name, _ in labels_on(client.get("/contact/").text)]

    assert asked == ["name", "email", "phone", "message", "remark"]


def test_optional_fields_stand_in_the_owners_order(client, engine):
    wish(engine, line_fields=ALL)

    asked = [name for name, _ in labels_on(client.get("/contact/").text)]

    assert asked[2:-1] == ["best-time", "reach", "organisation", "phone", "message"]


@pytest.mark.parametrize("path", ["/", "/contact/", "/blog/coaching-vs-mentorship/"])
def test_it_is_the_same_form_on_every_page_that_has_it(client, engine, post, path):
    wish(engine, line_fields=ALL, line_words=(("phone", "Call us back at", "Mobile is best."),))

    page = client.get(path).text

    assert ("phone", "Call us back at") in labels_on(page)
    assert "Mobile is best." in page
    assert "called back" not in page


def test_the_owners_words_are_text(client, engine):
    wish(engine, line_words=(("name", "<b>You</b>", "<script>alert(1)</script>"),))

    page = client.get("/contact/").text

    assert "&lt;b&gt;You&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_what_is_given_is_kept_and_stands_in_the_letter_under_the_owners_labels(client, engine):
    wish(engine, line_fields=ALL, line_words=(("best_time", "When to call", ""),))

    inquiry(client, **GIVEN)

    (kept,) = rows(engine, Inquiry)
    (letter,) = rows(engine, Letter)
    assert {name: getattr(kept, name) for name in GIVEN} == GIVEN
    assert re.search(r"^Organisation: +Prospect & Sons$", letter.body, re.M)
    assert re.search(r"^How shall we reach you\? By phone$", letter.body, re.M)
    assert re.search(r"^When to call: +Mornings$", letter.body, re.M)


def test_a_field_that_is_off_is_not_taken(client, engine):
    wish(engine, line_fields=())

    inquiry(client, **GIVEN)

    (kept,) = rows(engine, Inquiry)
    assert kept.organisation == kept.reach == kept.best_time == kept.phone == ""


def test_a_way_to_be_reached_that_was_never_offered_is_refused(client, engine):
    wish(engine, line_fields=ALL)

    answer = inquiry(client, reach="By pigeon", best_time="Mornings")

    assert answer.status_code == 422
    assert "not offered any more" in errors_of(answer)["line-reach"]
    assert "Mornings" in answer.text


def test_one_topic_is_no_choice(client, engine):
    offer(engine, "Coaching")

    assert "<select" not in client.get("/contact/").text
    assert inquiry(client).status_code == 303


def test_of_two_topics_one_has_to_be_chosen(client, engine):
    offer(engine, "Coaching", "A talk")

    page, answer = client.get("/contact/").text, inquiry(client)

    assert re.search(r'<select id="line-topic" name="topic" required>\s*<option value="">', page)
    assert answer.status_code == 422
    assert list(errors_of(answer)) == ["line-topic"]


def test_the_topic_is_kept_in_the_words_that_were_shown(client, engine):
    offer(engine, "Coaching", "A talk")

    inquiry(client, topic="2")

    (kept,) = rows(engine, Inquiry)
    assert (kept.topic_id, kept.topic) == (2, "A talk")
    assert "Topic:     A talk" in rows(engine, Letter)[0].body


@pytest.mark.parametrize("topic", ["3", "0", "-1", "x", "\u0661", "1 OR 1=1", "9" * 40])
def test_a_topic_that_is_not_offered_is_refused_and_nothing_is_lost(client, engine, topic):
    offer(engine, "Coaching", "A talk")

    answer = inquiry(client, topic=topic, message="Every word.")

    assert answer.status_code == 422
    assert "Every word." in answer.text
    assert rows(engine, Inquiry) == []


def test_a_refused_form_keeps_what_was_chosen(client, engine):
    offer(engine, "Coaching", "A talk")
    wish(engine, line_fields=ALL)

    answer = inquiry(client, topic="2", reach="By phone", email="no")

    assert '<option value="2" selected>A talk' in answer.text
    assert '<option value="By phone" selected>' in answer.text


def test_the_letter_goes_to_whom_the_topic_names(client, engine):
    offer(engine, "Coaching", "A talk", letters_to=("erin@howard.example",))

    inquiry(client, topic="1")
    inquiry(client, topic="2")

    to = [letter.recipient for letter in rows(engine, Letter)]
    assert to == ["erin@howard.example", "office@howard.example"]


def test_who_is_away_is_stood_in_for(client, engine, now):
    day = f"{now:%Y-%m-%d}"
    wish(engine, absences=(("office@howard.example", day, "erin@howard.example"),))

    inquiry(client)

    assert [letter.recipient for letter in rows(engine, Letter)] == ["erin@howard.example"]


def test_nobody_is_asked_to_agree_to_nothing(client):
    assert "I agree" not in client.get("/contact/").text


def test_what_they_agree_to_is_kept_in_the_words_that_were_shown(client, engine):
    wish(engine, consent_text="We keep it for **two years**. [More](/privacy/)")

    page = client.get("/contact/").text
    inquiry(client, **agreement(client))

    assert "<strong>two years</strong>" in page
    assert 'href="/privacy/"' in page
    assert rows(engine, Inquiry)[0].consent == "We keep it for **two years**. [More](/privacy/)"
    assert "> We keep it for **two years**." in rows(engine, Letter)[0].body


def test_who_does_not_agree_is_asked_again(client, engine):
    wish(engine, consent_text="We keep it.")

    answer = inquiry(client, terms_seen=agreement(client)["terms_seen"])

    assert answer.status_code == 422
    assert list(errors_of(answer)) == ["line-consent"]
    assert rows(engine, Inquiry) == []


@pytest.mark.parametrize("seen", ["", "x", None])
def test_words_that_changed_meanwhile_are_shown_and_nothing_else_is_lost(client, engine, seen):
    wish(engine, consent_text="The old words.")
    sent = agreement(client) if seen is None else {"consent": "y", "terms_seen": seen}
    wish(engine, consent_text="The new words.")

    answer = inquiry(client, **sent, message="Every word.")
    again = inquiry(client, **agreement(client), message="Every word.")

    assert answer.status_code == 422
    assert "have changed" in errors_of(answer)["line-consent"]
    assert "The new words." in answer.text
    assert "Every word." in answer.text
    assert 'value="y" checked' not in answer.text
    assert again.status_code == 303
    assert rows(engine, Inquiry)[0].consent == "The new words."


def test_the_consent_text_runs_no_script(client, engine):
    wish(engine, consent_text="<script>alert(1)</script> [x](javascript:alert(1)) ![i](/x.png)")

    page = client.get("/contact/").text

    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


def test_a_blocked_word_makes_it_suspicious_and_nothing_is_mailed(client, engine):
    block(engine, "casino")

    inquiry(client, message="Our casino pays well.")

    (kept,) = rows(engine, Inquiry)
    assert kept.state is State.SPAM
    assert kept.weights == [100]
    assert rows(engine, Letter) == []


def test_the_letter_says_what_speaks_against_it(client, engine):
    inquiry(
        client,
        message="We would like help: http://a.example http://b.example http://c.example"
        " are the sites of our three houses, and none of them is read by anybody.",
    )

    assert rows(engine, Inquiry)[0].reasons == ["3 links"]
    assert "- 3 links" in rows(engine, Letter)[0].body


def test_the_same_text_of_a_third_address_is_suspicious(client, engine):
    text = "We sell the best widgets of the whole town, ask us now."
    for number in range(3):
        inquiry(client, email=f"eve{number}@abuse.example", message=text)

    assert [kept.state for kept in rows(engine, Inquiry)] == ["new", "new", "spam"]
    assert len(rows(engine, Letter)) == 2


def test_what_an_editor_called_spam_is_suspicious_when_it_comes_again(client, engine):
    text = "We sell the best widgets of the whole town, ask us now."
    inquiry(client, email="eve@abuse.example", message=text)
    with writing(engine) as session:
        session.execute(update(Inquiry).values(taught=Taught.SPAM))
    inquiry(client, email="eve2@abuse.example", message=text)

    assert rows(engine, Inquiry)[1].state is State.SPAM


def test_who_corrects_the_phone_number_has_it_kept(client, engine):
    inquiry(client, phone="1")
    inquiry(client, phone="2")
    inquiry(client, phone="2")

    assert [kept.phone for kept in rows(engine, Inquiry)] == ["1", "2"]
