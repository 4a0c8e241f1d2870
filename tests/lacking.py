"""When the machine lacks something that tests need."""

import os
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Skip, and say what is lacking; where everything has to be there, fail."""
    if is_everything_needed():
        pytest.fail(what)
    pytest.skip(what)


def is_everything_needed() -> bool:
    return os.environ.get("CI") == "true"
