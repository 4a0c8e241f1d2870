"""E-mail me when someone answers: who is asked, who is told, and what nobody is sent."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from blog.comments.model import Comment, Status
from blog.comments.publish import published
from blog.db import writing
from blog.followers import follow, store
from blog.followers.model import Consent, Follower, Following
from blog.moderation.answer import OfficeAnswer, answer
from blog.moderation.moderate import move
from blog.outbox.model import Letter
from blog.posts.life.publish import withdraw
from tests import make
from tests.clock import NOON
from tests.rows import rows

DAY = timedelta(days=1)
SAM = "sam@prospect.example"


@pytest.fixture
def sams(engine, post):
    """Sam's comment, just approved; Sam asked for answers."""
    return a_public_comment(engine, post, name="Sam", email=SAM, asks=True)


@pytest.fixture
def confirmed(engine, sams):
    """The same, and Sam said yes."""
    say_yes(engine)
    return sams


def a_public_comment(engine, post, *, now=NOON, **values):
    """Approved at that moment, with all that follows."""
    with writing(engine) as session:
        comment = make.a_comment(session, post, **values)
        published(session, comment, office=make.an_action().office, now=now)
        return comment


def an_answer(engine, post, answered, **values):
    ordinary = {"name": "Ada", "parent_id": answered.id, "text": "An answer."}
    return a_public_comment(engine, post, **ordinary | values)


def say_yes(engine, *, now=NOON):
    with writing(engine) as session:
        store.confirm(session, 1, now=now)


def stop_all(engine, *, now=NOON):
    with writing(engine) as session:
        store.stop_all(session, 1, now=now)


def change(engine, comment, seen, to):
    with writing(engine) as session:
        move(session, comment.id, seen=seen, to=to, action=make.an_action())


def sent(engine, about):
    return [letter for letter in rows(engine, Letter) if letter.about == about]


def test_nobody_is_asked_before_the_comment_is_approved(engine, post):
    with writing(engine) as session:
        held = make.a_comment(session, post, asks=True, status=Status.HELD)
    assert rows(engine, Letter) == []

    change(engine, held, Status.HELD, Status.APPROVED)

    (letter,) = rows(engine, Letter)
    assert (letter.about, letter.recipient) == ("confirm", "ada@reader.example")


def test_who_did_not_ask_is_not_asked(engine, post):
    a_public_comment(engine, post)

    assert rows(engine, Letter) == []
    assert rows(engine, Follower) == []


def test_the_question_says_what_to_do_for_those_who_never_asked(engine, sams):
    (letter,) = rows(engine, Letter)

    assert letter.subject == "[Howard Street] Do you want answers by e-mail?"
    assert "“Coaching vs. Mentorship”" in letter.body
    assert "If it was not you, ignore this letter" in letter.body
    assert letter.reply_to == letter.reply_to_name == ""


def test_an_address_is_asked_once_whatever_comments_come(engine, post, sams):
    for day in range(7):
        now = NOON + day * DAY
        a_public_comment(engine, post, name="Sam", email=SAM.upper(), asks=True, now=now)

    assert len(rows(engine, Letter)) == 1
    assert len(rows(engine, Follower)) == 1


def test_an_address_that_did_not_answer_is_asked_again_after_a_week(engine, post, sams):
    a_public_comment(engine, post, email=SAM, asks=True, now=NOON + 7 * DAY)

    assert len(rows(engine, Letter)) == 2


def test_approving_the_same_comment_again_asks_nobody_again(engine, sams):
    with writing(engine) as session:
        later = NOON + 20 * DAY
        published(session, session.merge(sams), office=make.an_action().office, now=later)

    assert len(rows(engine, Letter)) == 1


def test_who_said_yes_is_not_asked_again(engine, post, confirmed):
    a_public_comment(engine, post, email=SAM, asks=True, now=NOON + 300 * DAY)

    assert len(sent(engine, "confirm")) == 1


