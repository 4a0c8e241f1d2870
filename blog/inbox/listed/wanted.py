"""What was typed into the search, as each database has it; whatever it is, it is no error."""

from blog.text.fold import digits_in, words_in

_MOST = 12
_FEWEST_DIGITS = 5


def for_sqlite(typed: str) -> str:
    """In the language of FTS5; empty where there is nothing to look for."""
    words, number = _words(typed), _phone(typed)
    each = " AND ".join(f'"{word}"' for word in words)
    return " OR ".join([f"({each}*)"] * bool(words) + [f'"{number}"*'] * bool(number))


def for_postgresql(typed: str) -> str:
    """As a tsquery is written; the words have letters and digits only, so quoting is enough."""
    words, number = _words(typed), _phone(typed)
    each = " & ".join(f"'{word}'" for word in words)
    return " | ".join([f"({each}:*)"] * bool(words) + [f"'{number}':*"] * bool(number))


def _words(typed: str) -> list[str]:
    """Each has to be there; the last one may be the beginning of one."""
    return words_in(typed)[:_MOST]


def _phone(typed: str) -> str:
    """The digits of a phone number, however it is grouped."""
    is_number = not any(sign.isalpha() for sign in typed)
    number = digits_in(typed)[:60]
    return number if is_number and len(number) >= _FEWEST_DIGITS else ""
