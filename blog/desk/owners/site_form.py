"""The form with the owner's wishes."""

from dataclasses import asdict
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from wtforms import EmailField, Field, IntegerField, StringField, TextAreaField, URLField
from wtforms.validators import URL, NumberRange, Optional, ValidationError

from blog.desk.forms import DeskForm
from blog.site.wishes import Wishes
from blog.web.fields import WRONG_EMAIL, Seen, as_line, as_text, as_word, at_most, email_address


def _line(label: str, longest: int, *needed: Seen) -> StringField:
    return StringField(label, filters=[as_line], validators=[*needed, at_most(longest, "This")])


class SettingsForm(DeskForm):
    name = _line("Name of the site", 100, Seen("Give the site a name."))
    tagline = _line("Tagline", 200)
    office_email = EmailField(
        "The office’s e-mail address",
        filters=[as_word],
        validators=[Seen("Enter the office’s address."), at_most(254, "This"), email_address()],
    )
    letters_to = TextAreaField(
        "Who gets the letters",
        filters=[as_text],
        validators=[Seen("Enter at least one address."), at_most(5_000, "This")],
    )
    street = _line("Street", 200)
    city = _line("City", 200)
    map_url = URLField(
        "Map link",
        filters=[as_word],
        validators=[
            Optional(),
            at_most(1_000, "This"),
            URL(message="Enter an address that begins with https://"),
        ],
    )
    hours = _line("Opening hours", 200)
    zone = StringField(
        "Time zone",
        filters=[as_line],
        validators=[Seen("Enter a time zone.")],
        render_kw={"list": "zones", "autocapitalize": "none", "spellcheck": "false"},
    )
    posts_a_page = IntegerField(
        "Posts on a page",
        validators=[NumberRange(1, 50, message="Enter a number from 1 to 50.")],
        render_kw={"min": 1, "max": 50},
    )

    def validate_letters_to(self, field: Field) -> None:
        for address in addresses_in(field.data):
            try:
                validate_email(address, check_deliverability=False, allow_smtputf8=False)
            except EmailNotValidError as wrong:
                raise ValidationError(f"“{address}”: {WRONG_EMAIL}.") from wrong

    def validate_map_url(self, field: Field) -> None:
        if field.data and not field.data.startswith("https://"):
            raise ValidationError("Enter an address that begins with https://")

    def validate_zone(self, field: Field) -> None:
        if field.data not in available_timezones():
            raise ValidationError("Enter a zone such as America/Los_Angeles or Europe/Vienna.")

    def wishes(self) -> Wishes:
        texts = ("name", "tagline", "office_email", "street", "city", "map_url", "hours", "zone")
        return Wishes(
            **{name: self[name].data or "" for name in texts},
            letters_to=addresses_in(self.letters_to.data),
            posts_a_page=self.posts_a_page.data or 10,
        )


def addresses_in(text: str | None) -> tuple[str, ...]:
    """One a line, each of them once."""
    lines = (line.strip() for line in (text or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def filled_with(wished: Wishes) -> SettingsForm:
    """Letters go to the office's address where nobody is named; the form names it."""
    letters_to = wished.letters_to or (wished.office_email,)
    return SettingsForm(data=asdict(wished) | {"letters_to": "\n".join(letters_to)})
