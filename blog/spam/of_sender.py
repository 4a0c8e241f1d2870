"""Signs in who a sender says they are."""

import re

from disposable_email_domains import blocklist

from blog.spam.signals import Case, Signal

_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|biz|shop|xyz|top|ru|io)\b", re.I
)
_MOST_WORDS = 9
_MANY_LETTERS = 60
_SIGNS = re.compile(r"[!$€£%]{2}|[$€£%]\d|\d[$€£%]")
# each of them is somebody's name, so one alone says nothing
_SELLING = re.compile(
    r"\b(?:best|buy|cheap|free|online|casino|loans|seo|discount|deals|sale|\d{2,}"
    r"|download|pills?|betting|slots?|escorts?)\b",
    re.IGNORECASE,
)


def disposable_address(case: Case) -> Signal | None:
    domain = case.submission.email.rpartition("@")[2].casefold().rstrip(".")
    parts = domain.split(".")
    if not any(".".join(parts[at:]) in blocklist for at in range(len(parts) - 1)):
        return None
    return Signal("an e-mail address to throw away", 30)


def name_is_address(case: Case) -> Signal | None:
    return (
        Signal("the name is a web address", 50) if _ADDRESS.search(case.submission.name) else None
    )


def name_is_slogan(case: Case) -> Signal | None:
    """More words than a name has, or words that sell something."""
    name = case.submission.name
    is_long = len(name.split()) > _MOST_WORDS or len(name) > _MANY_LETTERS
    sells = _SIGNS.search(name) or len(_SELLING.findall(name)) > 1
    return Signal("the name reads like an advertisement", 30) if is_long or sells else None
