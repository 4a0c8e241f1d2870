"""What people send about themselves and about each other."""

from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import AnyOf

from blog.desk.forms import ButtonForm, DeskForm
from blog.editors import passwords
from blog.editors.model import Role
from blog.web.fields import ChoiceField, Seen, as_line, as_word, at_most, email_address, is_offered

ROLES = {
    Role.OWNER: "Owner",
    Role.EDITOR: "Editor",
    Role.AUTHOR: "Author",
    Role.MODERATOR: "Moderator",
}
PASSWORD_HINT = (
    f"{passwords.SHORTEST} characters or more, of any kind; "
    "not a common one, nor your own name or address."
)


def _name(label: str) -> StringField:
    return StringField(
        label,
        filters=[as_line],
        validators=[Seen("Enter a name."), at_most(245, "The name")],
        render_kw={"autocomplete": "name"},
    )


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        validators=[Seen("Choose a password."), at_most(passwords.LONGEST, "The password")],
        render_kw={"autocomplete": "new-password"},
    )


def _role(label: str) -> ChoiceField:
    return ChoiceField(
        label,
        offered={str(role): name for role, name in ROLES.items()},
        first="Choose a role",
        filters=[as_word],
        validators=[Seen("Choose a role."), is_offered],
    )


class ForgottenForm(DeskForm):
    stale = "This page was open for too long. Press the button once more."

    email = EmailField(
        "Email",
        filters=[as_word],
        validators=[
            Seen("Enter your e-mail address."),
            at_most(254, "The address"),
            email_address(),
        ],
        render_kw={"autocomplete": "username"},
    )


class NewPasswordForm(DeskForm):
    stale = "This page was open for too long. Enter the password once more."

    password = _new_password("New password")


class WelcomeForm(DeskForm):
    stale = "This page was open for too long. Enter the password once more."

    name = _name("Your name")
    password = _new_password("Password")


class InvitationForm(DeskForm):
    email = EmailField(
        "Email",
        filters=[as_word],
        validators=[
            Seen("Enter an e-mail address."),
            at_most(254, "The address"),
            email_address(),
        ],
        render_kw={"autocomplete": "off"},
    )
    name = StringField(
        "Name",
        filters=[as_line],
        validators=[Seen("Enter a name."), at_most(245, "The name")],
        render_kw={"autocomplete": "off"},
    )
    role = _role("Role")


class InvitationButton(ButtonForm):
    """`seen` is when the link that the owner saw expires."""

    seen = HiddenField(filters=[as_word], validators=[at_most(40, "This")])


class RoleForm(DeskForm):
    """`seen` is the role the owner saw."""

    seen = HiddenField(validators=[AnyOf(list(Role))])
    role = _role("Role")


class PersonButton(ButtonForm):
    """`seen` is the mark of the person as the owner saw them."""

    seen = HiddenField(filters=[as_word], validators=[at_most(64, "This")])


class NameForm(DeskForm):
    name = _name("Name")


class PasswordForm(DeskForm):
    present = PasswordField(
        "Present password",
        validators=[
            Seen("Enter your present password."),
            at_most(passwords.LONGEST, "The password"),
        ],
        render_kw={"autocomplete": "current-password"},
    )
    password = _new_password("New password")
