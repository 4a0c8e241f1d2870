"""A topic as a value, for the form and for whoever needs to know whom its letters go to."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Topic:
    """No `letters_to`: the letters go to whom all letters go."""

    id: int
    name: str
    letters_to: tuple[str, ...] = ()
    is_on: bool = True
