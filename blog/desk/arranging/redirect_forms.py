"""What an editor sends about old addresses."""

import re

from wtforms import HiddenField, StringField, TextAreaField

from blog.desk.forms import ButtonForm, DeskForm
from blog.redirects.rules import LONGEST_PATH, LONGEST_TARGET, Refused
from blog.web.fields import Seen, as_text, as_word, at_most, typed

_MOST_LINES = 1000
_MOST_SAID = 20
_GAP = re.compile(r"[\s,;]+")
_PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


class OneForm(DeskForm):
    """One old address."""

    old = StringField(
        "Old address",
        filters=[as_word],
        validators=[Seen("Enter the old address."), at_most(LONGEST_PATH, "The old address")],
        render_kw=_PLAIN,
    )
    target = StringField(
        "Leads to",
        filters=[as_word],
        validators=[Seen("Enter where it leads."), at_most(LONGEST_TARGET, "Where it leads")],
        render_kw=_PLAIN,
    )

    def say(self, wrong: Refused) -> None:
        (self.target if wrong.is_of_target else self.old).errors = [str(wrong)]


class ManyForm(DeskForm):
    """Many at once, one on each line."""

    lines = TextAreaField(
        "Many at once",
        filters=[as_text],
        validators=[Seen("Paste at least one line."), at_most(400_000, "What you pasted")],
        render_kw=_PLAIN,
    )

    def pairs(self) -> list[tuple[int, str, str]]:
        """The number of each line, the old address and the new; what is missing is empty."""
        numbered = enumerate(typed(self.lines).split("\n"), 1)
        lines = [(n, it.strip().strip(",;")) for n, it in numbered]
        split = [(n, _GAP.split(it, maxsplit=1)) for n, it in lines if it and it[0] != "#"]
        return [(n, words[0], words[1] if len(words) > 1 else "") for n, words in split]

    def is_too_many(self) -> bool:
        if len(self.pairs()) <= _MOST_LINES:
            return False
        self.lines.errors = [f"These are too many: at most {_MOST_LINES:,} lines at once."]
        return True

    def say(self, wrong: list[str]) -> None:
        more = len(wrong) - _MOST_SAID
        rest = [f"And {more} more."] if more > 0 else []
        self.lines.errors = [*wrong[:_MOST_SAID], *rest]


class RemoveForm(ButtonForm):
    """`seen` is where it led when the editor looked."""

    seen = HiddenField(filters=[as_word])


class PutBackForm(ButtonForm):
    """What a removed one was: to a post, by its number, or to a target."""

    old = HiddenField(filters=[as_word], validators=[at_most(LONGEST_PATH, "This")])
    target = HiddenField(filters=[as_word], validators=[at_most(LONGEST_TARGET, "This")])
    post = HiddenField(filters=[as_word], validators=[at_most(10, "This")])