def test_who_stopped_all_may_be_asked_once_more_after_thirty_days(engine, post, confirmed):
    stop_all(engine)

    for days in (1, 29.9, 30, 31, 59):
        a_public_comment(engine, post, email=SAM, asks=True, now=NOON + days * DAY)

    assert [letter.created_at - NOON for letter in sent(engine, "confirm")] == [0 * DAY, 30 * DAY]
    assert rows(engine, Follower)[0].consent is Consent.STOPPED


def test_who_stopped_all_without_ever_a_yes_is_never_asked_again(engine, post, sams):
    stop_all(engine)

    for days in (8, 31, 400):
        a_public_comment(engine, post, email=SAM, asks=True, now=NOON + days * DAY)

    assert len(sent(engine, "confirm")) == 1


def test_an_answer_is_told_to_whoever_said_yes(engine, post, confirmed):
    answered = an_answer(engine, post, confirmed, text="See http://ada.example\nand try.")

    (letter,) = sent(engine, "answer")
    assert letter.recipient == SAM
    assert letter.subject == "[Howard Street] Ada answered you on “Coaching vs. Mentorship”"
    assert "> See hxxp://ada[.]example\n> and try." in letter.body
    assert f"/blog/{post.slug}/comments/{answered.id}/" in letter.body
    assert letter.unsubscribe_url.startswith("http://localhost/answers/stop/")
    assert letter.unsubscribe_url in letter.body
    assert "http://localhost/answers/stop-all/" in letter.body
    assert letter.reply_to == ""


def test_an_answer_before_the_yes_is_never_told(engine, post, sams):
    an_answer(engine, post, sams)
    say_yes(engine)

    assert sent(engine, "answer") == []


def test_a_yes_makes_all_that_was_asked_for_live(engine, post, sams):
    other = a_public_comment(engine, post, name="Sam", email=SAM, asks=True)
    say_yes(engine)

    an_answer(engine, post, sams)
    an_answer(engine, post, other)

    assert len(sent(engine, "answer")) == 2


def test_a_held_answer_is_told_when_it_is_approved_and_only_once(engine, post, confirmed):
    with writing(engine) as session:
        held = make.a_comment(session, post, name="Ada", parent_id=confirmed.id, status=Status.HELD)
    assert sent(engine, "answer") == []

    change(engine, held, Status.HELD, Status.APPROVED)
    change(engine, held, Status.APPROVED, Status.HELD)
    change(engine, held, Status.HELD, Status.APPROVED)

    assert len(sent(engine, "answer")) == 1


def test_the_office_s_answer_is_told_like_any_other(engine, confirmed):
    given = OfficeAnswer(
        name="Erin", email="erin@howard.example", text="We do.", html="<p>We do.</p>"
    )
    with writing(engine) as session:
        answer(session, confirmed.id, given, seen=Status.APPROVED, action=make.an_action())

    assert "Erin answered your comment" in sent(engine, "answer")[0].body


def test_nobody_is_told_of_their_own_answer(engine, post, confirmed):
    an_answer(engine, post, confirmed, email=SAM.upper())

    assert sent(engine, "answer") == []


def test_an_answer_to_somebody_else_is_not_told(engine, post, confirmed):
    an_answer(engine, post, a_public_comment(engine, post, name="Otto"))

    assert sent(engine, "answer") == []


def test_a_stopped_comment_is_silent_and_others_are_not(engine, post, confirmed):
    other = a_public_comment(engine, post, name="Sam", email=SAM, asks=True)
    with writing(engine) as session:
        store.stop(session, confirmed.id, 1, now=NOON)

    an_answer(engine, post, confirmed)
    told = an_answer(engine, post, other)

    assert [letter.about_id for letter in sent(engine, "answer")] == [told.id]


def test_after_a_stop_of_all_nothing_is_told(engine, post, confirmed):
    stop_all(engine)

    an_answer(engine, post, confirmed)

    assert sent(engine, "answer") == []


