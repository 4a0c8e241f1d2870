"""What the courier does every hour, with nobody asking for it."""

from datetime import timedelta

import pytest

from blog import errands
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.followers.model import Consent, Follower
from blog.watching import in_turn
from tests import make
from tests.clock import NOON
from tests.notices.told import the_owner_wishes
from tests.rows import rows

DAY = timedelta(days=1)


@pytest.fixture
def kept(engine, post):
    """A comment in each state, all put there at noon."""
    with writing(engine) as session:
        for status in Status:
            make.a_comment(session, post, status=status, moved_at=NOON)


def states(engine):
    return {comment.status for comment in rows(engine, Comment)}


def test_spam_and_trash_go_when_the_owner_s_days_are_over(app, clock, engine, kept):
    the_owner_wishes(engine, spam_days=10, trash_days=20)

    clock.forward(11 * DAY)
    errands.tidy(app)
    after_eleven = states(engine)
    clock.forward(10 * DAY)
    errands.tidy(app)

    assert after_eleven == {Status.HELD, Status.APPROVED, Status.TRASH}
    assert states(engine) == {Status.HELD, Status.APPROVED}


def test_an_owner_who_keeps_all_for_ever_loses_nothing(app, clock, engine, kept):
    the_owner_wishes(engine, spam_days=0, trash_days=0)
    clock.forward(4000 * DAY)

    errands.tidy(app)

    assert states(engine) == set(Status) - {Status.GONE}


def test_an_address_that_never_said_yes_goes_after_thirty_days(app, clock, engine):
    with writing(engine) as session:
        session.add(
            Follower(
                email_key="sam@prospect.example",
                email="sam@prospect.example",
                consent=Consent.ASKED,
                asked_at=NOON,
            )
        )
    clock.forward(31 * DAY)

    errands.tidy(app)

    assert rows(engine, Follower) == []


def test_an_errand_that_fails_keeps_no_other_from_its_turn():
    done = []

    def fails() -> None:
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        in_turn(fails, lambda: done.append("watched"))()

    assert done == ["watched"]
