"""Saying yes to letters about answers, and stopping them, by links in letters."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from blog.comments.publish import published
from blog.db import writing
from blog.followers import store
from blog.followers.model import Consent, Follower, Following
from blog.outbox.model import Letter
from tests import make
from tests.clock import NOON
from tests.notices.told import links_in
from tests.rows import rows

DAY = timedelta(days=1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SAM = "sam@prospect.example"


@pytest.fixture
def links(app, engine, post):
    """In Sam's two letters: the question, and the answer that came after a yes to it."""
    office = make.an_action().office
    with writing(engine) as session:
        secret = app.extensions["kit"].settings.secret_key
        office = replace(office, secret=secret)
        comment = make.a_comment(session, post, name="Sam", email=SAM, asks=True)
        published(session, comment, office=office, now=NOON)
        store.confirm(session, 1, now=NOON)
        answer = make.a_comment(session, post, name="Ada", parent_id=comment.id)
        published(session, answer, office=office, now=NOON)
        sam = session.get_one(Follower, 1)
        sam.consent, sam.consented_at = Consent.ASKED, None
    asked, told = rows(engine, Letter)
    return links_in(asked) | links_in(told)


def consent(engine):
    return rows(engine, Follower)[0].consent


def follows(engine):
    with writing(engine) as session:
        return session.query(Following).one().stopped_at is None


def standing(engine):
    return consent(engine), follows(engine)


def heading(answer):
    return "".join(re.findall(r"<h1>(.*?)</h1>", answer.text))


DOES = {
    "confirm": (Consent.CONFIRMED, True),
    "stop": (Consent.ASKED, False),
    "stop-all": (Consent.STOPPED, False),
}
each_purpose = pytest.mark.parametrize("purpose", DOES)
each_stop = pytest.mark.parametrize("purpose", ["stop", "stop-all"])


@each_purpose
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_does_nothing(client, engine, links, purpose, method):
    answer = client.open(links[purpose], method=method)

    assert answer.status_code == 200
    assert standing(engine) == (Consent.ASKED, True)


@each_purpose
def test_the_page_says_what_the_one_button_does(client, links, purpose):
    page = client.get(links[purpose])

    assert page.text.count("<button") == 1
    assert heading(page).endswith("?")
    assert SAM not in page.text


@each_purpose
def test_the_button_does_it_and_a_second_click_says_the_same(client, engine, links, purpose):
    first, second = client.post(links[purpose]), client.post(links[purpose])
    page = client.get(first.location)

    assert first.status_code == second.status_code == 303
    assert first.location == second.location == links[purpose]
    assert standing(engine) == DOES[purpose]
    assert "<button" not in page.text
    assert not heading(page).endswith("?")


@each_stop
def test_one_click_in_a_mail_program_stops_without_another_question(client, engine, links, purpose):
    first, second = (client.post(links[purpose], data=ONE_CLICK) for _ in range(2))

    assert first.status_code == second.status_code == 200
    assert standing(engine) == DOES[purpose]


@each_stop
@pytest.mark.parametrize("origin", ["https://mail.example", "null"])
def test_one_click_counts_from_wherever_the_mail_is_read(client, engine, links, purpose, origin):
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}

    assert client.post(links[purpose], data=ONE_CLICK, headers=headers).status_code == 200
    assert standing(engine) == DOES[purpose]


def test_one_click_as_a_mail_program_may_encode_it_stops_too(client, engine, links):
    answer = client.post(links["stop"], data=ONE_CLICK, content_type="multipart/form-data")

    assert answer.status_code == 200
    assert not follows(engine)


@each_purpose
def test_a_button_on_another_site_does_nothing(client, engine, links, purpose):
    answer = client.post(links[purpose], headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert standing(engine) == (Consent.ASKED, True)


def test_no_one_click_says_yes(client, engine, links):
    headers = {"Sec-Fetch-Site": "cross-site"}

    assert client.post(links["confirm"], data=ONE_CLICK, headers=headers).status_code == 403
    assert consent(engine) is Consent.ASKED


@each_stop
def test_a_link_to_stop_is_good_for_years(client, clock, engine, links, purpose):
    clock.forward(4 * 366 * DAY)

    client.post(links[purpose], data=ONE_CLICK)

    assert standing(engine) == DOES[purpose]


def test_a_question_is_good_for_thirty_days(client, clock, engine, links):
    clock.forward(30 * DAY)
    at = client.get(links["confirm"])
    clock.forward(timedelta(seconds=1))
    after, pressed = client.get(links["confirm"]), client.post(links["confirm"])

    assert at.status_code == 200
    assert after.status_code == pressed.status_code == 410
    assert heading(after) == "This link has run out"
    assert consent(engine) is Consent.ASKED


@each_purpose
def test_a_link_for_one_purpose_serves_no_other(client, engine, links, purpose):
    for other in DOES.keys() - {purpose}:
        path = links[purpose].replace(f"/{purpose}/", f"/{other}/")

        assert client.get(path).status_code == client.post(path).status_code == 404
    assert standing(engine) == (Consent.ASKED, True)


@each_purpose
@pytest.mark.parametrize("token", ["x", "WzEsMCwxXQ.forged", "é", "0" * 3000])
@pytest.mark.parametrize("data", [{}, ONE_CLICK])
def test_a_forged_link_does_nothing(client, engine, links, purpose, token, data):
    for answer in (
        client.get(f"/answers/{purpose}/{token}"),
        client.post(f"/answers/{purpose}/{token}", data=data),
    ):
        assert answer.status_code == 404
        assert heading(answer) == "This link opens nothing"
    assert standing(engine) == (Consent.ASKED, True)


@each_purpose
def test_a_link_does_not_serve_another_follower_who_got_the_same_number(
    client, engine, links, purpose
):
    with writing(engine) as session:
        other = session.get_one(Follower, 1)
        other.email = other.email_key = "otto@reader.example"

    client.post(links[purpose], data=ONE_CLICK)

    assert standing(engine) == (Consent.ASKED, True)


@each_stop
def test_where_nothing_is_known_any_more_stopping_is_fine(client, engine, links, purpose):
    with writing(engine) as session:
        session.delete(session.get(Follower, 1))

    answer = client.post(links[purpose], data=ONE_CLICK)

    assert answer.status_code == 200
    assert heading(answer) == "There is nothing to stop"


def test_where_nothing_is_known_any_more_there_is_nothing_to_say_yes_to(client, engine, links):
    with writing(engine) as session:
        session.delete(session.get(Follower, 1))

    assert client.get(links["confirm"]).status_code == 404


def test_beside_the_end_of_one_stands_the_end_of_all(client, engine, links):
    client.post(links["stop"])

    page = client.get(links["stop"]).text
    (to_all,) = re.findall(r'href="(/answers/stop-all/[^"]+)"', page)
    client.post(to_all)

    assert consent(engine) is Consent.STOPPED
    assert "stop-all" not in client.get(links["stop"]).text


def test_the_page_to_stop_names_the_post(client, links):
    assert "Coaching vs. Mentorship" in client.get(links["stop"]).text


@each_purpose
def test_no_answer_is_kept_or_found_by_anybody(client, links, purpose):
    for answer in (client.get(links[purpose]), client.post(f"/answers/{purpose}/x")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in answer.headers
