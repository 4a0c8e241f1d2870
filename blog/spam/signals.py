"""The signs that something may not be meant well: each a question about one thing."""

from dataclasses import dataclass, field

from blog.spam.words import WordList, words_in

CERTAIN = 100


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a stranger sent, as the signals see it. `trap` is a field no person sees or fills;
    `seconds` is how long the form was open, where the page's script could tell."""

    text: str
    name: str = ""
    email: str = ""
    website: str = ""
    trap: str = ""
    address: str = field(default="", repr=False)
    seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the database knows of such submissions: the same words on other posts, the same words
    judged spam, and how many came from the sender's network in the last hour; and what the
    learned filter says, from 0 to 1, with its strongest words. None: it is silent."""

    same_elsewhere: int = 0
    same_was_spam: bool = False
    lately_from_network: int = 0
    certainty: float | None = None
    strongest: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From where on the owner wants a signal to speak; 0 never counts links or networks. How sure
    the learned filter has to be, to hold and to mark as spam, is in percent. `spam_at` is the
    weight of all signals together from which it is spam."""

    links_to_hold_at: int = 2
    hold_words: WordList = field(default_factory=lambda: words_in(""), repr=False)
    block_words: WordList = field(default_factory=lambda: words_in(""), repr=False)
    lately_from_network: int = 20
    learned_holds_at: int = 90
    learned_spam_at: int = 99
    spam_at: int = CERTAIN


@dataclass(frozen=True)
class Signal:
    """A reason in words, and how much it weighs; at CERTAIN there is no doubt left."""

    reason: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that a question may look at."""

    submission: Submission
    known: Known = Known()
    limits: Limits = field(default_factory=Limits)
