"""What the page of an inquiry shows of its answers, and of the one being written."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g
from sqlalchemy.orm import Session

from blog import owner
from blog.answers import drafts, looking, store
from blog.answers.model import Answer
from blog.answers.store import Other
from blog.desk.answering.form import AFTERWARDS, LONGEST, WordsForm
from blog.desk.door import me
from blog.editors import store as editors
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from blog.saved import fill
from blog.saved import store as saved
from blog.web.fields import typed
from blog.web.kit import kit

_UNANSWERED = (State.SPAM, State.TRASH)


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """What was typed and not taken, and why; `said` is no fault, `newer` what another page kept.

    `version` is that of the draft which pressing the button again replaces."""

    text: str
    to: str = State.ANSWERED
    version: str | None = None
    after: int | None = None
    objection: str = ""
    said: str = ""
    newer: str | None = None


def answers_around(look: Session, inquiry: Inquiry) -> dict[str, Any]:
    """For the partial that draws the conversation and the form of the next answer."""
    answers = store.answers_to(look, inquiry.id)
    letters = store.letters_of(look, [answer.id for answer in answers])
    return {
        "answering": {
            "answers": answers,
            "letters": letters,
            "attempts": outbox.attempts_by_letter(look, [it.id for it in letters.values()]),
            "may_answer": inquiry.state not in _UNANSWERED,
            "afterwards": AFTERWARDS,
            "longest": LONGEST,
            "others": _who_else(look, inquiry.id),
            "saved": _saved(look, inquiry),
            "from": f"{me().name}, {owner.wishes().name}",
            "reply_to": _answers_to(),
            **_unsent(look, inquiry, answers),
        }
    }


def drawn(inquiry_id: int, unsent: Unsent) -> Any:
    """The page of the inquiry, with what was typed."""
    g.unsent_answer = unsent
    return current_app.view_functions["desk.inquiry"](inquiry_id=inquiry_id)


def placeholders(inquiry: Inquiry) -> dict[str, str]:
    """What braces stand for in saved replies and in the signature."""
    return {
        "name": inquiry.name,
        "first_name": next(iter(inquiry.name.split()), ""),
        "reference": reference(inquiry.id),
        "topic": inquiry.topic,
        "editor": me().name,
        "site": owner.wishes().name,
    }


def in_words(look: Session, others: list[Other]) -> str:
    """Such as: Erin is answering this. Bob has this open."""
    if not others:
        return ""
    names = {editor.id: editor.name for editor in editors.everyone(look)}
    said = [
        f"{names[it.editor_id]} {'is answering this' if it.writes else 'has this open'}."
        for it in others
        if it.editor_id in names
    ]
    return " ".join(said)


def _who_else(look: Session, inquiry_id: int) -> str:
    found = looking.others(look, inquiry_id, but=me().editor_id, now=kit().now())
    return in_words(look, found)


def _answers_to() -> str:
    to_the_editor = owner.reception().answers_to == "editor"
    return me().email if to_the_editor else owner.office().letters_to[0]


def _saved(look: Session, inquiry: Inquiry) -> list[dict[str, Any]]:
    known = placeholders(inquiry)
    return [
        {"id": it.id, "title": it.title, "text": fill.fill(it.text, known)}
        for it in saved.all_of(look)
    ]


def _unsent(look: Session, inquiry: Inquiry, answers: list[Answer]) -> dict[str, Any]:
    draft = store.draft(look, inquiry.id, me().editor_id)
    unsent: Unsent | None = g.get("unsent_answer")
    shown = unsent or Unsent(text=draft.text if draft else "")
    last = answers[-1].id if answers else 0
    version = drafts.version(draft) if shown.version is None else shown.version
    return {
        "draft": draft,
        "unsent": shown,
        "is_open": unsent is not None or draft is not None,
        "version": version,
        "after": last if shown.after is None else shown.after,
    }


def unsent_in(form: WordsForm, **why: Any) -> Unsent:
    """What was typed comes back, with the version of the draft that the page knew."""
    return Unsent(
        text=typed(form.text),
        to=typed(form.to) or State.ANSWERED,
        version=typed(form.version),
        **why,
    )
