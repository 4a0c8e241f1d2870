from hypothesis import given
from hypothesis import strategies as st

from blog.comments.model import Status
from blog.comments.policy import Policy, Publish
from blog.comments.rules import ALL_HELD, FIRST_COMMENT, Facts, judge
from blog.spam.signals import Limits, Signal

KNOWN = Facts(approved_before=True)
TRUSTED = Facts(approved_before=False, trusted=True)
STRANGER = Facts(approved_before=False)
TRAP = Signal("trap filled", 100)
LINKS = Signal("2 links", 30)
SPAM_AT_100 = Policy(limits=Limits(spam_at=100))


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
    assert judge((Signal("odd", 99),), KNOWN, SPAM_AT_100).status is Status.HELD


def test_a_sign_at_the_spam_threshold_is_spam():
    assert judge((Signal("odd", 100),), KNOWN, SPAM_AT_100).status is Status.SPAM


def test_signs_add_up_to_spam():
    verdict = judge((Signal("odd", 60), Signal("odder", 40)), KNOWN, SPAM_AT_100)

    assert verdict.status is Status.SPAM
    assert verdict.weights == (60, 40)


def test_signs_that_add_up_to_less_than_the_threshold_only_hold():
    verdict = judge((Signal("odd", 60), Signal("odder", 39)), KNOWN, SPAM_AT_100)

    assert verdict.status is Status.HELD


def test_where_the_owner_holds_everything_a_known_author_waits_too():
    verdict = judge((), KNOWN, Policy(publish=Publish.NOBODYS))

    assert verdict.status is Status.HELD
    assert verdict.reasons == (ALL_HELD,)


def test_where_the_owner_publishes_anybody_a_stranger_is_on_the_page():
    assert judge((), STRANGER, Policy(publish=Publish.ANYBODYS)).status is Status.APPROVED


def test_where_the_owner_publishes_anybody_a_sign_still_holds():
    assert judge((LINKS,), STRANGER, Policy(publish=Publish.ANYBODYS)).status is Status.HELD


def test_a_trusted_author_is_held_by_no_sign():
    assert judge((LINKS,), TRUSTED, Policy()).status is Status.APPROVED


def test_where_the_owner_holds_everything_a_trusted_author_waits_too():
    assert judge((), TRUSTED, Policy(publish=Publish.NOBODYS)).status is Status.HELD


def test_trust_does_not_excuse_spam():
    assert judge((TRAP,), TRUSTED, Policy()).status is Status.SPAM


signals = st.lists(st.builds(Signal, st.text(min_size=1), st.integers(1, 150))).map(tuple)


@given(signals, st.booleans())
def test_whatever_is_not_approved_says_why(found, known):
    verdict = judge(found, Facts(approved_before=known), Policy())

    assert (verdict.status is Status.APPROVED) == (not verdict.reasons)


@given(signals, st.booleans(), st.booleans(), st.sampled_from(list(Publish)))
def test_every_reason_has_its_weight(found, known, trusted, publish):
    facts = Facts(approved_before=known, trusted=trusted)

    verdict = judge(found, facts, Policy(publish=publish))

    assert len(verdict.reasons) == len(verdict.weights)


@given(signals, st.integers(1, 500))
def test_more_signs_never_make_it_better(found, spam_at):
    order = [Status.APPROVED, Status.HELD, Status.SPAM]
    policy = Policy(limits=Limits(spam_at=spam_at))

    fewer, more = (judge(it, KNOWN, policy) for it in (found[:-1], found))

    assert order.index(fewer.status) <= order.index(more.status)


@given(signals)
def test_knowing_the_author_never_makes_it_worse(found):
    order = [Status.APPROVED, Status.HELD, Status.SPAM]

    known, stranger = (judge(found, facts, Policy()) for facts in (KNOWN, STRANGER))

    assert order.index(known.status) <= order.index(stranger.status)
