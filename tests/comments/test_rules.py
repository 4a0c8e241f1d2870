from hypothesis import given
from hypothesis import strategies as st

from blog.comments.model import Status
from blog.comments.policy import Policy
from blog.comments.rules import FIRST_COMMENT, Facts, judge
from blog.spam.signals import Signal

KNOWN = Facts(approved_before=True)
STRANGER = Facts(approved_before=False)
TRAP = Signal("trap filled", 100)
LINKS = Signal("2 links", 30)


def test_a_first_comment_is_held_and_says_why():
    verdict = judge((), STRANGER, Policy())

    assert verdict.status is Status.HELD
    assert verdict.reasons == (FIRST_COMMENT,)


def test_a_known_author_with_nothing_against_it_is_approved():
    assert judge((), KNOWN, Policy()).status is Status.APPROVED


def test_being_known_does_not_excuse_links():
    verdict = judge((LINKS,), KNOWN, Policy())

    assert verdict.status is Status.HELD
    assert verdict.reasons == ("2 links",)


def test_being_known_does_not_excuse_spam():
    assert judge((TRAP,), KNOWN, Policy()).status is Status.SPAM


def test_a_sign_just_below_the_spam_threshold_only_holds():
    assert judge((Signal("odd", 99),), KNOWN, Policy(spam_at=100)).status is Status.HELD


def test_a_sign_at_the_spam_threshold_is_spam():
    assert judge((Signal("odd", 100),), KNOWN, Policy(spam_at=100)).status is Status.SPAM


signals = st.lists(st.builds(Signal, st.text(min_size=1), st.integers(1, 150))).map(tuple)


@given(signals, st.booleans())
def test_whatever_is_not_approved_says_why(found, known):
    verdict = judge(found, Facts(approved_before=known), Policy())

    assert (verdict.status is Status.APPROVED) == (not verdict.reasons)


@given(signals)
def test_knowing_the_author_never_makes_it_worse(found):
    order = [Status.APPROVED, Status.HELD, Status.SPAM]

    known, stranger = (judge(found, facts, Policy()) for facts in (KNOWN, STRANGER))

    assert order.index(known.status) <= order.index(stranger.status)
