"""What a save costs before anything is stored: Markdown to HTML, cleaned and dressed."""

import time
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt

from bench.crowd import texts
from bench.table import Figure
from blog.text.prose.posts import post_html

_SIZES = {"a 6 KB post": 6_000, "a 100 KB post": 100_000}
_ROUNDS = 5
_MOST_TIMES = 4.0
_A_SECTION = (
    '## Section {0}\n\n{1} "Quoted" -- and *stressed*, with [a link](/contact/) and a '
    "note[^{0}].\n\n"
    "- one\n- two\n  - nested\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n"
    "![A door](/media/0123456789abcdef01234567.jpg)\n\n> {2}\n\n[^{0}]: A note.\n\n"
)


def posts() -> Iterator[Figure]:
    """In this process, on one core, beside the bare parser on the same text."""
    for name, size in _SIZES.items():
        text = _a_post(size)
        bare = MarkdownIt("commonmark").enable("table")
        beside = _milliseconds(bare.render, text)
        took = _milliseconds(post_html, text)
        yield Figure(
            part="Markdown to HTML, as at each save and preview",
            name=f"render of {name}",
            value=took,
            unit="ms",
            beside=beside,
            beside_name="ms, bare markdown-it",
            at_most=_MOST_TIMES,
        )


def _a_post(size: int) -> str:
    written, said, number = "", iter(texts(2_000, seed=7)), 0
    while len(written) < size:
        number += 1
        written += _A_SECTION.format(number, next(said), next(said).replace("\n", " "))
    return written[:size]


def _milliseconds(render: Callable[[str], str], text: str) -> float:
    """The least of some rounds; the first one also builds the parser."""
    render(text)
    taken = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        render(text)
        taken.append(time.process_time() - began)
    return min(taken) * 1000
