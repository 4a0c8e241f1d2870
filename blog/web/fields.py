"""Checks and filters that the forms of both doors share."""

from typing import Any

from wtforms import Field, Form, StringField
from wtforms.validators import Email, Length, StopValidation

from blog.text.plain import clean_text, is_blank, one_line

WRONG_EMAIL = "Enter an e-mail address such as ada@example.org"


class Seen:
    """Required, and more than signs that show nothing."""

    field_flags = {"required": True}  # noqa: RUF012  (WTForms reads it so)

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if is_blank(field.data or ""):
            # the checks that follow would only say the same again
            field.errors = []
            raise StopValidation(self.message)


def at_most(length: int, what: str) -> Length:
    return Length(max=length, message=f"{what} is too long: at most {length:,} characters.")


def email_address() -> Email:
    """As the site can write to it: no display name, no domain that mail cannot reach."""
    return Email(message=WRONG_EMAIL, allow_smtputf8=False)


def typed(field: Field) -> str:
    """What a person typed into it, filtered; nothing at all is the empty text."""
    return field.data or ""


def as_line(value: Any) -> str:
    return one_line(value or "")


def as_text(value: Any) -> str:
    return clean_text(value or "")


def as_word(value: Any) -> str:
    """An address: no blanks around it; what stands inside is for the checks to judge."""
    return clean_text(value or "").strip()


def as_website(value: Any) -> str:
    """People leave out the https; that is no mistake of theirs. One line, for it stands in the
    office's letter as a line of our own."""
    word = as_line(value)
    return word if not word or "://" in word or ":" in word.partition("/")[0] else f"https://{word}"


class ChoiceField(StringField):
    """One of `offered`, each a value and its words; before them stands an empty choice, `first`.

    Not WTForms' own, whose drawing takes ten times as long."""

    def __init__(self, *args: Any, offered: dict[str, str], first: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = offered
        self.first = first


def is_offered(form: Form, field: ChoiceField) -> None:
    """Nothing is among what is offered; whether something has to be chosen, others check."""
    if field.data and field.data not in field.offered:
        raise StopValidation("What you chose is not offered any more. Please choose again.")
