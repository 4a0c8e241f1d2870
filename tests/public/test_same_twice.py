from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from blog.comments.model import Comment, Status
from blog.db import writing
from blog.inquiries.model import Inquiry
from blog.outbox.model import Letter
from tests.notices.told import letters_told
from tests.public.sent import inquiry, reply
from tests.public.there import there_is_a_post
from tests.rows import rows


def fifty_times(app, send):
    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = list(pool.map(lambda _: send(app.test_client()), range(50)))
    return {(answer.status_code, answer.headers.get("Location")) for answer in answers}


def test_fifty_equal_replies_at_once_are_one(app, engine, post):
    answers = fifty_times(app, lambda client: reply(client, post.slug))

    assert len(answers) == 1
    assert {status for status, _ in answers} == {303}
    assert len(rows(engine, Comment)) == 1
    assert len(letters_told(app)) == 1


def test_fifty_equal_inquiries_at_once_are_one(app, engine):
    answers = fifty_times(app, inquiry)

    assert len(answers) == 1
    assert {status for status, _ in answers} == {303}
    assert len(rows(engine, Inquiry)) == 1
    assert len(rows(engine, Letter)) == 1


def test_sending_again_within_a_day_is_the_same_reply(client, clock, engine, post):
    first = reply(client, post.slug)
    clock.forward(timedelta(hours=23, minutes=59))
    second = reply(client, post.slug)

    assert second.headers["Location"] == first.headers["Location"]
    assert len(rows(engine, Comment)) == 1


def test_who_sends_again_what_an_editor_took_down_is_told(client, engine, post):
    first = reply(client, post.slug)
    with writing(engine) as session:
        session.merge(rows(engine, Comment)[0]).status = Status.TRASH

    again = reply(client, post.slug)

    assert again.headers["Location"] == first.headers["Location"]
    assert "An editor has taken this comment down." in client.get(again.headers["Location"]).text
    assert "taken this comment down" not in client.get(f"/blog/{post.slug}/").text


def test_the_same_words_a_day_later_are_said_anew(client, clock, engine, post):
    reply(client, post.slug)
    clock.forward(timedelta(days=1, seconds=1))
    reply(client, post.slug)

    assert len(rows(engine, Comment)) == 2


def test_the_same_words_under_another_post_are_another_reply(client, engine, post):
    reply(client, post.slug)
    reply(client, there_is_a_post(engine, slug="other").slug)

    assert len(rows(engine, Comment)) == 2


def test_the_same_words_of_another_person_are_another_reply(client, engine, post):
    reply(client, post.slug)
    reply(client, post.slug, email="sam@example.org")

    assert len(rows(engine, Comment)) == 2
