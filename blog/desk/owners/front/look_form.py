"""The form with the owner's wishes about how the public pages look."""

from collections.abc import Iterator
from dataclasses import asdict

from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blog.desk.forms import DeskForm
from blog.desk.ordered.order import mark_of
from blog.menu.target import wrong_with
from blog.site.look.accent import nearest, ratio
from blog.site.look.colours import ENOUGH, colour_in
from blog.site.look.look import Look
from blog.web.fields import ChoiceField, as_line, as_text, as_word, at_most, is_offered, typed

COLOURS = {"accent_light": "light", "accent_dark": "dark"}
_MOST_SOCIAL, _LONGEST_NAME = 12, 60


def _colour(label: str) -> StringField:
    return StringField(
        label,
        filters=[as_word],
        validators=[at_most(30, "This")],
        render_kw={"autocapitalize": "none", "spellcheck": "false", "data-colour": ""},
    )


def _picture(label: str, first: str) -> ChoiceField:
    return ChoiceField(label, offered={}, first=first, validators=[is_offered])


class LookForm(DeskForm):
    """`seen` is the mark of the look as the owner saw it."""

    seen = HiddenField(filters=[as_word])
    accent_light = _colour("By day")
    accent_dark = _colour("By night")
    logo = _picture("Logo", "none: the name in words")
    logo_dark = _picture("Logo by night", "the same")
    icon = _picture("Icon of the site", "the drop, in your colour")
    footer_text = TextAreaField("Words", filters=[as_text], validators=[at_most(2_000, "This")])
    social = TextAreaField(
        "Where else you are",
        filters=[as_text],
        validators=[at_most(5_000, "This")],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )

    def validate_accent_light(self, field: Field) -> None:
        _can_be_read(field)

    def validate_accent_dark(self, field: Field) -> None:
        _can_be_read(field)

    def validate_social(self, field: Field) -> None:
        lines = list(_lines(field.data or ""))
        if len(lines) > _MOST_SOCIAL:
            raise ValidationError(f"At most {_MOST_SOCIAL}.")
        for name, address in lines:
            if not name or not address.startswith("https://") or wrong_with(address):
                raise ValidationError(
                    f"“{f'{name} {address}'.strip()}”: write a name and then its address, such as "
                    "Mastodon https://social.example/@us"
                )
            if len(name) > _LONGEST_NAME:
                raise ValidationError(f"“{name}” is too long: at most {_LONGEST_NAME} characters.")

    def offer(self, pictures: dict[str, str], *, square: dict[str, str]) -> None:
        self.logo.offered = self.logo_dark.offered = pictures
        self.icon.offered = square

    def take(self, name: str) -> None:
        """The nearest colour that can be read, instead of the one that was typed."""
        if found := self.nearest(name):
            self[name].data = found

    def nearest(self, name: str) -> str | None:
        """None where what was typed is no colour, or can be read as it is."""
        found, mode = colour_in(typed(self[name])), COLOURS[name]
        return nearest(found, mode) if found and ratio(found, mode) < ENOUGH else None

    def look(self) -> Look:
        return Look(
            accent_light=colour_in(typed(self.accent_light)) or "",
            accent_dark=colour_in(typed(self.accent_dark)) or "",
            logo_id=int(typed(self.logo) or 0),
            logo_dark_id=int(typed(self.logo_dark) or 0),
            icon_id=int(typed(self.icon) or 0),
            footer_text=typed(self.footer_text).strip(),
            social=tuple(_lines(typed(self.social))),
        )


def filled_with(look: Look) -> LookForm:
    given = {
        "seen": mark(look),
        "logo": str(look.logo_id or ""),
        "logo_dark": str(look.logo_dark_id or ""),
        "icon": str(look.icon_id or ""),
        "social": "\n".join(f"{name} {address}" for name, address in look.social),
    }
    return LookForm(data=asdict(look) | given)


def mark(look: Look) -> str:
    return mark_of(asdict(look).values())


def _can_be_read(field: Field) -> None:
    if not field.data:
        return
    found, mode = colour_in(field.data), COLOURS[field.short_name]
    if found is None:
        raise ValidationError("Enter a colour such as #0b5d57.")
    if (has := ratio(found, mode)) < ENOUGH:
        raise ValidationError(
            f"{found} has a contrast of {has:.2f} to 1 with what words stand on; {ENOUGH} to 1 is "
            f"the least that everybody can read. The nearest that has it is {nearest(found, mode)}."
        )


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The name, which may have blanks in it, and the address at the end."""
    for line in (as_line(line) for line in text.splitlines()):
        if line:
            name, _, address = line.rpartition(" ")
            yield name.rstrip(": "), address
