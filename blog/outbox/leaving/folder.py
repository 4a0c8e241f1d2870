"""A folder of letters, a file each, for a site that has no mail server yet."""

import os
from functools import partial
from pathlib import Path

from blog.outbox.compose import BadAddress, compose
from blog.outbox.leaving.outgoing import Outgoing, Refused, TryLater

_private = partial(os.open, mode=0o600)


def keep_in(folder: Path, sender: tuple[str, str], outgoing: Outgoing) -> str:
    """A whole file or none; a second try writes the same one again."""
    name = f"{outgoing.date:%Y%m%dT%H%M%SZ}-{outgoing.letter_id}.eml"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / f".{name}.part", compose(outgoing, sender=sender).as_bytes())
        os.replace(folder / f".{name}.part", folder / name)
        _sync(folder)
    except BadAddress as bad:
        raise Refused(str(bad)) from bad
    except OSError as error:
        raise TryLater(f"{folder / name} cannot be written: {error.strerror}.") from error
    return f"written to {folder / name}"


def _write(path: Path, content: bytes) -> None:
    with open(path, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
