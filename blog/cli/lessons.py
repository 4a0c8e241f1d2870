"""Files of texts that people have sorted into spam and good ones."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from blog.learned.opinion import Kind
from blog.learned.train import Lesson

_KINDS = {"spam": Kind.SPAM, "1": Kind.SPAM, "ham": Kind.GOOD, "good": Kind.GOOD, "0": Kind.GOOD}
_LABELS, _TEXTS = ("class", "label"), ("content", "text", "message")
_NAMES, _WEBSITES = ("author", "name"), ("website",)
FORMATS = (
    "A FILE is UTF-8: a CSV with a header that names a label (CLASS or label) and a text"
    " (CONTENT, text or message), and may name an AUTHOR and a website;"
    " or lines of label, tab and text."
    " Labels are spam or 1, and good, ham or 0."
)


class Unreadable(Exception):
    """The file is none we know, said so that one can find the place."""


def lessons_in(file: Path) -> list[Lesson]:
    """Raises Unreadable."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is not UTF-8. {FORMATS}") from error
    try:
        found = list(_lessons(text))
    except (ValueError, csv.Error) as error:
        raise Unreadable(f"{file}, {error}. {FORMATS}") from error
    if not found:
        raise Unreadable(f"{file} holds no texts. {FORMATS}")
    return found


def _lessons(text: str) -> Iterator[Lesson]:
    has_no_header = text.partition("\t")[0].strip().lower() in _KINDS
    return _from_tabs(text) if has_no_header else _from_table(text)


def _from_tabs(text: str) -> Iterator[Lesson]:
    for number, line in enumerate(text.split("\n"), start=1):
        label, tab, said = line.rstrip("\r").partition("\t")
        if tab:
            yield Lesson(kind=_kind(label, number), text=said)
        elif line.strip():
            raise ValueError(f"line {number}: there is no tab in it")


def _from_table(table: str) -> Iterator[Lesson]:
    rows = csv.DictReader(StringIO(table, newline=""), strict=True)
    heads = {head.strip().lower(): head for head in rows.fieldnames or ()}
    label, text = (_column(heads, names) for names in (_LABELS, _TEXTS))
    if label is None or text is None:
        raise ValueError(f"line 1: no label or no text among {', '.join(heads) or 'no columns'}")
    name, website = (_column(heads, names) for names in (_NAMES, _WEBSITES))
    for row in rows:
        yield Lesson(
            kind=_kind(row[label], rows.line_num),
            text="\n".join(filter(None, (_value(row, heads.get("subject")), _value(row, text)))),
            name=_value(row, name),
            website=_value(row, website),
        )


def _column(heads: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((heads[name] for name in names if name in heads), None)


def _value(row: Mapping[str, str | None], head: str | None) -> str:
    return (row[head] or "") if head else ""


def _kind(label: str | None, line: int) -> Kind:
    kind = _KINDS.get((label or "").strip().lower())
    if kind is None:
        raise ValueError(f"line {line}: {(label or '')[:40]!r} is no label")
    return kind
