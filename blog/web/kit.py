"""What every view needs at hand. One per app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import Engine

from blog.clock import Clock
from blog.config import Settings


@dataclass(frozen=True, kw_only=True)
class Kit:
    """`edition` tells which edition of the site it is; `wake_courier` that a letter is due,
    `wake_darkroom` that a picture waits."""

    engine: Engine
    settings: Settings
    clock: Clock
    edition: Callable[[], int]
    wake_courier: Callable[[], None]
    wake_darkroom: Callable[[], None]

    def now(self) -> datetime:
        return self.clock()


def kit() -> Kit:
    found: Kit = current_app.extensions["kit"]
    return found
