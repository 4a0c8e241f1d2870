"""Signs in how something was sent, and in what came before it."""

from blog.spam.signals import CERTAIN, Case, Signal
from blog.text.plain import is_blank

TOO_FAST = "sent faster than a person can write"
_FEWEST_SECONDS = 2.0


def trap_filled(case: Case) -> Signal | None:
    if is_blank(case.submission.trap):
        return None
    return Signal("a field that people cannot see was filled", CERTAIN)


def faster_than_people(case: Case) -> Signal | None:
    """Only where the page's script could tell; without one nothing is held against anybody."""
    seconds = case.submission.seconds
    if seconds is None or seconds >= _FEWEST_SECONDS:
        return None
    return Signal(TOO_FAST, 40)


def repeated_elsewhere(case: Case) -> Signal | None:
    times = case.known.same_elsewhere
    if not times:
        return None
    where = "another post" if times == 1 else f"{times} other posts"
    return Signal(f"the same text stands under {where}", min(90, 30 + 15 * times))


def said_before_as_spam(case: Case) -> Signal | None:
    return Signal("the same text was judged spam before", 90) if case.known.same_was_spam else None


def many_from_network(case: Case) -> Signal | None:
    """A busy network is no crime: an office or a school has one address for all."""
    came, most = case.known.lately_from_network, case.limits.lately_from_network
    if not most or came < most:
        return None
    return Signal(f"{came} comments from one network within an hour", 20)
