"""Fields that several of the owner's forms are made of, and the checks they share."""

from collections.abc import Collection

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, Form, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange, ValidationError

from blog.saved.fill import unknown_in
from blog.web.fields import WRONG_EMAIL, Seen, as_line, as_text, at_most

_LONGEST_LIST = 5_000


def line(label: str, longest: int, *needed: Seen) -> StringField:
    return StringField(label, filters=[as_line], validators=[*needed, at_most(longest, "This")])


def number(label: str, lowest: int, highest: int) -> IntegerField:
    words = f"Enter a whole number from {lowest} to {highest:,}."
    return IntegerField(
        label,
        validators=[NumberRange(lowest, highest, message=words)],
        render_kw={"min": lowest, "max": highest},
    )


def addresses(label: str, *needed: Seen) -> TextAreaField:
    """E-mail addresses, one a line."""
    return TextAreaField(
        label,
        filters=[as_text],
        validators=[*needed, at_most(_LONGEST_LIST, "This"), _are_addresses],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )


def addresses_in(text: str | None) -> tuple[str, ...]:
    """One a line, each of them once."""
    lines = (line.strip() for line in (text or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def is_address(word: str) -> bool:
    try:
        validate_email(word, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return True


def _are_addresses(form: Form, field: Field) -> None:
    for address in addresses_in(field.data):
        if not is_address(address):
            raise ValidationError(f"“{address}”: {WRONG_EMAIL}.")


class OnlyKnown:
    """What stands in braces is filled in, so it has to be one of these."""

    def __init__(self, *known: str) -> None:
        self.known = known

    def __call__(self, form: Form, field: Field) -> None:
        if unknown := unknown_in(field.data or "", self.known):
            raise ValidationError(f"{_in_braces(unknown)} cannot be filled in. {self.offer}")

    @property
    def offer(self) -> str:
        return f"Use {_in_braces(self.known)}."


def _in_braces(names: Collection[str]) -> str:
    return ", ".join("{" + name + "}" for name in names)
