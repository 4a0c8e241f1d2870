"""The forms about pictures."""

import hashlib

from flask import request
from wtforms import BooleanField, HiddenField, StringField

from blog.desk.forms import ButtonForm, DeskForm
from blog.media.change import Said
from blog.media.model import Picture
from blog.web.fields import as_line, as_word, at_most, typed


class UploadForm(ButtonForm):
    stale = (
        "You signed in again after this page was opened, so nothing was taken. "
        "Choose the pictures once more."
    )


class PictureForm(DeskForm):
    alt = StringField(
        "What it shows", filters=[as_line], validators=[at_most(500, "The description")]
    )
    decorative = BooleanField("It is only decoration, and says nothing")
    seen = HiddenField(filters=[as_word])

    def validate(self, extra_validators: object = None) -> bool:
        """One of the two answers, and not both."""
        valid = super().validate(extra_validators)
        says, is_decoration = bool(typed(self.alt)), bool(self.decorative.data)
        if says is not is_decoration:
            return valid
        words = "Either say what it shows, or call it decoration."
        self.alt.errors = [*self.alt.errors, words]
        return False

    @property
    def said(self) -> Said:
        return Said(alt=typed(self.alt), decorative=bool(self.decorative.data))

    def see(self, picture: Picture) -> None:
        """From now on the editor has seen what is said of it."""
        self.seen.data = mark_of(picture)


def mark_of(picture: Picture) -> str:
    """Of what is said of it; another one once somebody says something else."""
    return hashlib.sha256(f"{picture.decorative} {picture.alt}".encode()).hexdigest()[:16]


def is_asked_by_script() -> bool:
    return request.headers.get("X-Fragment") == "picture"
