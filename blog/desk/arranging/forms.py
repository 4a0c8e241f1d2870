"""The forms of the menu, and of a step in it or in the tree of pages."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import AnyOf, StopValidation, ValidationError

from blog.desk.forms import ButtonForm, DeskForm
from blog.menu.entry import Area, Entry
from blog.menu.target import wrong_with
from blog.posts.tree.moves import Step
from blog.posts.tree.page import TreePage
from blog.web.fields import ChoiceField, as_line, as_word, at_most, is_offered, typed

_AREAS: list[Any] = [str(area) for area in Area]


class StepForm(ButtonForm):
    """`seen` is the order the editor saw."""

    seen = HiddenField(filters=[as_word])
    to = HiddenField(validators=[AnyOf([*Step])])


class WayForm(DeskForm):
    """Leads to a page or to an address. `seen` is the mark of the entry as the editor saw it."""

    seen = HiddenField(filters=[as_word])
    page = ChoiceField("A page", offered={}, first="none of them", validators=[is_offered])
    target = StringField(
        "Or an address",
        filters=[as_word],
        validators=[at_most(1_000, "The address")],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    label = StringField("Words", filters=[as_line], validators=[at_most(100, "This")])
    area = RadioField("Where it stands", choices=_AREAS, default=str(Area.TOP))

    def validate_target(self, field: StringField) -> None:
        if bool(field.data) == bool(self.page.data):
            raise ValidationError("Choose a page or type an address: one of the two.")
        if field.data and (wrong := wrong_with(field.data)):
            raise ValidationError(wrong)

    def validate_label(self, field: StringField) -> None:
        if not field.data and not self.page.data:
            raise StopValidation("Say what people read here. Only a page brings its own title.")

    def offer(self, pages: list[TreePage], now: Entry | None = None) -> None:
        """Published pages, and the one that it leads to now."""
        chosen = now.post_id if now else None
        self.page.offered = {
            str(each.id): each.title if each.is_published else f"{each.title} (not published)"
            for each in pages
            if each.is_published or each.id == chosen
        }

    def leads_to(self) -> dict[str, Any]:
        return {
            "label": typed(self.label),
            "target": typed(self.target),
            "post_id": int(typed(self.page)) if self.page.data else None,
        }
