"""Comments close by themselves so many days after a post was published, where the owner says so."""

from datetime import timedelta

import pytest

from blog.comments.model import Comment
from blog.db import writing
from blog.posts.life.publish import takes_comments
from tests.clock import NOON
from tests.make import a_draft
from tests.public.sent import reply
from tests.public.there import the_owner_wishes
from tests.rows import rows

A_DAY = timedelta(days=1)


def takes(post, *, days, after):
    return takes_comments(post, close_after_days=days, now=NOON + after)


@pytest.mark.parametrize(
    ("days", "after", "open"),
    [
        (14, 14 * A_DAY - timedelta(seconds=1), True),
        (14, 14 * A_DAY, False),
        (0, 10_000 * A_DAY, True),
        (999_999, 10_000 * A_DAY, True),
        (1, timedelta(0), True),
    ],
)
def test_comments_are_open_for_as_long_as_the_owner_says(post, days, after, open):
    assert takes(post, days=days, after=after) is open


def test_what_an_editor_closed_no_rule_opens(post):
    post.comments_open = False

    assert takes(post, days=0, after=A_DAY) is False
    assert takes(post, days=14, after=A_DAY) is False


def test_a_post_that_was_never_published_is_not_old(engine):
    with writing(engine) as session:
        draft = a_draft(session)

    assert takes(draft, days=1, after=10 * A_DAY)


def test_the_form_is_there_until_then_and_the_words_afterwards(client, clock, engine, post):
    the_owner_wishes(engine, close_after_days=14)
    assert 'name="comment"' in client.get(f"/blog/{post.slug}/?x").text

    clock.forward(14 * A_DAY)
    the_owner_wishes(engine, close_after_days=14)  # so that the page is made anew

    page = client.get(f"/blog/{post.slug}/").text
    assert "Comments are closed." in page
    assert 'name="comment"' not in page


def test_what_comes_later_is_given_back_in_its_place(client, clock, engine, post):
    the_owner_wishes(engine, close_after_days=14)
    clock.forward(14 * A_DAY)

    answer = reply(client, post.slug, comment="Long & </textarea>")

    assert answer.status_code == 403
    assert "Comments were closed while you wrote." in answer.text
    assert "Long &amp; &lt;/textarea&gt;</textarea>" in answer.text
    assert rows(engine, Comment) == []


def test_a_comment_can_be_corrected_although_comments_have_closed(client, clock, engine, post):
    the_owner_wishes(engine, close_after_days=14)
    clock.forward(14 * A_DAY - timedelta(minutes=1))
    place = reply(client, post.slug).headers["Location"]
    clock.forward(timedelta(minutes=2))

    assert "Correct or withdraw it" in client.get(place).text
