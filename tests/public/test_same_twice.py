import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from blog.comments.model import Comment, Status
from blog.db import writing
from blog.inquiries.model import Inquiry
from blog.outbox.model import Letter
from tests.notices.told import letters_told
from tests.public.sent import inquiry, reply
from tests.public.there import there_are_comments, there_is_a_post
from tests.rows import rows

EVE = "203.0.113.99"


def eve(app):
    """Somebody else, elsewhere."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = EVE
    return client


def private_link(answer):
    found = re.search(r"mine=([\w.-]+)", answer.headers["Location"])
    assert found
    return found[1]


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


def test_who_repeats_the_words_of_another_gets_no_link_to_their_comment(app, client, engine, post):
    reply(client, post.slug)
    stranger = eve(app)

    answer = reply(stranger, post.slug)
    token = private_link(answer)
    page = f"/blog/{post.slug}/comments/mine/{token}/"
    stranger.post(page, data={"comment": "Words of Eve."})
    stranger.post(f"{page}withdrawal")

    adas, eves = rows(engine, Comment)
    assert (adas.text, adas.status) == ("The part about duration made it click.", Status.HELD)
    assert (eves.text, eves.status) == ("Words of Eve.", Status.TRASH)


def test_a_stranger_does_not_learn_that_a_guess_was_right(app, client, engine, post):
    reply(client, post.slug)

    right = reply(eve(app), post.slug)
    wrong = reply(eve(app), post.slug, email="adah@example.org")

    assert right.status_code == wrong.status_code == 303
    assert right.headers["Location"].endswith("#comment-2")  # a comment of its own, as the other
    assert wrong.headers["Location"].endswith("#comment-3")


def test_fifty_equal_replies_from_two_networks_are_two(app, engine, post):
    fifty_times(app, lambda client: reply(client, post.slug))
    fifty_times(app, lambda _: reply(eve(app), post.slug))

    assert len(rows(engine, Comment)) == 2


def test_who_repeats_the_inquiry_of_another_gets_no_link_to_it(app, client, engine):
    sams = inquiry(client)
    eves = inquiry(eve(app))

    assert eves.headers["Location"] != sams.headers["Location"]
    assert inquiry(client).headers["Location"] == sams.headers["Location"]
    assert len(rows(engine, Inquiry)) == 2


def test_no_table_holds_the_address_that_a_repeat_is_known_by(app, engine, post):
    reply(eve(app), post.slug)

    assert not [it for it in rows(engine, Comment) if EVE in str(vars(it))]


def test_what_was_withdrawn_can_be_sent_again(client, engine, post):
    first = reply(client, post.slug)
    client.post(f"/blog/{post.slug}/comments/mine/{private_link(first)}/withdrawal")

    again = reply(client, post.slug)
    twice = reply(client, post.slug)

    assert "Awaiting moderation" in client.get(again.headers["Location"]).text
    assert twice.headers["Location"] == again.headers["Location"]
    assert [it.status for it in rows(engine, Comment)] == [Status.TRASH, Status.HELD]


def test_the_same_thanks_to_two_people_are_two_answers(client, engine, post):
    numbers = there_are_comments(engine, post, None, None)

    for number in (*numbers, *numbers):
        reply(client, post.slug, comment="Thank you!", reply_to=str(number))

    assert [it.parent_id for it in rows(engine, Comment)] == [None, None, *numbers]
