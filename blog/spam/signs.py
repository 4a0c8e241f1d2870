"""Every question there is about a submission, asked in one place."""

from blog.spam import of_conduct, of_filter, of_sender, of_text
from blog.spam.signals import Case, Signal

_ASKED = (
    of_conduct.trap_filled,
    of_conduct.faster_than_people,
    of_conduct.repeated_elsewhere,
    of_conduct.said_before_as_spam,
    of_conduct.many_from_network,
    of_sender.disposable_address,
    of_sender.name_is_address,
    of_sender.name_is_slogan,
    of_text.blocked_word,
    of_text.hold_word,
    of_text.many_links,
    of_text.mostly_link,
    of_text.mostly_capitals,
    of_text.mixed_scripts,
    of_filter.reads_like_spam,
)


def signs(case: Case) -> tuple[Signal, ...]:
    """Every signal that speaks, strongest first."""
    asked = (question(case) for question in _ASKED)
    return tuple(sorted((s for s in asked if s is not None), key=lambda s: -s.weight))
