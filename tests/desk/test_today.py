"""The page the desk opens on: what waits, for whom and how long, and where each figure leads."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from blog.comments.model import Status
from blog.db import writing
from blog.inquiries.model import State
from blog.outbox import store as outbox
from blog.outbox.model import Rounds, Stage
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, without_tags

TODAY = "/desk/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def erin(client, editor):
    return make.sign_in(client)


def links_in(shown: str) -> dict[str, str]:
    """Where each link leads, by its words."""
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', shown, re.S)
    return {without_tags(words): unescape(url) for url, words in found}


def test_a_stranger_is_shown_the_door(client):
    answer = client.get(TODAY)

    assert (answer.status_code, answer.location) == (303, "/desk/sign-in?next=/desk/")


def test_an_editor_lands_on_it(client, editor):
    make.sign_in(client)

    assert client.get("/desk/sign-in").location == TODAY
    assert 'aria-current="page">Today' in page(client, TODAY)


def test_an_empty_site_is_greeted(erin):
    shown = without_tags(page(erin, TODAY))

    assert "A quiet first day." in shown
    assert "No letter has left yet." in shown
    assert "No inquiry was answered in these twelve weeks." in shown


def test_what_waits_is_told_with_how_long_the_oldest_has(erin, engine, post):
    with writing(engine) as session:
        make.a_comment(session, post, status=Status.HELD, created_at=NOON - 3 * DAY)
        make.a_comment(session, post, status=Status.HELD, created_at=NOON)
        make.an_inquiry(session, created_at=NOON - 5 * HOUR)

    shown = without_tags(page(erin, TODAY))

    assert "2 comments and 1 new inquiry wait for you." in shown
    assert "2 comments held the oldest for 3 days" in shown
    assert "1 new inquiry the oldest for 5 hours" in shown


def test_each_figure_of_what_waits_leads_to_a_list_of_as_many(erin, engine, post):
    with writing(engine) as session:
        for number in range(3):
            make.a_comment(session, post, status=Status.HELD, name=f"Ada {number}")
            make.a_letter(session, stage=Stage.DEAD, message_id=f"<{number}@howard.example>")
        for _ in range(2):
            make.an_inquiry(session)

    links = links_in(page(erin, TODAY))

    assert links["3 comments held"] == "/desk/comments/?status=held"
    assert page(erin, links["3 comments held"]).count('<article class="item') == 3
    assert links["2 new inquiries"] == "/desk/inquiries/?state=new"
    assert page(erin, links["2 new inquiries"]).count('<article class="item"') == 2
    assert page(erin, links["3"]).count('<article class="item') == 3


def test_it_says_whose_the_inquiries_are(erin, engine, editor):
    other = make.an_editor(engine, name="Ada", email="ada@howard.example")
    with writing(engine) as session:
        make.an_inquiry(session, assignee_id=editor.id, state=State.OPEN)
        make.an_inquiry(session, assignee_id=other.id, state=State.WAITING)
        make.an_inquiry(session, created_at=NOON - 9 * DAY)

    shown = page(erin, TODAY)
    rows = [without_tags(row) for row in re.findall(r"<tr>(.*?)</tr>", shown, re.S)]

    assert [row.split(" ")[0] for row in rows[1:4]] == ["You", "Ada", "Nobody"]
    assert rows[3].endswith("9 days")
    assert links_in(shown)["You"] == "/desk/inquiries/?state=all&assignee=me"
    assert f"/desk/inquiries/?state=all&assignee={other.id}" in links_in(shown)["Ada"]
    assert "/desk/inquiries/?state=new&amp;assignee=nobody" in shown


def test_what_is_past_its_day_is_told_by_the_day_of_the_sites_zone(erin, engine):
    with writing(engine) as session:
        make.an_inquiry(session, due_on=date(2026, 11, 22))
        make.an_inquiry(session, due_on=date(2026, 11, 23))  # today
        make.an_inquiry(session, due_on=date(2026, 1, 1), state=State.ANSWERED)

    shown = page(erin, TODAY)

    assert "Past their day: 1 new" in without_tags(shown)
    assert links_in(shown)["1 new"] == "/desk/inquiries/?state=new&due=overdue"


def test_the_first_answers_are_told_with_how_many_there_were(erin, engine):
    with writing(engine) as session:
        for hours in (1, 3, 5, 90):
            at = NOON - 10 * DAY
            make.an_inquiry(
                session, state=State.ANSWERED, created_at=at, answered_at=at + hours * HOUR
            )
        make.an_inquiry(session, created_at=NOON - 200 * DAY, answered_at=NOON - 199 * DAY)

    shown = without_tags(page(erin, TODAY))

    assert "4 hours is the median time to a first answer, of 4 answered" in shown


def test_rehearsals_do_not_count(erin, engine):
    with writing(engine) as session:
        make.an_inquiry(session, rehearsal=True, created_at=NOON, answered_at=NOON)

    assert "A quiet first day." in page(erin, TODAY)


def test_what_came_in_is_drawn_and_stands_in_a_table(erin, engine, post):
    with writing(engine) as session:
        make.an_inquiry(session)
        make.an_inquiry(session, state=State.SPAM)
        make.a_comment(session, post)
        make.a_comment(session, post, created_at=NOON - 7 * DAY)
        make.a_comment(session, post, by_office=True)
        make.a_comment(session, post, status=Status.SPAM)
        make.a_comment(session, post, created_at=NOON - 200 * DAY)

    shown = page(erin, TODAY)

    assert shown.count('<rect class="bar') == 24
    assert "2 comments in 12 weeks: 1 in the fullest week, 1 in this one." in shown
    assert "1 inquiry in 12 weeks" in shown
    assert "23 November112" in without_tags(shown)
    assert "Comments1 this week, 1 in twelve" in without_tags(shown)
    assert " style=" not in shown


def test_the_last_letter_is_told_with_its_time_and_the_servers_words(erin, engine):
    with writing(engine) as session:
        letter = make.a_letter(session, stage=Stage.SENT, sent_at=NOON)
        outbox.add_attempt(session, letter, outcome="sent", answer="250 OK queued as 7", at=NOON)

    shown = without_tags(page(erin, TODAY))

    assert "accepted on 23 November 2026, 04:00: 250 OK queued as 7" in shown


def test_a_pause_of_the_couriers_is_told_with_its_reason(erin, engine):
    with writing(engine) as session:
        session.add(
            Rounds(
                id=1,
                looked_at=NOON,
                paused_since=NOON - 2 * HOUR,
                paused_until=NOON + HOUR,
                pause_words="535 wrong password",
            )
        )

    assert "Couriers have paused for 2 hours: 535 wrong password." in page(erin, TODAY)


def test_a_courier_that_no_longer_looks_is_told(erin, engine):
    with writing(engine) as session:
        session.add(Rounds(id=1, looked_at=NOON - 2 * HOUR, pause_words=""))

    assert "No courier has looked for letters for 2 hours." in page(erin, TODAY)


def test_a_hostile_name_is_only_a_name(erin, engine):
    eve = make.an_editor(engine, name="<script>alert(1)</script>", email="eve@howard.example")
    with writing(engine) as session:
        make.an_inquiry(session, assignee_id=eve.id)
        session.add(Rounds(id=1, looked_at=NOON, paused_until=NOON + DAY, pause_words="<b>no"))

    shown = page(erin, TODAY)

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "&lt;b&gt;no" in shown
