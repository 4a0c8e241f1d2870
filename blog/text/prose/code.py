"""Code in colours: what each piece of a program is, said by a class of ours.

Pygments reads it. Its lexers are loaded when a text first needs them, and most of them take the
square of the time on what was made to be slow: nobody waits longer than a text has seconds. That
is seen between two words only. Within one it is the limits of a block that keep them short, and
that what would never end is not read at all."""

import re
import time
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

from pygments.lexers import get_lexer_by_name
from pygments.token import Token

LONGEST, LONGEST_OF_A_TEXT, WIDEST, WIDEST_GAP = 5_000, 45_000, 300, 60
SECONDS, SECONDS_OF_A_TEXT = 0.2, 0.5
# What people write after ```, and the lexer that reads it.
_LEXERS = {
    name: words.split()[0]
    for words in (
        "python py python3", "bash sh shell zsh", "json", "html", "xml svg", "css", "scss",
        "javascript js mjs jsx", "typescript ts tsx", "sql", "yaml yml", "toml", "ini cfg conf",
        "ruby rb", "go golang", "rust rs", "java", "c h", "cpp c++ hpp", "csharp cs c#", "php",
        "diff patch", "kotlin kt", "swift", "docker dockerfile", "nginx", "make makefile", "r",
        "lua",
    )
    for name in words.split()
}  # fmt: skip
# One word of these can take a lexer for ever, as it can be read in more ways than anybody can try.
# Perl is not among the languages at all: half of its words are of that kind.
_KNOTS = {
    name: re.compile(knot)
    for names, knot in (
        ("bash docker make", r"\$'[^'\\]*\\(?!.')"),
        ("c cpp", r"//[^\n]*\\\n"),
        ("php", r"<<<['\"]?\w*[^\x00-\x7f]"),
    )
    for name in names.split()
}
_GAP = re.compile(r"\s+")
_OPTIONS = {"php": {"startinline": True}}
# The nearest of these above a token says what it is; c: a comment, k: a word of the language,
# s: a text, n: a number, f: a name that is given here or is a tag, a: an attribute or a setting.
_CLASSES = {
    Token.Comment: "c",
    Token.Comment.Preproc: "k",
    Token.Keyword: "k",
    Token.Keyword.Constant: "n",
    Token.Operator.Word: "k",
    Token.Literal: "n",
    Token.Literal.String: "s",
    Token.Literal.Number: "n",
    Token.Name.Function: "f",
    Token.Name.Class: "f",
    Token.Name.Tag: "f",
    Token.Name.Namespace: "f",
    Token.Name.Attribute: "a",
    Token.Name.Decorator: "a",
    Token.Name.Builtin: "a",
    Token.Name.Variable: "a",
    Token.Generic.Deleted: "d",
    Token.Generic.Inserted: "i",
    Token.Generic.Subheading: "c",
    Token.Generic.Heading: "c",
}


class Colours:
    """Of one text, as far as its share of signs and of seconds goes. The clock tells how long this
    thread was at work: what is drawn is kept, and must not depend on who else is busy."""

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._signs_left = LONGEST_OF_A_TEXT
        self._seconds_left = SECONDS_OF_A_TEXT

    def of(self, code: str, language: str) -> str | None:
        """HTML with a `<span class="hl-…">` around each piece that has a colour; None where the
        language is not known, or the code is too long, too wide, or not read in time."""
        name = _LEXERS.get(language.lower())
        if name is None or self._seconds_left <= 0:
            return None
        if len(code) > min(LONGEST, self._signs_left) or _is_slow(code, name):
            return None
        lexer = _lexer(name)  # to load it the first time is none of the text's seconds
        self._signs_left -= len(code)
        began = self._clock()
        try:
            return self._read(lexer, code, until=began + min(SECONDS, self._seconds_left))
        finally:
            self._seconds_left -= self._clock() - began

    def _read(self, lexer: Any, code: str, *, until: float) -> str | None:
        """One look at the clock for each word of it."""
        is_ended = code.endswith("\n")  # the end of a line is what many lexers look for
        drawn: list[str] = []
        before, words = "", ""
        for kind, text in lexer.get_tokens(code if is_ended else f"{code}\n"):
            if self._clock() > until:
                return None
            if (named := _class(kind) if text.strip() else before) != before:
                drawn.append(_piece(before, words))
                before, words = named, ""
            words += text
        html = "".join([*drawn, _piece(before, words)])
        return html if is_ended else html.removesuffix("\n")


def _is_slow(code: str, name: str) -> bool:
    """This itself takes no longer for what is made to be slow."""
    if any(len(line) > WIDEST for line in code.split("\n")):
        return True
    if any(len(gap) > WIDEST_GAP for gap in _GAP.findall(code)):
        return True
    return name in _KNOTS and bool(_KNOTS[name].search(code))


def _piece(named: str, words: str) -> str:
    """Blanks at its end belong to nothing."""
    if not named or not words:
        return escape(words, quote=False)
    inner = words.rstrip()
    return f'<span class="hl-{named}">{escape(inner, quote=False)}</span>{words[len(inner) :]}'


@cache
def _lexer(name: str) -> Any:
    return get_lexer_by_name(name, stripnl=False, ensurenl=False, **_OPTIONS.get(name, {}))


@cache
def _class(kind: Any) -> str:
    while kind is not Token and kind not in _CLASSES:
        kind = kind.parent
    return _CLASSES.get(kind, "")
