"""A text as it was typed, with nothing read into it but its paragraphs."""

import re
from html import escape

_BETWEEN = re.compile(r"\n[ \t]*\n")


def paragraphs(text: str) -> str:
    """HTML that is safe to show."""
    blocks = (block.strip() for block in _BETWEEN.split(text))
    shown = (escape(block).replace("\n", "<br>\n") for block in blocks if block)
    return "\n".join(f"<p>{block}</p>" for block in shown)
