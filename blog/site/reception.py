"""What the owner wishes of inquiries, as one frozen value."""

from dataclasses import dataclass

FIELDS = ("phone", "organisation", "reach", "best_time")
"""The fields that may be switched on; name, e-mail and message always stand in the form."""

USUAL_WORDS: dict[str, tuple[str, str]] = {
    "name": ("Name", ""),
    "email": ("Email", ""),
    "topic": ("Topic", ""),
    "phone": ("Phone", "If you would rather be called back."),
    "organisation": ("Organisation", ""),
    "reach": ("How shall we reach you?", ""),
    "best_time": ("Best time", ""),
    "message": ("Message", ""),
}
"""The label and the hint of each field where the owner has named no other."""


@dataclass(frozen=True, kw_only=True)
class Reception:
    """`line_fields` are the optional fields that are on, in the order of the form. Labels and
    hints are of those and of name, email, topic and message, by name: (name, label, hint); a
    field that is not named has the usual ones. `consent_text` is Markdown; empty, nobody is asked.

    A receipt goes out where `receipt_on`, in the owner's words. What weighs `suspicious_at` is
    kept under "Suspicious" and never mailed. `answers_to` says whom a person's answer to ours
    goes to: the "office" or the "editor" who wrote. `absences` are (address, last day, stand-in),
    days as 2026-12-24. The watch warns `alarm_to`. 0 days rehearse never."""

    line_fields: tuple[str, ...] = ("phone",)
    line_words: tuple[tuple[str, str, str], ...] = ()
    consent_text: str = ""
    receipt_on: bool = False
    receipt_subject: str = "We have your message, {reference}"
    receipt_text: str = (
        "Hello,\n\nthank you for your message to {site}. We have it, under the reference "
        "{reference}.\nSomebody of us reads it and answers you.\n\nWhere it stands: {status}\n"
    )
    suspicious_at: int = 60
    reach_choices: tuple[str, ...] = ("By e-mail", "By phone")
    answers_to: str = "office"
    signature: str = ""
    absences: tuple[tuple[str, str, str], ...] = ()
    alarm_to: tuple[str, ...] = ()
    weekly_letter: bool = True
    rehearse_every_days: int = 0
