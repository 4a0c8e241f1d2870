"""Real-world inputs that are kept beside the repository, not in it."""

import os
from pathlib import Path

from tests.lacking import lacking

_BESIDE = Path(__file__).parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """The file or folder `name`, where it is there."""
    folder = Path(os.environ.get("DROPLINE_SHARED") or _BESIDE)
    if not (folder / name).exists():
        lacking(f"{name} is not there; DROPLINE_SHARED names the folder that has it")
    return folder / name
