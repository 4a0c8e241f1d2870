"""Deciding on a comment by a link in a letter."""

import re
from datetime import timedelta

import pytest

from blog import signed
from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors import people
from blog.moderation.moderate import move
from blog.outbox.model import Letter
from blog.posts.life.publish import withdraw
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import edition_of, status_of
from tests.notices.told import an_owed_comment, letters_told, links_in, the_owner_wishes
from tests.rows import rows

PURPOSES = {"approve": Status.APPROVED, "spam": Status.SPAM, "trash": Status.TRASH}
each_purpose = pytest.mark.parametrize("purpose", PURPOSES)


@pytest.fixture
def comment(engine, post):
    return an_owed_comment(engine, post, text="I learned <b>something</b>: https://ada.example")


@pytest.fixture
def links(app, comment):
    return links_in(letters_told(app)[-1])


@pytest.fixture
def erins(app, engine, comment, editor):
    """The links in Erin's own letter."""
    the_owner_wishes(engine, comment_letters_to=(editor.email,))
    return links_in(letters_told(app)[-1])


def heading(answer):
    return "".join(re.findall(r"<h1>(.*?)</h1>", answer.text))


def press(client, path, **fields):
    """Send the form as the page draws it."""
    page = client.get(path).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    return client.post(path, data=hidden | fields)


def decisions_on(engine, comment):
    with reading(engine) as session:
        return decisions.of(session, "comment", comment.id)


def erin_decides(engine, comment, to, *, at=NOON):
    with writing(engine) as session:
        move(session, comment.id, seen=Status.HELD, to=to, action=make.an_action(now=at))


@each_purpose
def test_looking_shows_the_comment_and_one_button_and_does_nothing(
    client, engine, comment, links, purpose
):
    for _ in range(3):
        answer = client.get(links[purpose])

    assert answer.status_code == 200
    assert "I learned &lt;b&gt;something&lt;/b&gt;: https://ada.example" in answer.text
    assert 'href="https://ada.example' not in answer.text
    assert "Coaching vs. Mentorship" in answer.text
    assert "first comment from this name and address" in answer.text
    assert answer.text.count("<button") == 1
    assert status_of(engine, comment) == Status.HELD
    assert decisions_on(engine, comment) == []


@each_purpose
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_what_a_scanner_may_send_as_well_does_nothing(
    client, engine, comment, links, purpose, method
):
    client.open(links[purpose], method=method)

    assert status_of(engine, comment) == Status.HELD


@each_purpose
def test_the_button_does_it_and_the_page_says_so(client, engine, comment, links, purpose):
    answer = press(client, links[purpose])
    page = client.get(answer.location)

    assert answer.status_code == 303
    assert status_of(engine, comment) == PURPOSES[purpose]
    assert heading(page).startswith("Done: it is ")
    assert "<button" not in page.text


def test_a_comment_approved_so_is_on_the_page(client, engine, post, comment, links):
    before = edition_of(engine)

    press(client, links["approve"])

    assert edition_of(engine) > before
    assert "I learned" in client.get(f"/blog/{post.slug}/").text
    assert f"/blog/{post.slug}/comments/{comment.id}/" in client.get(links["approve"]).text


def test_a_letter_to_the_office_decides_in_its_own_name(client, engine, comment, links):
    press(client, links["approve"])

    (decision,) = decisions_on(engine, comment)
    assert (decision.by, decision.was, decision.became) == (
        "a letter to the office", "held", "approved",
    )  # fmt: skip
    assert decision.why == "by a link in a letter"


def test_a_letter_to_an_editor_decides_in_the_editor_s_name(client, engine, comment, erins):
    press(client, erins["approve"])

    assert decisions_on(engine, comment)[-1].by == "Erin"


@each_purpose
def test_a_second_click_does_nothing_and_says_the_same(client, engine, comment, links, purpose):
    first = press(client, links[purpose])

    second = client.post(links[purpose])

    assert (second.status_code, second.location) == (303, first.location)
    assert len(decisions_on(engine, comment)) == 1


@each_purpose
def test_who_was_first_is_named_with_the_time_in_the_site_s_zone(
    client, engine, comment, links, purpose, clock
):
    clock.forward(timedelta(hours=6, minutes=42))
    erin_decides(engine, comment, PURPOSES[purpose], at=clock.now)

    looked, pressed = client.get(links[purpose]), client.post(links[purpose])

    for answer in (looked, pressed):
        assert re.fullmatch(r"Already [\w ]+ by Erin at 10:42", heading(answer))
        assert "<button" not in answer.text
    assert (looked.status_code, pressed.status_code) == (200, 409)
    assert len(decisions_on(engine, comment)) == 1


def test_on_another_day_the_day_is_said_too(client, engine, comment, links, clock):
    erin_decides(engine, comment, Status.APPROVED)
    clock.forward(timedelta(days=2))

    page = client.get(links["approve"])

    assert heading(page) == "Already approved by Erin on 23 November 2026 at 04:00"


def test_what_was_decided_otherwise_is_left_to_the_desk(client, engine, comment, links):
    erin_decides(engine, comment, Status.SPAM)

    answer = client.post(links["approve"])

    assert answer.status_code == 409
    assert heading(answer) == "Already marked as spam by Erin at 04:00"
    assert 'href="/desk/comments/"' in answer.text
    assert "<button" not in answer.text
    assert status_of(engine, comment) == Status.SPAM


def test_what_an_editor_holds_again_can_be_decided_again(client, engine, comment, links):
    erin_decides(engine, comment, Status.SPAM)
    with writing(engine) as session:
        move(
            session,
            comment.id,
            seen=Status.SPAM,
            to=Status.HELD,
            action=make.an_action(),
        )

    press(client, links["approve"])

    assert status_of(engine, comment) == Status.APPROVED


