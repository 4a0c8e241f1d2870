"""What each role may do at the desk."""

from enum import StrEnum

from blog.editors.model import Role


class Right(StrEnum):
    """`write` is of posts under one's own name, `write all` of everybody's, and of pages; `arrange`
    is of categories, tags, redirects and the menu; `own` is of the settings and the people."""

    WRITE = "write"
    WRITE_ALL = "write all"
    MODERATE = "moderate"
    ANSWER = "answer"
    ARRANGE = "arrange"
    OWN = "own"


_EDITORS = frozenset(Right) - {Right.OWN}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.EDITOR: _EDITORS,
    Role.AUTHOR: frozenset({Right.WRITE}),
    Role.MODERATOR: frozenset({Right.MODERATE}),
}


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
