"""The forms a stranger may send. They check shape; the rules judge meaning."""

import re

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.validators import URL, Optional

from blog.web.fields import (
    Seen,
    as_line,
    as_text,
    as_website,
    as_word,
    at_most,
    email_address,
)

_LONGEST_PATH = 300
_SECONDS = re.compile(r"\d{1,5}(?:\.\d{1,3})?", re.ASCII)
_A_DAY = 86_400.0


def trap(id: str) -> StringField:
    """Never named after anything a browser would fill in by itself."""
    return StringField(
        "Leave this field empty", id=id, render_kw={"autocomplete": "off", "tabindex": "-1"}
    )


class Stranger(FlaskForm):
    """No token: a token is a cookie, and a cookie ends the shared page cache."""

    class Meta:
        csrf = False


class CorrectionForm(Stranger):
    comment = TextAreaField(
        "Comment",
        id="reply-comment",
        filters=[as_text],
        validators=[Seen("Write your comment."), at_most(65_525, "Your comment")],
    )


class ReplyForm(CorrectionForm):
    name = StringField(
        "Name",
        id="reply-name",
        filters=[as_line],
        validators=[Seen("Enter your name."), at_most(245, "Your name")],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        "Email",
        id="reply-email",
        filters=[as_word],
        validators=[
            Seen("Enter your e-mail address."),
            at_most(100, "Your e-mail address"),
            email_address(),
        ],
        render_kw={"autocomplete": "email"},
    )
    website = URLField(
        "Website",
        id="reply-website",
        filters=[as_website],
        validators=[
            Optional(),
            at_most(200, "The website's address"),
            URL(message="Enter a web address such as https://example.org"),
        ],
        render_kw={"autocomplete": "url"},
    )
    asks = BooleanField("E-mail me when someone answers", id="reply-asks")
    reply_to = HiddenField(id="reply-to", filters=[as_word])
    seconds = HiddenField(id="reply-seconds", filters=[as_word])
    remark = trap("reply-remark")


def seconds_in(form: ReplyForm) -> float | None:
    """How long the form was open, where the page's script said something that can be."""
    said = form.seconds.data or ""
    seconds = float(said) if _SECONDS.fullmatch(said) else None
    return seconds if seconds is not None and seconds <= _A_DAY else None


def path_of(page: str | None) -> str:
    """The page a form says it stood on, if that could be one of ours."""
    path = page or ""
    ours = path.startswith("/") and not path.startswith("//") and path.isprintable()
    return path if ours and len(path) <= _LONGEST_PATH else "/contact/"