def test_a_comment_published_at_once_can_be_taken_off_by_its_letter(app, client, engine, post):
    the_owner_wishes(engine, approved_letters=True)
    comment = an_owed_comment(engine, post, status=Status.APPROVED, reasons=[])
    links = links_in(letters_told(app)[-1])

    press(client, links["spam"])

    assert status_of(engine, comment) == Status.SPAM


def test_what_its_author_changed_meanwhile_is_shown_first(client, engine, comment, links):
    page = client.get(links["approve"]).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    with writing(engine) as session:
        comments.rewrite(
            session, comment.id, seen=comment.text, text="Buy!", html="Buy!", by="", now=NOON
        )

    answer = client.post(links["approve"], data=hidden)

    assert answer.status_code == 409
    assert "It has changed since you opened it" in answer.text
    assert "Buy!" in answer.text
    assert status_of(engine, comment) == Status.HELD
    press(client, links["approve"])
    assert status_of(engine, comment) == Status.APPROVED


@each_purpose
def test_after_seven_days_a_link_says_that_it_has_run_out(
    client, clock, engine, comment, links, purpose
):
    clock.forward(timedelta(days=7))
    at = client.get(links[purpose])
    clock.forward(timedelta(seconds=1))
    after, pressed = client.get(links[purpose]), client.post(links[purpose])

    assert at.status_code == 200
    for answer in (after, pressed):
        assert answer.status_code == 410
        assert heading(answer) == "This link has run out"
        assert 'href="/desk/comments/"' in answer.text
    assert status_of(engine, comment) == Status.HELD


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("token", ["x", "WzEsMCwxXQ.forged", "é", "a.b.c", "W10.", "0" * 3000])
def test_a_forged_link_opens_nothing(client, engine, comment, method, token):
    answer = client.open(f"/letters/approve/{token}", method=method)

    assert answer.status_code == 404
    assert heading(answer) == "This link opens nothing"
    assert "I learned" not in answer.text
    assert status_of(engine, comment) == Status.HELD


@each_purpose
def test_a_link_for_one_purpose_serves_no_other(client, engine, comment, links, purpose):
    for other in PURPOSES.keys() - {purpose}:
        path = links[purpose].replace(f"/{purpose}/", f"/{other}/")

        assert client.get(path).status_code == client.post(path).status_code == 404
    assert status_of(engine, comment) == Status.HELD


@pytest.mark.parametrize("purpose", ["see a held comment", "see thanks", "approve"])
def test_a_token_of_another_kind_opens_nothing(client, app, engine, comment, purpose):
    secret = app.extensions["kit"].settings.secret_key
    until = NOON + timedelta(days=1)
    token = signed.sign(comment.id, 0, 1, purpose=purpose, until=until, secret=secret)

    assert client.post(f"/letters/approve/{token}").status_code == 404


def test_a_purpose_there_is_not_is_not_found(client, links):
    assert client.get(links["approve"].replace("approve", "delete")).status_code == 404


def test_an_editor_who_was_removed_decides_nothing_any_more(client, engine, comment, erins):
    with writing(engine) as session:
        people.remove(session, "erin@howard.example")

    assert client.get(erins["approve"]).status_code == 404
    assert client.post(erins["approve"]).status_code == 404
    assert status_of(engine, comment) == Status.HELD


@each_purpose
def test_the_words_of_an_emptied_comment_are_nowhere(client, engine, comment, links, purpose):
    with writing(engine) as session:
        session.get_one(Comment, comment.id).status = Status.GONE

    for answer in (client.get(links[purpose]), client.post(links[purpose])):
        assert answer.status_code == 404
        assert heading(answer) == "This is not here any more"
        assert "I learned" not in answer.text


def test_a_comment_that_was_deleted_is_not_there(client, engine, comment, links):
    with writing(engine) as session:
        session.delete(session.get(Comment, comment.id))

    assert client.get(links["approve"]).status_code == 404
    assert client.post(links["approve"]).status_code == 404


def test_a_link_does_not_serve_another_comment_that_got_the_same_number(
    client, engine, post, comment, links
):
    with writing(engine) as session:
        session.delete(session.get(Comment, comment.id))
    with writing(engine) as session:
        later = NOON + timedelta(hours=1)
        other = make.a_comment(
            session, post, id=comment.id, status=Status.HELD, text="Another.", created_at=later
        )

    answer = client.post(links["approve"])

    assert answer.status_code == 404
    assert status_of(engine, other) == Status.HELD


def test_a_comment_on_a_withdrawn_post_is_linked_nowhere(client, engine, post, comment, links):
    with writing(engine) as session:
        withdraw(session, session.merge(post), by="Erin", now=NOON)

    press(client, links["approve"])

    assert "/comments/" not in re.sub(
        'href="/desk/comments/"', "", client.get(links["approve"]).text
    )


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://eve.example"}]
)
def test_what_another_site_sends_is_refused(client, engine, comment, links, headers):
    answer = client.post(links["approve"], headers=headers)

    assert answer.status_code == 403
    assert status_of(engine, comment) == Status.HELD


@each_purpose
def test_no_answer_is_kept_or_found_by_anybody(client, links, purpose):
    for answer in (client.get(links[purpose]), client.post("/letters/approve/x")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "Set-Cookie" not in answer.headers
        assert '<meta name="robots" content="noindex">' in answer.text


def test_no_address_is_on_the_page(client, engine, links):
    assert "ada@reader.example" not in client.get(links["approve"]).text
    assert rows(engine, Letter)[0].recipient not in client.get(links["approve"]).text
