"""The form with the owner's wishes about comments."""

from dataclasses import asdict, fields
from typing import Any

from wtforms import BooleanField, Field, HiddenField, RadioField, TextAreaField
from wtforms.validators import ValidationError

from blog.comments.policy import Publish
from blog.desk.forms import DeskForm
from blog.desk.owners.parts import addresses, addresses_in, number
from blog.site.blocked import mark_of
from blog.site.discussion import Discussion
from blog.web.fields import as_line, as_text, as_word, at_most

_PUBLISH = (
    (Publish.NOBODYS, "Hold everything", "Each comment waits for an editor, whoever wrote it."),
    (
        Publish.KNOWN,
        "Publish known authors",
        "Whoever was approved before, under the same name and the same address, is on the page at "
        "once where no signal objects. Everybody else waits.",
    ),
    (
        Publish.ANYBODYS,
        "Publish everybody",
        "Only what a signal objects to waits. Fit for a site that is looked at every day.",
    ),
)
_LONGEST_LIST = 900_000  # the longest lists that people pass around have sixty thousand words


def _list(label: str) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[as_text],
        validators=[at_most(_LONGEST_LIST, "The list")],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )


class DiscussionForm(DeskForm):
    """`words_seen` is the mark of the blocked words as they were when the page was opened."""

    words_seen = HiddenField(filters=[as_word])
    publish = RadioField(
        "Whose comments need no editor",
        choices=list(Publish),
    )
    links_to_hold_at = number("Links to hold at", 0, 100)
    lately_from_network = number("Many from one network", 0, 10_000)
    hold_words = _list("Words to hold")
    block_words = _list("Blocked words")
    spam_at = number("Weight that makes it spam", 20, 100)
    learned_holds_at = number("The filter holds from, in percent", 50, 100)
    learned_spam_at = number("The filter marks spam from, in percent", 50, 101)
    open_by_default = BooleanField("Readers may reply to new posts")
    close_after_days = number("Close comments after so many days", 0, 36_500)
    threads_a_page = number("Comments on a page", 1, 500)
    depth = number("Answers to answers", 1, 10)
    newest_first = BooleanField("The newest comment comes first")
    most_from_network = number("From one network, a minute", 0, 10_000)
    most_from_email = number("From one e-mail address, a minute", 0, 10_000)
    held_letters = BooleanField("When a comment waits")
    approved_letters = BooleanField("When a comment was published at once")
    author_gets_letters = BooleanField("The author of the post gets them too")
    comment_letters_to = addresses("Who gets them")
    minutes_between_letters = number("Minutes between two letters", 0, 1_440)
    spam_days = number("Days that spam is kept", 0, 3_650)
    trash_days = number("Days that the trash is kept", 0, 3_650)

    choices = {str(value): (label, effect) for value, label, effect in _PUBLISH}  # noqa: RUF012

    def validate_learned_spam_at(self, field: Field) -> None:
        holds_at = self.learned_holds_at.data
        if field.data is not None and holds_at is not None and field.data < holds_at:
            raise ValidationError("What is spam is held as well: not lower than where it holds.")

    def discussion(self) -> Discussion:
        typed: dict[str, Any] = {field.name: self[field.name].data for field in fields(Discussion)}
        return Discussion(
            **typed | {"comment_letters_to": addresses_in(typed["comment_letters_to"])}
        )


class DistrustForm(DeskForm):
    """The author an editor called trusted, as the list names them."""

    stale = "You signed in again after this page was opened, so nothing was done yet."

    email_key = HiddenField(filters=[as_word])
    name = HiddenField(filters=[as_line])


def filled_with(wished: Discussion) -> DiscussionForm:
    letters_to = "\n".join(wished.comment_letters_to)
    words_seen = mark_of(wished.block_words)
    return DiscussionForm(
        data=asdict(wished) | {"comment_letters_to": letters_to, "words_seen": words_seen}
    )
