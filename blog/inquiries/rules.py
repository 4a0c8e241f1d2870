"""The judgement of an inquiry: pure, and always with its reasons."""

from dataclasses import dataclass, field

from blog.inquiries.model import State
from blog.spam import of_conduct, of_filter, of_sender, of_text
from blog.spam.signals import Case, Known, Limits, Signal, Submission

_WEAK = (
    of_sender.disposable_address,
    of_sender.name_is_slogan,
    of_text.many_links,
    of_text.mostly_link,
    of_text.mostly_capitals,
)
_STRONG = (
    of_conduct.trap_filled,
    of_conduct.said_before_as_spam,
    of_sender.name_is_address,
    of_text.blocked_word,
    of_text.hold_word,
    of_text.mixed_scripts,
    of_filter.reads_like_spam,
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the database knows: how often others sent the same words, whether these were spam
    before, and how many came from the network within the hour; and what the learned filter says,
    from 0 to 1, with its strongest words. None: it is silent."""

    same_of_others: int = 0
    same_was_spam: bool = False
    lately_from_network: int = 0
    certainty: float | None = None
    strongest: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """From which weight of all signals on an inquiry is suspicious, and what the owner wants of
    the signals."""

    suspicious_at: int = 60
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Each reason has its weight at the same place."""

    state: State
    reasons: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()


def judge(submission: Submission, facts: Facts, rules: Rules) -> Verdict:
    """Suspicious where the signs together weigh enough, and one at least is not weak: a prospect
    may send as many links as it takes, in capitals, from an office that sends much."""
    case = Case(submission=submission, known=_known(facts), limits=rules.limits)
    strong = [sign for question in _STRONG if (sign := question(case))]
    strong += [sign for sign in (_repeated(facts),) if sign]
    weak = [sign for question in _WEAK if (sign := question(case))]
    weak += [sign for sign in (_many_from_network(facts, rules.limits),) if sign]
    signs = sorted((*strong, *weak), key=lambda sign: -sign.weight)
    is_suspicious = bool(strong) and sum(it.weight for it in signs) >= rules.suspicious_at
    return Verdict(
        state=State.SPAM if is_suspicious else State.NEW,
        reasons=tuple(sign.reason for sign in signs),
        weights=tuple(sign.weight for sign in signs),
    )


def _known(facts: Facts) -> Known:
    return Known(
        same_was_spam=facts.same_was_spam, certainty=facts.certainty, strongest=facts.strongest
    )


def _repeated(facts: Facts) -> Signal | None:
    """Under other addresses: who asks a second time has waited."""
    times = facts.same_of_others
    if not times:
        return None
    of = "another address" if times == 1 else f"{times} other addresses"
    return Signal(f"the same text came from {of}", min(90, 30 + 15 * times))


def _many_from_network(facts: Facts, limits: Limits) -> Signal | None:
    """A busy network is no crime: an office or a school has one address for all."""
    came, most = facts.lately_from_network, limits.lately_from_network
    if not most or came < most:
        return None
    return Signal(f"{came} inquiries from one network within an hour", 20)