def test_what_was_stopped_stays_so_after_another_yes(engine, post, confirmed):
    stop_all(engine)
    later = a_public_comment(engine, post, email=SAM, asks=True, now=NOON + 40 * DAY)
    say_yes(engine, now=NOON + 41 * DAY)

    an_answer(engine, post, confirmed)
    told = an_answer(engine, post, later)

    assert [letter.about_id for letter in sent(engine, "answer")] == [told.id]


def test_what_is_said_on_a_withdrawn_post_is_told_to_nobody(engine, post, confirmed):
    with writing(engine) as session:
        withdraw(session, session.merge(post), by="Erin", now=NOON)

    an_answer(engine, post, confirmed)

    assert sent(engine, "answer") == []


@pytest.mark.parametrize("status", [Status.HELD, Status.SPAM, Status.TRASH, Status.GONE])
def test_an_answer_to_what_is_public_no_more_is_told_to_nobody(engine, post, confirmed, status):
    with writing(engine) as session:
        session.get_one(Comment, confirmed.id).status = status

    an_answer(engine, post, confirmed)

    assert sent(engine, "answer") == []


def test_nobody_is_asked_about_a_post_that_is_not_published(engine, post):
    with writing(engine) as session:
        withdraw(session, session.merge(post), by="Erin", now=NOON)

    a_public_comment(engine, post, name="Sam", email=SAM, asks=True)

    assert rows(engine, Letter) == []
    assert rows(engine, Follower) == []


def test_an_approval_that_is_taken_back_by_the_database_tells_nobody(engine, post, confirmed):
    with pytest.raises(RuntimeError), writing(engine) as session:
        comment = make.a_comment(session, post, parent_id=confirmed.id)
        published(session, comment, office=make.an_action().office, now=NOON)
        raise RuntimeError

    assert sent(engine, "answer") == []


@pytest.mark.parametrize(("days", "left"), [(30, 1), (30.1, 0)])
def test_an_address_that_never_said_yes_is_forgotten_after_thirty_days(engine, sams, days, left):
    with writing(engine) as session:
        follow.forget_unanswered(session, now=NOON + days * DAY)

    assert len(rows(engine, Follower)) == left
    assert following(engine) == left


def test_a_yes_and_a_stop_are_remembered(engine, post, confirmed):
    a_public_comment(engine, post, email="otto@reader.example", asks=True)
    with writing(engine) as session:
        store.stop_all(session, 2, now=NOON)

    with writing(engine) as session:
        follow.forget_unanswered(session, now=NOON + 1000 * DAY)

    assert [one.consent for one in rows(engine, Follower)] == [Consent.CONFIRMED, Consent.STOPPED]


def test_who_follows_nothing_any_more_is_forgotten(engine, confirmed):
    with writing(engine) as session:
        session.delete(session.get(Comment, confirmed.id))
    with writing(engine) as session:
        follow.forget_unanswered(session, now=NOON)

    assert rows(engine, Follower) == []


def following(engine):
    with writing(engine) as session:
        return session.query(Following).count()


WORDS = st.text(alphabet=st.characters(categories=["L", "N"]), min_size=8, max_size=60)


def a_question_about(engine, post, **values):
    """The letter to an address that has not said yes, for a comment with these words in it."""
    with writing(engine) as session:
        comment = make.a_comment(session, post, email=SAM, asks=True, **values)
        published(session, comment, office=make.an_action().office, now=NOON)
        (letter,) = session.scalars(select(Letter))
        question = letter.subject + letter.body
        session.rollback()
        return question


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, text=WORDS, website=WORDS)
def test_no_stranger_s_word_reaches_an_address_that_has_not_said_yes(
    engine, post, name, text, website
):
    ordinary = a_question_about(engine, post)

    question = a_question_about(engine, post, name=name, text=text, website=website)

    assert without_numbers(question) == without_numbers(ordinary)
    for typed in (name, text, website):
        assert typed not in question or typed in ordinary


def without_numbers(letter):
    return re.sub(r"/answers/\S+", "", letter)
