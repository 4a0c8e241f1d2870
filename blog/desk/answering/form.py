"""The form an answer is written in, and the small ones its page sends by itself."""

from flask import request
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, Regexp

from blog.answers.reply import Draft
from blog.desk.forms import DeskForm
from blog.inquiries.model import State
from blog.web.fields import Seen, as_line, as_text, at_most, typed

LONGEST = 65_525
AFTERWARDS = {
    State.ANSWERED: "Answered",
    State.WAITING: "Waiting for their reply",
    State.CLOSED: "Closed",
}
_NUMBER = r"^[0-9]{1,9}$"


class WordsForm(DeskForm):
    """An answer as far as it is written; every field comes back as it was sent.

    `after` is the number of the last answer the page showed, `version` that of the draft."""

    text = TextAreaField("Your answer", filters=[as_text])
    seen = HiddenField(filters=[as_line])
    after = HiddenField(filters=[as_line])
    version = HiddenField(filters=[as_line])
    to = HiddenField(filters=[as_line])
    saved = StringField("Saved reply", filters=[as_line])


class DraftForm(WordsForm):
    text = TextAreaField("Your answer", filters=[as_text], validators=[at_most(LONGEST, "It")])


class AnswerForm(WordsForm):
    text = TextAreaField(
        "Your answer",
        filters=[as_text],
        validators=[Seen("Write an answer first."), at_most(LONGEST, "The answer")],
    )
    seen = HiddenField(filters=[as_line], validators=[AnyOf(list(State))])
    after = HiddenField(filters=[as_line], validators=[Regexp(_NUMBER)])
    to = HiddenField(filters=[as_line], validators=[AnyOf(list(AFTERWARDS))])

    @property
    def draft(self) -> Draft:
        return Draft(
            text=typed(self.text).strip(),
            after=int(typed(self.after)),
            version=typed(self.version),
        )


class PresenceForm(DeskForm):
    """`now` is "looks", "writes" or "leaves"."""

    now = HiddenField(validators=[AnyOf(["looks", "writes", "leaves"])])


def wrong_in(form: DeskForm) -> str:
    """The first thing that is wrong, in words."""
    if form.form_errors:
        return str(form.form_errors[0])
    if wrong := form.errors.get("text"):
        return str(wrong[0])
    return "The form was not complete. Your words are still here: send them once more."


def is_asked_by_script() -> bool:
    return request.headers.get("X-Fragment") == "answer"
