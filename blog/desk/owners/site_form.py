"""The form with the owner's wishes."""

import re
from dataclasses import asdict

from wtforms import EmailField, Field, Form, IntegerField, StringField, TextAreaField, URLField
from wtforms.validators import URL, NumberRange, Optional, ValidationError

from blog.desk.forms import DeskForm
from blog.desk.owners.parts import addresses, addresses_in, line
from blog.posts.tree.page import TreePage
from blog.site import hours
from blog.site.wishes import Wishes
from blog.web import times
from blog.web.fields import (
    ChoiceField,
    Seen,
    as_line,
    as_text,
    as_word,
    at_most,
    email_address,
    is_offered,
)


def _can_be(form: Form, field: Field) -> None:
    if wrong := hours.wrong_with(field.data or ""):
        raise ValidationError(wrong)


class SettingsForm(DeskForm):
    name = line("Name of the site", 100, Seen("Give the site a name."))
    tagline = line("Tagline", 200)
    office_email = EmailField(
        "The office’s e-mail address",
        filters=[as_word],
        validators=[Seen("Enter the office’s address."), at_most(254, "This"), email_address()],
    )
    letters_to = addresses("Who gets the letters", Seen("Enter at least one address."))
    street = line("Street", 200)
    city = line("City", 200)
    map_url = URLField(
        "Map link",
        filters=[as_word],
        validators=[
            Optional(),
            at_most(1_000, "This"),
            URL(message="Enter an address that begins with https://"),
        ],
    )
    phone = line("Telephone", 50)
    hours = TextAreaField(
        "Opening hours", filters=[as_text], validators=[at_most(1_000, "This"), _can_be]
    )
    home_page = ChoiceField(
        "The first page", offered={}, first="The latest posts", validators=[is_offered]
    )
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

    def validate_map_url(self, field: Field) -> None:
        if field.data and not field.data.startswith("https://"):
            raise ValidationError("Enter an address that begins with https://")

    def validate_zone(self, field: Field) -> None:
        if field.data not in times.zones():
            raise ValidationError("Enter a zone such as America/Los_Angeles or Europe/Vienna.")

    def validate_phone(self, field: Field) -> None:
        if field.data and not re.fullmatch(r"[0-9+()/ .\-]*[0-9][0-9+()/ .\-]*", field.data):
            raise ValidationError("Enter a number such as +1 415 555 0100.")

    def offer(self, pages: list[TreePage], *, chosen: int) -> None:
        """Published pages, and the one that is chosen whatever became of it."""
        self.home_page.offered = {
            str(each.id): each.title
            if each.is_published
            else f"{each.title} (not published: the latest posts are shown)"
            for each in pages
            if each.is_published or each.id == chosen
        }

    def wishes(self) -> Wishes:
        texts = (
            *("name", "tagline", "office_email", "zone"),
            *("street", "city", "map_url", "phone", "hours"),
        )
        return Wishes(
            **{name: self[name].data or "" for name in texts},
            home_page_id=int(self.home_page.data or 0),
            letters_to=addresses_in(self.letters_to.data),
            posts_a_page=self.posts_a_page.data or 10,
        )


def filled_with(wished: Wishes) -> SettingsForm:
    """Letters go to the office's address where nobody is named; the form names it."""
    letters_to = wished.letters_to or (wished.office_email,)
    given = {"letters_to": "\n".join(letters_to), "home_page": str(wished.home_page_id or "")}
    return SettingsForm(data=asdict(wished) | given)
