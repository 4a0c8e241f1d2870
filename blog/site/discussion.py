"""What the owner wishes of comments, as one frozen value."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """`publish` is whose comments need no editor: "nobody", "known", "anybody". Words stand one a
    line. 0 is no limit, or never, or for ever."""

    publish: str = "known"
    links_to_hold_at: int = 2
    hold_words: str = ""
    block_words: str = ""
    spam_at: int = 100
    learned_holds_at: int = 90
    learned_spam_at: int = 99
    lately_from_network: int = 20
    close_after_days: int = 0
    depth: int = 5
    threads_a_page: int = 50
    newest_first: bool = False
    most_from_network: int = 10
    most_from_email: int = 5
    open_by_default: bool = True
    spam_days: int = 30
    trash_days: int = 30
    held_letters: bool = True
    approved_letters: bool = False
    comment_letters_to: tuple[str, ...] = ()
    author_gets_letters: bool = False
    minutes_between_letters: int = 15
