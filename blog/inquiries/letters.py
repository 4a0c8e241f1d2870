"""The letter an inquiry causes: all of it, in plain text, to be answered by "Reply"."""

from blog.inquiries.draft import Draft
from blog.inquiries.reference import reference
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter

_BODY = """\
{name} dropped you a line. Answering this letter answers them.

Reference: {reference}
Name:      {name}
E-mail:    {email}
Phone:     {phone}
From page: {page}

{message}

--
It is also kept at the desk:
{desk}
"""


def to_the_office(inquiry_id: int, draft: Draft, *, office: Office) -> list[Letter]:
    """One for each of the office's addresses."""
    number = reference(inquiry_id)
    body = _BODY.format(
        reference=number,
        name=draft.name,
        email=draft.email,
        phone=draft.phone or "none given",
        page=f"{office.public_url}{draft.page}",
        message=draft.message,
        desk=f"{office.public_url}/desk/inquiries/{inquiry_id}/",
    )
    return [
        Letter(
            recipient=address,
            subject=f"[{office.site_name}] {number} from {draft.name}",
            body=body,
            reply_to=draft.email,
            reply_to_name=draft.name,
            about="inquiry",
            about_id=inquiry_id,
        )
        for address in office.letters_to
    ]
