"""The form of an inquiry, made of what the owner wishes: which fields, their words and order."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, EmailField, Field, HiddenField, StringField, TelField
from wtforms import TextAreaField as TextArea
from wtforms.validators import DataRequired

from blog import owner
from blog.public.forms import Stranger, trap
from blog.site.reception import USUAL_WORDS, Reception
from blog.text.markup import consent_html
from blog.topics.topic import Topic
from blog.web.fields import (
    ChoiceField,
    Seen,
    as_line,
    as_text,
    as_word,
    at_most,
    email_address,
    is_offered,
    typed,
)

_LABELS = {name: label for name, (label, _) in USUAL_WORDS.items()}
_HINTS = {name: hint for name, (_, hint) in USUAL_WORDS.items() if hint}
_CHOOSE, _NO_MATTER = "Please choose", "No preference"
_NOT_TICKED = "Tick this, so that we may keep what you write and answer it."
_CHANGED = "These words have changed since you opened the page. Please read them, and tick again."
Topics = tuple[Topic, ...]


class InquiryForm(Stranger):
    """A field that is off is None. `shown` are those that are drawn one below the other, the
    first two side by side; `terms` is the consent text as HTML."""

    name: StringField
    email: StringField
    topic: ChoiceField | None = None
    phone: StringField | None = None
    organisation: StringField | None = None
    reach: ChoiceField | None = None
    best_time: StringField | None = None
    message: StringField
    consent: BooleanField | None = None
    terms_seen: StringField | None = None
    page = HiddenField(id="line-page", filters=[as_word])
    remark = trap("line-remark")

    order: tuple[str, ...] = ()
    hints: dict[str, str]
    labels: dict[str, str]
    topics: dict[str, str]
    consent_text = ""
    terms = Markup()

    @property
    def shown(self) -> list[Field]:
        return [self._fields[name] for name in self.order]


def line_form(page: str) -> InquiryForm:
    """Empty, as it stands on `page`."""
    return _kind(owner.reception(), owner.topics())(formdata=None, page=page)


def filled_line_form(sent: MultiDict[str, str], *, rehearsal: bool = False) -> InquiryForm:
    """As it was sent. A rehearsal is asked for nothing but what every inquiry has."""
    kind = _kind(Reception(), ()) if rehearsal else _kind(owner.reception(), owner.topics())
    return kind(formdata=sent)


@lru_cache(8)  # the owner's wishes seldom change, and a page is made of them each time it is drawn
def _kind(reception: Reception, topics: Topics) -> type[InquiryForm]:
    words = {name: (label, hint) for name, label, hint in reception.line_words}
    offered = {str(it.id): it.name for it in topics if it.is_on}

    class LineForm(InquiryForm):
        order = tuple(_order(reception, offered))
        labels = _LABELS | {name: label for name, (label, _) in words.items() if label}
        hints = _HINTS | {name: hint for name, (_, hint) in words.items() if hint}
        topics = offered
        consent_text = reception.consent_text
        terms = Markup(consent_html(reception.consent_text))

    for name in LineForm.order:
        setattr(LineForm, name, _made(name, LineForm.labels[name], reception, offered))
    if reception.consent_text:
        LineForm.consent = _tick()
        LineForm.terms_seen = HiddenField(
            id="line-terms-seen", filters=[as_word], default=_mark(reception.consent_text)
        )
    return LineForm


def _order(reception: Reception, offered: dict[str, str]) -> Iterator[str]:
    yield from ("name", "email")
    if len(offered) > 1:
        yield "topic"
    for name in reception.line_fields:
        if name in _OPTIONAL and (name != "reach" or reception.reach_choices):
            yield name
    yield "message"


def _made(name: str, label: str, reception: Reception, offered: dict[str, str]) -> Any:
    """A field that is not bound to a form yet."""
    id = f"line-{name.replace('_', '-')}"
    if name == "topic":
        checks = [Seen("Choose what it is about."), is_offered]
        return ChoiceField(
            label, id=id, offered=offered, first=_CHOOSE, filters=[as_word], validators=checks
        )
    if name == "reach":
        choices = {words: words for words in map(as_line, reception.reach_choices) if words}
        return ChoiceField(
            label,
            id=id,
            offered=choices,
            first=_NO_MATTER,
            filters=[as_line],
            validators=[is_offered],
        )
    kind, filter, checks, attributes = {**_ALWAYS, **_OPTIONAL}[name]
    return kind(label, id=id, filters=[filter], validators=checks, render_kw=attributes)


_ALWAYS: dict[str, Any] = {
    "name": (
        StringField,
        as_line,
        [Seen("Enter your name."), at_most(245, "Your name")],
        {"autocomplete": "name"},
    ),
    "email": (
        EmailField,
        as_word,
        [
            Seen("Enter your e-mail address, so that we can answer."),
            at_most(100, "Your e-mail address"),
            email_address(),
        ],
        {"autocomplete": "email"},
    ),
    "message": (
        TextArea,
        as_text,
        [Seen("Write your message."), at_most(65_525, "Your message")],
        {"rows": "6"},
    ),
}
_OPTIONAL: dict[str, Any] = {
    "phone": (TelField, as_line, [at_most(60, "Your phone number")], {"autocomplete": "tel"}),
    "organisation": (
        StringField,
        as_line,
        [at_most(245, "The name of your organisation")],
        {"autocomplete": "organization"},
    ),
    "reach": (),
    "best_time": (StringField, as_line, [at_most(245, "The best time")], {"autocomplete": "off"}),
}


def _tick() -> Any:
    return BooleanField("I agree", id="line-consent", validators=[DataRequired(_NOT_TICKED)])


def _mark(text: str) -> str:
    """Tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def settle_consent(form: InquiryForm) -> bool:
    """Whether the form was sent with the words that are asked for now; if not, it says so, and
    is drawn with the new words and without a tick."""
    if not form.consent or not form.terms_seen:
        return True
    mark, was = _mark(form.consent_text), typed(form.terms_seen)
    form.terms_seen.data = mark
    if was == mark or not form.consent.data:
        return True
    form.consent.data = False
    form.consent.errors = [_CHANGED]
    return False
