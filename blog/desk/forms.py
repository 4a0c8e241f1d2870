"""The desk's forms. They carry a token of the session, and say in words when it is a stale one."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField

from blog.editors.passwords import LONGEST as LONGEST_PASSWORD
from blog.editors.sign_in import LONGEST
from blog.web.fields import Seen, as_word, at_most

COMMENTS_OPEN = "comments open"
COMMENTS_CLOSED = "comments closed"


class DeskForm(FlaskForm):
    stale = (
        "You signed in again after this page was opened, so nothing was done yet. "
        "What you typed is still here: send it once more."
    )

    class Meta:
        # As long as a session at most: a token grows stale by a sign-in, not while one writes.
        csrf_time_limit = int(LONGEST.total_seconds())

    def __init__(self, **given: Any) -> None:
        sent = request.form if request.method == "POST" else None
        super().__init__(**{"formdata": sent, **given})

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators=extra_validators))
        if self.csrf_token.errors:
            self.csrf_token.errors = []
            self.object_to(self.stale)
        return valid

    def object_to(self, words: str) -> None:
        """Something is wrong with the whole of it, not with one of its fields."""
        self.form_errors.append(words)

    @property
    def objection(self) -> str:
        """The first thing that is wrong, for a form that is no more than buttons."""
        return str(self.form_errors[0]) if self.form_errors else "Choose one of the buttons."


class SignInForm(DeskForm):
    stale = "This page was open for too long. Enter your password once more."

    email = EmailField(
        "Email",
        filters=[as_word],
        validators=[Seen("Enter your e-mail address."), at_most(254, "The address")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        validators=[Seen("Enter your password."), at_most(LONGEST_PASSWORD, "The password")],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class ButtonForm(DeskForm):
    stale = (
        "You signed in again after this page was opened, so nothing was done yet. "
        "If you still mean it, press the button again."
    )


class Undo(ButtonForm):
    number = HiddenField(filters=[as_word], validators=[at_most(20, "This")])


class DecisionForm(ButtonForm):
    """`seen` is the state the editor saw; `tab` and `page` say where they want to be afterwards."""

    seen = HiddenField()
    to = HiddenField()
    tab = HiddenField()
    page = HiddenField()
