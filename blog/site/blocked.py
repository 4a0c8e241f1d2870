"""The list of blocked words grows while its owner has it open; nothing that joined it is lost."""

import hashlib


def mark_of(words: str) -> str:
    """A short sign of what the list said: how many lines, and which. An empty list has none."""
    lines = words.strip().splitlines()
    return f"{len(lines)}:{_fingerprint(lines)}" if lines else ""


def joined_since(words: str, mark: str) -> list[str] | None:
    """The lines that joined at its end since it had that mark; None if it changed otherwise."""
    number, _, _ = mark.partition(":")
    seen = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    lines = words.strip().splitlines()
    return lines[seen:] if mark_of("\n".join(lines[:seen])) == mark else None


def _fingerprint(lines: list[str]) -> str:
    said = "\n".join(lines).encode("utf-8", "replace")
    return hashlib.sha256(said).hexdigest()[:32]
