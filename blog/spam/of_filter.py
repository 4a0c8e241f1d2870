"""What the learned filter makes of it."""

from blog.spam.signals import CERTAIN, Case, Signal

_HOLDS = 60


def reads_like_spam(case: Case) -> Signal | None:
    """Below what the owner named for spam it only holds, however much it is sure."""
    certainty, limits = case.known.certainty, case.limits
    if certainty is None or certainty * 100 < limits.learned_holds_at:
        return None
    words = ", ".join(case.known.strongest)
    reason = f"reads like earlier spam: {words}" if words else "reads like earlier spam"
    is_sure = certainty * 100 >= limits.learned_spam_at
    return Signal(reason, CERTAIN if is_sure else min(_HOLDS, limits.spam_at - 1))
