"""The letters that comments cause."""

from blog.comments.draft import Draft
from blog.comments.model import Status
from blog.comments.rules import Verdict
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter
from blog.posts.model import Post
from blog.text.plain import shortened

_LONGEST_TEXT = 5_000

_HELD = """\
A reply is waiting for you. Nobody but its author sees it until you approve it.

Held because: {reasons}.

Post:    {title}
         {url}
Answers: {answers}
Name:    {name}
E-mail:  {email}
Website: {website}

{text}

Approve it, or not, at the desk:
{desk}
"""

_APPROVED = """\
A reader you have approved before wrote a reply. It is on the page already:
{url}#comment-{number}

Post:    {title}
Answers: {answers}
Name:    {name}
E-mail:  {email}
Website: {website}

{text}

To take it off the page, go to the desk:
{desk}?status=approved
"""


def to_the_office(
    comment_id: int,
    post: Post,
    draft: Draft,
    verdict: Verdict,
    *,
    answers: str | None,
    office: Office,
) -> list[Letter]:
    """One for each of the office's addresses; answering it answers the reader."""
    held = verdict.status is Status.HELD
    opening = "Please look at a reply to" if held else "A new reply to"
    body = (_HELD if held else _APPROVED).format(
        reasons="; ".join(verdict.reasons),
        title=post.title,
        url=f"{office.public_url}/blog/{post.slug}/",
        number=comment_id,
        answers=answers or "the post itself",
        name=draft.name,
        email=draft.email,
        website=draft.website or "none given",
        text=_quoted(draft.text),
        desk=f"{office.public_url}/desk/comments/",
    )
    return [
        Letter(
            recipient=address,
            subject=f"[{office.site_name}] {opening} “{shortened(post.title, 60)}”",
            body=body,
            reply_to=draft.email,
            reply_to_name=draft.name,
            about="comment",
            about_id=comment_id,
        )
        for address in office.letters_to
    ]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in shortened(text, _LONGEST_TEXT).split("\n"))
