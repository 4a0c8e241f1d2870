"""The letters that let somebody in, and the one that says a password was changed."""

from blog.admission.model import Invitation
from blog.editors.model import Editor, Role
from blog.outbox.model import INVITATION, RESET
from blog.outbox.office import Office
from blog.outbox.write import Draft

_INVITATION = """\
Hello {name},

{host} invites you to the desk of {site}.

As {role} you may:
{may}

Choose a password, and you are in:
{link}

The link is yours alone: please do not pass this letter on. It works once, and ends
on {until}.

If you did not expect this, do nothing. Without the link nobody is let in.

--
{site}
{url}
"""
_RESET = """\
Hello {name},

somebody, most likely you, asked for a new password for the desk of {site}.

Choose one here:
{link}

The link works once, and ends on {until}. Choosing a
new password signs you out everywhere else.

If it was not you, do nothing: your password stays as it is.

--
{site}
{url}
"""
_CHANGED = """\
Hello {name},

your password for the desk of {site} was changed on
{at}. Whoever was signed in with the old one is signed out.

If it was not you, ask for a new one at once:
{url}/desk/forgotten
and tell the owner of the site.

--
{site}
{url}
"""
_ROLE = {
    Role.OWNER: "an owner",
    Role.EDITOR: "an editor",
    Role.AUTHOR: "an author",
    Role.MODERATOR: "a moderator",
}
_MAY = {
    Role.OWNER: (
        "write, and decide on everything that readers and prospects send,",
        "change the settings, and invite other people.",
    ),
    Role.EDITOR: (
        "write and publish posts and pages, of others as well,",
        "decide on comments, and answer inquiries.",
    ),
    Role.AUTHOR: (
        "write, schedule, publish and withdraw your own posts,",
        "upload pictures, and say who you are on your own page.",
    ),
    Role.MODERATOR: ("decide which comments readers see.",),
}


def invitation(invited: Invitation, token: str, *, host: str, office: Office, until: str) -> Draft:
    body = _INVITATION.format(
        name=invited.name,
        host=host,
        role=_ROLE[invited.role],
        may="\n".join(f"- {line}" for line in _MAY[invited.role]),
        link=f"{office.public_url}/desk/welcome/{token}",
        until=until,
        site=office.site_name,
        url=office.public_url,
    )
    return Draft(
        recipient=invited.email,
        subject=f"[{office.site_name}] {host} invites you to the desk",
        body=body,
        about=INVITATION,
        about_id=invited.id,
    )


def reset(editor: Editor, token: str, *, office: Office, until: str) -> Draft:
    body = _RESET.format(
        name=editor.name,
        link=f"{office.public_url}/desk/new-password/{token}",
        until=until,
        site=office.site_name,
        url=office.public_url,
    )
    return Draft(
        recipient=editor.email,
        subject=f"[{office.site_name}] A new password for the desk",
        body=body,
        about=RESET,
        about_id=editor.id,
    )


def changed(editor: Editor, *, office: Office, at: str) -> Draft:
    body = _CHANGED.format(name=editor.name, at=at, site=office.site_name, url=office.public_url)
    return Draft(
        recipient=editor.email,
        subject=f"[{office.site_name}] Your password was changed",
        body=body,
        about="password",
        about_id=editor.id,
    )
