"""Code in colours: what each piece of a program is, said by a class of ours.

Pygments reads it. Its lexers are loaded when a text first needs them, and some of them take the
square of the time on what was made to be slow, so that what is long, wide or holed stays plain."""

import re
from functools import cache
from html import escape
from typing import Any

from pygments.lexers import get_lexer_by_name
from pygments.token import Token

LONGEST, LONGEST_OF_A_TEXT = 15_000, 45_000
_SLOW = re.compile(r"[^\n]{1001}|\s{61}|(?:[^\W\d][\w.\[\]$<>?]*\s+){61}")
# What people write after ```, and the lexer that reads it.
_LEXERS = {
    name: words.split()[0]
    for words in (
        "python py python3", "bash sh shell zsh", "json", "html", "xml svg", "css", "scss",
        "javascript js mjs jsx", "typescript ts tsx", "sql", "yaml yml", "toml", "ini cfg conf",
        "ruby rb", "go golang", "rust rs", "java", "c h", "cpp c++ hpp", "csharp cs c#", "php",
        "diff patch", "kotlin kt", "swift", "docker dockerfile", "nginx", "make makefile", "r",
        "lua", "perl pl",
    )
    for name in words.split()
}  # fmt: skip
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


def coloured(code: str, language: str) -> str | None:
    """HTML with a `<span class="hl-…">` around each piece that has a colour; None where the
    language is not known or the code is too long to be read in a short time."""
    name = _LEXERS.get(language.lower())
    if name is None or len(code) > LONGEST or _SLOW.search(code):
        return None
    is_ended = code.endswith("\n")  # the end of a line is what many lexers look for
    drawn: list[str] = []
    before, words = "", ""
    for kind, text in _lexer(name).get_tokens(code if is_ended else f"{code}\n"):
        if (named := _class(kind) if text.strip() else before) != before:
            drawn.append(_piece(before, words))
            before, words = named, ""
        words += text
    html = "".join([*drawn, _piece(before, words)])
    return html if is_ended else html.removesuffix("\n")


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
