"""What the filter sees of a text: words, pairs of words, hosts linked to, and its manner."""

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from blog.text.plain import clean_text, is_blank

SHAPE = "#shape "
REQUEST = "#request"
_READ = 1_500  # characters: who has something to sell says so early
_MOST = 250
_LONGEST_WORD = 19  # two of them and the gap between are a token of at most 39
_LONGEST_TOKEN = 40  # as much as the database takes
_STEM = 6
_LINK = "#link"
_TAG = re.compile(r"<[^<>]{1,300}>")
_SPACED_DOT = re.compile(r"\s{0,2}\.\s{0,2}(?=(?:com|net|org)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_ADDRESS = re.compile(r"(?:https?:/*|www\.)([\w.-]{3,})", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"[(\[]?((?:[a-z0-9-]+\.)+(?:com|org|net|info|biz|co|io|me|tv|ru|uk|de|us|ly|gl|be|eu|fr|it|es|pl"
    r"|nl|in|cn|ch|at|cc|ws|xyz|top|site|online|shop|club|app|dev))(?:[/:?#].*|[.,;!)\]]*)",
    re.IGNORECASE,
)
# Canvassing begins with one of these: "check out", "like this", "please vote". Everyday requests
# ("call", "send", "tell") are left out, they are everybody's.
_REQUESTS = frozenset(
    "add buy check claim click comment contact download earn enter follow get give help join like"
    " listen look make order please pls plz see share sign stop sub subscribe support take thumb"
    " thumbs try visit vote watch win".split()
)
_SENTENCE_ENDS = re.compile(r"[.!?\n]+(?:\s|$)|\s-\s|,\s")
_MANNERS = {
    "#asks": re.compile(r"\?"),
    "#drawn out": _DRAWN_OUT,
    "#long number": re.compile(r"\d{5}"),
    "#money": re.compile(r"[$£€]"),
    "#at": re.compile(r"@"),
    "#smile": re.compile(r"[:;=]-?[)DpP(3]|<3|xD"),
    "#emoji": re.compile("[\U0001f000-\U0001ffff]"),
}


def tokens(text: str, *, name: str = "", website: str = "") -> dict[str, tuple[str, ...]]:
    """Each token, and the words a person can read that it stands for; a manner has none.

    Of a long text only the beginning is read, so that it costs no more than a short one."""
    plain = _plain(text[:_READ])
    row = list(_row(plain))
    hosts = [word for word in row if "." in word]
    if site := _host(clean_text(website[:300]).strip()):
        hosts.append(site)
    found: dict[str, tuple[str, ...]] = dict.fromkeys(_manner(plain, row, hosts), ())
    found[_shape(text[:_READ], name)] = ()
    for token, words in _said(row, hosts):
        if len(found) < _MOST and len(token) <= _LONGEST_TOKEN:
            found.setdefault(token, words)
    return found


def _plain(text: str) -> str:
    shown = html.unescape(html.unescape(_TAG.sub(" ", clean_text(text))))
    shown = unicodedata.normalize("NFKC", clean_text(shown)).replace("\ufeff", "")
    return _SPACED_DOT.sub(".", shown)[:_READ]


def _row(plain: str) -> Iterator[str]:
    """The words in their order; a link is the host it leads to, the only word with a dot."""
    for chunk in plain.split():
        host = _host(chunk)
        yield from [host] if host else (_word(found) for found in _WORD.findall(chunk))


def _host(chunk: str) -> str:
    found = _ADDRESS.search(chunk) or _BARE_HOST.fullmatch(chunk)
    host = found[1].lower().removeprefix("www.").strip(".") if found else ""
    end = host[-_LONGEST_WORD * 2 :].strip(".")
    return end if "." in end else ""


def _word(written: str) -> str:
    word = _DRAWN_OUT.sub(r"\1\1", written.lower().replace("'", "").replace("’", ""))
    return f"#{min(len(word), 6)} digits" if word.isdigit() else word[:_LONGEST_WORD]


def _said(row: list[str], hosts: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = [_LINK if "." in word else word for word in row]
    for token, word in zip(said, row, strict=True):
        yield token, () if token[0] == "#" and token != _LINK else (word,)
        if token[0] != "#" and len(word) > _STEM:
            yield f"{word[:_STEM]}~", (word,)
    for host in hosts:
        yield f"@{host}", (host,)
        yield f".{host.rpartition('.')[2]}", (host,)
    if said:
        yield f"^{said[0]}", _readable(row[:1])
    ends = ["^", *said, "$"]
    for place, pair in enumerate(pairwise(ends)):
        yield " ".join(pair), _readable(row[max(0, place - 1) : place + 1])


def _readable(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word[0] != "#")


def _shape(text: str, name: str) -> str:
    """Whether somebody put a name to it, and how it is laid out: one line, some, or many."""
    lines = sum(not line.isspace() for line in text.splitlines(keepends=True))
    return f"{SHAPE}{'un' if is_blank(name) else ''}signed {min(lines // 2, 4).bit_length()}"


def _manner(plain: str, row: list[str], hosts: list[str]) -> Iterator[str]:
    yield f"#words {len(row).bit_length()}"
    yield f"#links {min(len(hosts), 3)}"
    if hosts:
        yield f"#beside links {(len(row) - len(hosts)).bit_length()}"
    letters = [sign for sign in plain if sign.isalpha()]
    if len(letters) > 5 and sum(map(str.isupper, letters)) > 0.6 * len(letters):
        yield "#capitals"
    if calls := plain.count("!"):
        yield f"#calls {min(calls, 3)}"
    yield from (manner for manner, sign in _MANNERS.items() if sign.search(plain))
    yield from _requests(plain, row)


def _requests(plain: str, row: list[str]) -> Iterator[str]:
    """That it asks for something, and whether with its very first word."""
    if row and row[0] in _REQUESTS:
        yield f"{REQUEST} first"
    if any(next(_row(part), "") in _REQUESTS for part in _SENTENCE_ENDS.split(plain)):
        yield REQUEST
