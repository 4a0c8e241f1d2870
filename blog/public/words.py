"""What a refused form says, and the status it is answered with."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import Form

from blog.comments.revise import Refused
from blog.intake.admit import Flood, Of
from blog.web.guard import is_foreign


@dataclass(frozen=True)
class Refusal:
    """Words for the whole form; none where each field says what is wrong with it."""

    status: int
    words: str | None = None


INVALID = Refusal(422)
FOREIGN = Refusal(
    403,
    "This came from another website, so we did not take it. Nothing is lost: "
    "if it is what you want to say, send it from here.",
)
TOO_MANY = Refusal(
    429,
    "Too much has come from your network in the last minute. Your text is still here: "
    "wait a minute, then send it again.",
)
TOO_MANY_FROM_EMAIL = Refusal(
    429,
    "Too many comments have come under this e-mail address in the last minute. Your text is still "
    "here: wait a minute, then send it again.",
)
NOT_STORED = Refusal(
    503,
    "We could not store this just now. Your text is still here: please send it again in a minute.",
)
NOT_ANSWERABLE = Refusal(
    422,
    "The comment you are answering is not here any more. Send again, and your reply will stand "
    "on its own.",
)

NO_LONGER = {
    Refused.TOO_LATE: Refusal(403, "A comment can be corrected for 15 minutes, and they are over."),
    Refused.WITHDRAWN: Refusal(409, "You have withdrawn this comment. Nobody sees it any more."),
    Refused.DECIDED: Refusal(
        409, "An editor has decided on this comment meanwhile, so it stays as it is."
    ),
    Refused.EDITED: Refusal(
        409, "An editor has changed this comment meanwhile, so it stays as it is."
    ),
}


def too_many(flood: Flood) -> Refusal:
    return TOO_MANY_FROM_EMAIL if flood.of is Of.EMAIL else TOO_MANY


def refusal(form: FlaskForm) -> Refusal | None:
    """What is to be seen without the database: where the form came from, and its fields."""
    valid = form.validate()
    if is_foreign():
        return FOREIGN
    return None if valid else INVALID


def say(form: Form, refusal: Refusal) -> None:
    if refusal.words:
        form.form_errors = [*form.form_errors, refusal.words]
