"""What an editor sends about a letter."""

from wtforms import EmailField, HiddenField, StringField
from wtforms.validators import AnyOf, ValidationError

from blog.desk.forms import DecisionForm
from blog.outbox.compose import BadAddress, ascii_address
from blog.outbox.model import Stage
from blog.web.fields import WRONG_EMAIL, Seen, as_line, as_word, at_most

_NEEDS_A_REASON = frozenset((Stage.HELD, Stage.DROPPED))


class LetterDecision(DecisionForm):
    """`seen` is the stage the editor saw; `why` is for colleagues to read."""

    seen = HiddenField(validators=[AnyOf(list(Stage))])
    to = HiddenField(validators=[AnyOf([Stage.DUE, Stage.HELD, Stage.DROPPED])])
    why = StringField("Why", filters=[as_line], validators=[at_most(500, "The reason")])

    def validate_why(self, field: StringField) -> None:
        if self.to.data in _NEEDS_A_REASON and not field.data:
            raise ValidationError("Say why, so that your colleagues understand it.")


class NewRecipient(DecisionForm):
    seen = HiddenField(validators=[AnyOf(list(Stage))])
    recipient = EmailField(
        "Another address",
        filters=[as_word],
        validators=[Seen("Enter the address."), at_most(254, "The address")],
    )

    def validate_recipient(self, field: EmailField) -> None:
        try:
            ascii_address(field.data or "")
        except BadAddress as bad:
            raise ValidationError(f"{WRONG_EMAIL}.") from bad


def wrong_in(form: DecisionForm) -> str:
    """The first thing that is wrong with it, in words."""
    typed = (str(error) for field in form for error in field.errors if field.name in _TYPED)
    return next(typed, form.objection)


_TYPED = frozenset(("why", "recipient"))
