import pytest

from blog.inquiries.model import State
from blog.inquiries.rules import Facts, Rules, judge
from blog.spam.signals import Limits, Submission
from blog.spam.words import words_in

PLAIN = "We are twelve people and would like a coach."


def judged(text=PLAIN, *, rules=None, facts=None, **submission):
    sent = Submission(text=text, name="Sam", email="sam@prospect.example")
    given = {**vars(sent), **submission}
    return judge(Submission(**given), facts or Facts(), rules or Rules())


def test_an_ordinary_inquiry_is_new_and_has_no_reasons():
    verdict = judged()

    assert verdict.state is State.NEW
    assert verdict.reasons == verdict.weights == ()


def test_a_filled_trap_is_suspicious():
    assert judged(trap="x").state is State.SPAM


@pytest.mark.parametrize("links", [2, 4, 40])
def test_a_prospect_may_send_as_many_links_as_it_takes(links):
    verdict = judged("http://a.example/ " * links)

    assert verdict.state is State.NEW
    assert f"{links} links" in verdict.reasons


def test_weak_signs_together_are_kept_as_reasons_and_never_suspicious():
    verdict = judged(
        "LOOK AT ALL OUR MANY PAGES, PLEASE http://a.example http://b.example " * 5,
        name="Best cheap loans online",
        email="sam@mailinator.com",
        facts=Facts(lately_from_network=500),
        rules=Rules(suspicious_at=20),
    )

    assert verdict.state is State.NEW
    assert len(verdict.reasons) >= 4
    assert list(verdict.weights) == sorted(verdict.weights, reverse=True)


@pytest.mark.parametrize(("at", "state"), [(49, "spam"), (50, "spam"), (51, "new")])
def test_it_is_suspicious_from_the_owners_weight_on(at, state):
    verdict = judged(name="www.loans.example", rules=Rules(suspicious_at=at))

    assert verdict.weights == (50,)
    assert verdict.state == state


def test_a_weak_sign_adds_to_a_strong_one():
    alone = judged(name="www.loans.example")
    with_links = judged("http://a.example http://b.example and more", name="www.loans.example")

    assert alone.state is State.NEW
    assert with_links.state is State.SPAM


def test_a_blocked_word_is_suspicious_and_a_word_to_hold_is_a_reason():
    limits = Limits(block_words=words_in("casino"), hold_words=words_in("coach"))

    assert judged("Your casino", rules=Rules(limits=limits)).state is State.SPAM
    held = judged(rules=Rules(limits=limits))
    assert held.state is State.NEW
    assert "“coach” in the text is to be held" in held.reasons


@pytest.mark.parametrize(
    ("others", "state", "said"),
    [
        (0, "new", ""),
        (1, "new", "another address"),
        (2, "spam", "2 other addresses"),
        (9, "spam", "9 other addresses"),
    ],
)
def test_the_same_text_of_many_addresses_is_suspicious(others, state, said):
    verdict = judged(facts=Facts(same_of_others=others))

    assert verdict.state == state
    assert said in " ".join(verdict.reasons)


def test_what_was_judged_spam_before_is_suspicious():
    assert judged(facts=Facts(same_was_spam=True)).state is State.SPAM


@pytest.mark.parametrize(("came", "said"), [(19, 0), (20, 1), (21, 1)])
def test_many_from_one_network_is_a_reason(came, said):
    verdict = judged(facts=Facts(lately_from_network=came))

    assert len(verdict.reasons) == said
    assert verdict.state is State.NEW


@pytest.mark.parametrize(
    ("certainty", "state", "reasons"),
    [(None, "new", 0), (0.5, "new", 0), (0.95, "spam", 1), (0.995, "spam", 1)],
)
def test_the_filter_speaks_with_its_words(certainty, state, reasons):
    verdict = judged(facts=Facts(certainty=certainty, strongest=("loans",)))

    assert verdict.state == state
    assert len(verdict.reasons) == reasons
