"""Editors' Markdown: CommonMark, and what a post needs beside it."""

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Deeper quotations and lists are shown as they were typed.
_DEEPEST = 32
_BLOCK = re.compile(r"<!-- /?wp:[a-z].*-->\s*$")
_TASKS = {"[ ] ": "task", "[x] ": "task task--done", "[X] ": "task task--done"}


@cache
def parser(*, raw: bool, polished: bool, notes: bool) -> MarkdownIt:
    """`raw` reads HTML as such, `polished` makes links of addresses and curls quotation marks,
    `notes` reads footnotes."""
    options = {"html": raw, "linkify": polished, "typographer": polished}
    markdown = MarkdownIt("commonmark", {**options, "maxNesting": _DEEPEST + 8})
    markdown.enable(["table", "strikethrough"])
    if polished:
        markdown.enable(["linkify", "replacements", "smartquotes"])
    if notes:
        markdown.use(footnote_plugin)
    for name in ("pair", "side"):
        markdown.use(container_plugin, name)
    markdown.block.ruler.before("table", "deep", _deep, {"alt": ["blockquote", "list"]})
    markdown.block.ruler.before("code", "wordpress", _wordpress, {"alt": ["paragraph"]})
    markdown.core.ruler.after("inline", "ours", _ours)
    return markdown


def _deep(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Without it, whatever stands too deep would not be shown at all."""
    if state.level < _DEEPEST or silent:
        return False
    state.push("paragraph_open", "p", 1).map = [first, last]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(first, last, state.blkIndent, False).strip()
    inline.map, inline.children = [first, last], []
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def _wordpress(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The comments between its blocks, which no indentation turns into code."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    if not _BLOCK.match(line):
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content, token.map = "\n", [first, first + 1]
        state.line = first + 1
    return True


def _ours(state: StateCore) -> None:
    """Before escaped signs become ordinary ones: `\\[x]` is no task."""
    tokens = state.tokens
    for at, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            _align(token)
        elif token.type == "list_item_open":
            _tick(token, tokens[at + 1 : at + 3])
        elif token.type == "paragraph_open":
            _caption(tokens[at : at + 3])


def _align(cell: Token) -> None:
    """As a class: a style of its own is what no page may hold, and the attribute is outdated."""
    style = cell.attrs.pop("style", None)
    if style:
        cell.attrs["class"] = "has-text-align-" + str(style).removeprefix("text-align:")


def _tick(item: Token, following: Sequence[Token]) -> None:
    children = following[1].children if len(following) == 2 else None
    first = children[0] if children else None
    if first and first.type == "text" and first.content[:4] in _TASKS:
        item.attrs["class"] = _TASKS[first.content[:4]]
        first.content = first.content[4:].lstrip()


def _caption(paragraph: Sequence[Token]) -> None:
    """A picture alone in its paragraph, or alone in a link there, is a figure if it has a title."""
    before, inline, after = paragraph
    children = inline.children or []
    alone = children[1:-1] if len(children) == 3 and children[0].type == "link_open" else children
    if len(alone) != 1 or alone[0].type != "image" or not alone[0].attrs.get("title"):
        return
    before.tag = after.tag = "figure"
    words = Token("html_inline", "", 0)
    words.content = f"<figcaption>{escape(str(alone[0].attrs.pop('title')))}</figcaption>"
    children.append(words)
