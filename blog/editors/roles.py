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


# What a letter and the list of people say of each; docs/people.md has the whole table.
IN_WORDS: dict[Role, str] = {
    Role.OWNER: "Everything, with the settings and the people.",
    Role.EDITOR: "Everything but the settings and the people.",
    Role.AUTHOR: "Write and publish posts of their own. No comments, inquiries or letters.",
    Role.MODERATOR: "Decide on comments. Nothing else.",
}


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
