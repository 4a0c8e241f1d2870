"""The form with the owner's wishes about the office's letters: who is away, and the watch."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, StringField
from wtforms.validators import ValidationError

from blog.desk.forms import DeskForm
from blog.desk.owners.parts import addresses, addresses_in, is_address, number
from blog.site.reception import Reception
from blog.web.fields import WRONG_EMAIL, as_word

KEPT = ("absences", "alarm_to", "weekly_letter", "rehearse_every_days")
"""What this form keeps of the reception; the rest stands on another page."""

MOST_AWAY = 20
_EMPTY_ROWS = 2
_Row = tuple[str, str, str]


class AwayForm(Form):
    """One who is away. A row that is emptied is taken off."""

    address = StringField("Address", filters=[as_word])
    last_day = StringField(
        "Last day away", filters=[as_word], render_kw={"placeholder": "2026-12-24"}
    )
    stand_in = StringField("Who stands in", filters=[as_word])

    @property
    def row(self) -> _Row:
        return self.address.data or "", self.last_day.data or "", self.stand_in.data or ""


class LettersForm(DeskForm):
    absences = FieldList(FormField(AwayForm), max_entries=MOST_AWAY + _EMPTY_ROWS)
    alarm_to = addresses("Who is warned")
    weekly_letter = BooleanField("Send the weekly letter")
    rehearse_every_days = number("Days between two rehearsals", 0, 365)

    def validate_absences(self, field: Any) -> None:
        for number_of, entry in enumerate(field.entries, start=1):
            if wrong := _wrong_with(entry.form.row):
                raise ValidationError(f"Row {number_of}: {wrong}")

    def reception(self, *, today: date) -> Reception:
        """Only what is KEPT of it is the owner's; who is back is left out."""
        return Reception(
            absences=tuple(row for row in self._rows() if row[1] >= today.isoformat()),
            alarm_to=addresses_in(self.alarm_to.data),
            weekly_letter=bool(self.weekly_letter.data),
            rehearse_every_days=self.rehearse_every_days.data or 0,
        )

    def with_empty_rows(self) -> "LettersForm":
        """Two to write into stand below the others, whatever was typed."""
        entries = self.absences.entries
        while len(entries) < MOST_AWAY + _EMPTY_ROWS and any(
            any(it.form.row) for it in entries[-_EMPTY_ROWS:]
        ) | (len(entries) < _EMPTY_ROWS):
            self.absences.append_entry()
        return self

    def _rows(self) -> Iterator[_Row]:
        return (entry.form.row for entry in self.absences.entries if any(entry.form.row))


def filled_with(wished: Reception) -> LettersForm:
    away = [
        {"address": address, "last_day": last_day, "stand_in": stand_in}
        for address, last_day, stand_in in wished.absences
    ]
    given = {**asdict(wished), "absences": away, "alarm_to": "\n".join(wished.alarm_to)}
    return LettersForm(data=given)


def _wrong_with(row: _Row) -> str:
    """Nothing is wrong with an empty row."""
    address, last_day, stand_in = row
    if not any(row):
        return ""
    if not is_address(address):
        return f"who is away? {WRONG_EMAIL}."
    if not _is_day(last_day):
        return "enter the last day such as 2026-12-24."
    if stand_in and not is_address(stand_in):
        return f"who stands in? {WRONG_EMAIL}, or leave it empty."
    if stand_in.casefold() == address.casefold():
        return "somebody else has to stand in, or nobody."
    return ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
