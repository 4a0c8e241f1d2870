"""`flask editor`: who may sign in at the desk."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from blog.db import reading, writing
from blog.editors import people, store
from blog.editors.model import Role
from blog.text.plain import one_line
from blog.web.kit import kit

_ROLES = {
    Role.OWNER: "the owner",
    Role.EDITOR: "an editor",
    Role.AUTHOR: "an author",
    Role.MODERATOR: "a moderator",
}
editor = AppGroup("editor", help="Add, list and remove the people who sign in at the desk.")
_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of the input."
)


@editor.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The name under which they act.")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in Role]),
    help="What they may do. The first one is the owner, the others are editors.",
)
@_stdin
def add(email: str, name: str, role: str | None, password_stdin: bool) -> None:
    """Add an editor; asks for the password."""
    address, shown = _address(email), _name(name)
    with reading(kit().engine) as look:
        if store.by_email(look, people.email_key(address)):
            raise _taken(address)
        wanted = Role(role) if role else Role.EDITOR if store.has_owner(look) else Role.OWNER
    password = _password(from_stdin=password_stdin)
    with _refusals_in_words(), writing(kit().engine) as session:
        people.add(
            session, email=address, name=shown, role=wanted, password=password, now=kit().now()
        )
    email_kept = people.email_key(address)
    click.echo(f"{shown} <{email_kept}> is {_ROLES[wanted]} now: sign in at /desk/")


@editor.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([str(role) for role in Role]))
def role(email: str, role: str) -> None:
    """Give an editor another role: owner, editor, author or moderator."""
    with _refusals_in_words(), writing(kit().engine) as session:
        found = store.by_email(session, people.email_key(email))
        if found is None:
            raise people.Unknown(email)
        people.change_role(session, found.id, seen=found.role, to=Role(role))
        name = found.name
    click.echo(f"{name} is {_ROLES[Role(role)]} now.")


@editor.command("password")
@click.argument("email")
@_stdin
def password(email: str, password_stdin: bool) -> None:
    """Give an editor a new password; ends all their sessions."""
    with _refusals_in_words():
        _known(email)
        chosen = _password(from_stdin=password_stdin)
        with writing(kit().engine) as session:
            people.new_password(session, email, password=chosen)
    click.echo("The password is changed, and whoever was signed in with the old one is signed out.")


@editor.command("list")
def everyone() -> None:
    """List the editors."""
    with reading(kit().engine) as look:
        found = store.everyone(look)
    longest = max((len(each.email) for each in found), default=0)
    for each in found:
        click.echo(f"{each.role:<9} {each.email:<{longest}}  {each.name}")
    if not found:
        click.echo("There is no editor yet. Add one: flask editor add EMAIL --name NAME")


@editor.command("remove")
@click.argument("email")
def remove(email: str) -> None:
    """Remove an editor; ends all their sessions."""
    with _refusals_in_words(), writing(kit().engine) as session:
        people.remove(session, email)
        has_owner = store.has_owner(session)
    click.echo(f"{people.email_key(email)} is removed, and signed out.")
    if not has_owner:
        click.echo("There is no owner now, so nobody can open the settings. Add one: --role owner")


@contextmanager
def _refusals_in_words() -> Iterator[None]:
    try:
        yield
    except people.EmailTaken as taken:
        raise _taken(str(taken)) from taken
    except people.Unknown as unknown:
        raise click.ClickException(f"No editor has the address {unknown}.") from unknown
    except people.LastOwner as last:
        raise click.ClickException(
            "That would leave the site without an owner. Make somebody else one first."
        ) from last
    except people.WeakPassword as weak:
        raise click.ClickException(f"Choose another password. {weak}") from weak


def _taken(address: str) -> click.ClickException:
    return click.ClickException(
        f"{address} is an editor already. A new password: flask editor password {address}"
    )


def _known(email: str) -> None:
    """Nobody should think up a password for an address that is not there."""
    with reading(kit().engine) as look:
        if store.by_email(look, people.email_key(email)) is None:
            raise people.Unknown(email)


def _address(email: str) -> str:
    try:
        return validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as wrong:
        raise click.ClickException(f"{email!r} is not an e-mail address: {wrong}") from wrong


def _name(name: str) -> str:
    shown = one_line(name)
    if not shown or len(shown) > 245:
        raise click.ClickException("Give a name of 1 to 245 characters.")
    return shown


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
