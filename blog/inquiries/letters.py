"""The letter an inquiry causes: all of it, in plain text, to be answered by "Reply"."""

from collections.abc import Iterator, Mapping, Sequence

from blog.inquiries.draft import LABELS, Draft
from blog.inquiries.reference import reference
from blog.outbox.office import Office
from blog.outbox.write import Draft as Letter

_BODY = """\
{opening}

{fields}

{message}
{notes}
--
It is also kept at the desk:
{desk}
"""
_REHEARSAL = (
    "This is a rehearsal. The site sent it to itself, to see that an inquiry reaches you. Nobody "
    "wrote to you,\nand nobody has to answer."
)
_OPTIONAL = ("phone", "organisation", "reach", "best_time")
_WIDEST = 14


def to_the_office(
    inquiry_id: int,
    draft: Draft,
    *,
    office: Office,
    labels: Mapping[str, str] = LABELS,
    reasons: Sequence[str] = (),
) -> list[Letter]:
    """One for each of the office's addresses. `labels` are what the form calls its fields."""
    number = reference(inquiry_id)
    rehearsed = "[Rehearsal] " if draft.rehearsal else ""
    body = _BODY.format(
        opening=_opening(draft),
        fields=_lines(_fields(draft, labels, number=number, office=office)),
        message=draft.message,
        notes="".join(_notes(draft, reasons)),
        desk=f"{office.public_url}/desk/inquiries/{inquiry_id}/",
    )
    return [
        Letter(
            recipient=address,
            subject=f"{rehearsed}[{office.site_name}] {number} from {draft.name}",
            body=body,
            reply_to=draft.email,
            reply_to_name=draft.name,
            about="inquiry",
            about_id=inquiry_id,
        )
        for address in office.letters_to
    ]


def _opening(draft: Draft) -> str:
    if draft.rehearsal:
        return _REHEARSAL
    return f"{draft.name} dropped you a line. Answering this letter answers them."


def _fields(
    draft: Draft, labels: Mapping[str, str], *, number: str, office: Office
) -> Iterator[tuple[str, str]]:
    yield "Reference", number
    if draft.topic:
        yield labels["topic"], draft.topic
    yield labels["name"], draft.name
    yield labels["email"], draft.email
    for name in _OPTIONAL:
        if given := getattr(draft, name):
            yield labels[name], given
    yield "From page", f"{office.public_url}{draft.page}"


def _lines(fields: Iterator[tuple[str, str]]) -> str:
    """One field a line, what was given below each other; a label that is a question ends in it."""
    said = [(label if label.endswith("?") else f"{label}:", given) for label, given in fields]
    width = max(len(label) for label, _ in said if len(label) <= _WIDEST)
    return "\n".join(f"{label:{width}} {given}" for label, given in said)


def _notes(draft: Draft, reasons: Sequence[str]) -> Iterator[str]:
    if draft.consent:
        quoted = "\n".join(f"> {line}".rstrip() for line in draft.consent.splitlines())
        yield f"\nThey ticked that they agree to this:\n{quoted}\n"
    if reasons:
        listed = "\n".join(f"- {reason}" for reason in reasons)
        yield f"\nTo be looked at twice:\n{listed}\n"
