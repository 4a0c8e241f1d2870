"""The form with the owner's wishes about inquiries: what is asked, and what is answered."""

from dataclasses import asdict
from typing import Any

from wtforms import BooleanField, Field, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blog.desk.forms import DeskForm
from blog.desk.owners.parts import OnlyKnown, line, number
from blog.site.reception import FIELDS, USUAL_WORDS, Reception
from blog.web.fields import Seen, as_line, as_text, at_most

KEPT = (
    *("line_fields", "line_words", "reach_choices", "consent_text"),
    *("receipt_on", "receipt_subject", "receipt_text"),
    *("suspicious_at", "answers_to", "signature"),
)
"""What this form keeps of the reception; the rest stands on another page."""

IN_RECEIPTS = OnlyKnown("reference", "site", "status")
IN_SIGNATURES = OnlyKnown("editor", "site")
_LONGEST_LABEL, _LONGEST_HINT, _LONGEST_CHOICE, _MOST_CHOICES = 100, 300, 60, 20
_ANSWERS_TO = (
    ("office", "The office", "Whoever gets the letters reads what comes back."),
    ("editor", "The editor who wrote", "It goes straight to their own address."),
)
_VALUES: list[Any] = [value for value, _, _ in _ANSWERS_TO]


class InquiriesForm(DeskForm):
    """`label_…` and `hint_…` of every field, `on_…` and `place_…` of those that may be off."""

    reach_choices = TextAreaField(
        "Choices of “How shall we reach you?”",
        filters=[as_text],
        validators=[at_most(2_000, "This")],
    )
    consent_text = TextAreaField(
        "What people agree to", filters=[as_text], validators=[at_most(20_000, "The text")]
    )
    receipt_on = BooleanField("Send a receipt")
    receipt_subject = StringField(
        "Subject",
        filters=[as_line],
        validators=[Seen("Give the letter a subject."), at_most(200, "The subject"), IN_RECEIPTS],
    )
    receipt_text = TextAreaField(
        "Letter",
        filters=[as_text],
        validators=[Seen("Write the letter."), at_most(10_000, "The letter"), IN_RECEIPTS],
    )
    suspicious_at = number("Weight that makes it suspicious", 10, 200)
    answers_to = RadioField("Where answers to an answer go", choices=_VALUES)
    signature = TextAreaField(
        "Signature",
        filters=[as_text],
        validators=[at_most(2_000, "The signature"), IN_SIGNATURES],
    )

    choices = {value: (label, effect) for value, label, effect in _ANSWERS_TO}  # noqa: RUF012

    def validate_receipt_subject(self, field: Field) -> None:
        if "{reference}" not in (field.data or ""):
            raise ValidationError("The subject has to say {reference}, so that answers are found.")

    def validate_reach_choices(self, field: Field) -> None:
        offered = _lines(field.data)
        if len(offered) > _MOST_CHOICES:
            raise ValidationError(f"Offer at most {_MOST_CHOICES} choices.")
        for words in offered:
            if len(words) > _LONGEST_CHOICE:
                raise ValidationError(f"“{words[:30]}…” : at most {_LONGEST_CHOICE} signs.")
        if self["on_reach"].data and not offered:
            raise ValidationError("Offer at least one choice, or switch the field off.")

    def reception(self) -> Reception:
        """Only what is KEPT of it is the owner's."""
        typed = {name: self[name].data for name in KEPT if name in self}
        return Reception(
            **typed
            | {
                "line_fields": tuple(sorted(filter(self._is_on, FIELDS), key=self._place)),
                "line_words": tuple(filter(_says_something, map(self._words, USUAL_WORDS))),
                "reach_choices": _lines(self.reach_choices.data),
            }
        )

    def _is_on(self, name: str) -> bool:
        return bool(self[f"on_{name}"].data)

    def _place(self, name: str) -> int:
        return int(self[f"place_{name}"].data)

    def _words(self, name: str) -> tuple[str, str, str]:
        return name, self[f"label_{name}"].data or "", self[f"hint_{name}"].data or ""


def _with_placeholder(field: Any, words: str) -> StringField:
    field.kwargs["render_kw"] = {"placeholder": words}
    made: StringField = field
    return made


for _name, (_label, _hint) in USUAL_WORDS.items():
    setattr(
        InquiriesForm,
        f"label_{_name}",
        _with_placeholder(line("Label", _LONGEST_LABEL), _label),
    )
    setattr(
        InquiriesForm,
        f"hint_{_name}",
        _with_placeholder(line("Hint", _LONGEST_HINT), _hint or "No hint"),
    )
for _name in FIELDS:
    _place: IntegerField = number("Place", 1, len(FIELDS))
    setattr(InquiriesForm, f"on_{_name}", BooleanField("Ask for it"))
    setattr(InquiriesForm, f"place_{_name}", _place)


def filled_with(wished: Reception) -> InquiriesForm:
    words = {name: (label, hint) for name, label, hint in wished.line_words}
    order = [*wished.line_fields, *(name for name in FIELDS if name not in wished.line_fields)]
    return InquiriesForm(
        data={
            **asdict(wished),
            "reach_choices": "\n".join(wished.reach_choices),
            **{f"label_{name}": label for name, (label, _) in words.items()},
            **{f"hint_{name}": hint for name, (_, hint) in words.items()},
            **{f"on_{name}": name in wished.line_fields for name in FIELDS},
            **{f"place_{name}": order.index(name) + 1 for name in FIELDS},
        }
    )


def _says_something(words: tuple[str, str, str]) -> bool:
    return bool(words[1] or words[2])


def _lines(text: str | None) -> tuple[str, ...]:
    """What is offered, one a line, each once."""
    return tuple(dict.fromkeys(words for words in map(as_line, (text or "").splitlines()) if words))
