"""Sending an answer."""

from typing import Any

from flask import abort, current_app, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from blog import owner
from blog.answers.letter import Manner, Writer
from blog.answers.model import Answer
from blog.answers.reply import Meanwhile, NotToBeAnswered, reply
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.desk.answering.around import drawn, placeholders, unsent_in
from blog.desk.answering.form import AnswerForm, WordsForm, wrong_in
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.inbox.move import NoSuchInquiry
from blog.inquiries import store as inquiries
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox.compose import BadAddress
from blog.saved import fill
from blog.web.kit import kit
from blog.web.times import day

_NOT_KEPT = (
    "This could not be stored just now, so nothing was sent. Your words are still here: send them "
    "in a minute."
)
_MOVED = (
    "Somebody moved this inquiry after you opened it, so nothing was sent yet. Look at where it "
    "stands now, and send your answer once more if you still mean it."
)
_SPAM = "It is marked as spam or lies in the trash, so no answer was sent. Take it out first."
_BAD_ADDRESS = (
    "No letter can be sent to {}, for it is not an address. Nothing was sent; your words are kept "
    "here. Is there a telephone number?"
)


@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/answers")
@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/draft")
@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/words")
def where_it_is_answered(inquiry_id: int) -> Response:
    """Where a refused answer was drawn; reloading that address leads back to the inquiry."""
    return redirect(url_for("desk.inquiry", inquiry_id=inquiry_id), 303)


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/answers")
def answer_inquiry(inquiry_id: int) -> Any:
    form = AnswerForm()
    if not form.validate():
        return _refused(inquiry_id, form, wrong_in(form), 422)
    try:
        with writing(kit().engine) as session:
            answer = _send(session, inquiry_id, form)
    except NoSuchInquiry:
        abort(404)
    except Meanwhile as meanwhile:
        return _refused(inquiry_id, form, _who_answered(meanwhile), 409)
    except AlreadyDecided:
        return _refused(inquiry_id, form, _MOVED, 409)
    except NotToBeAnswered:
        return _refused(inquiry_id, form, _SPAM, 409)
    except BadAddress:
        return _refused(inquiry_id, form, _BAD_ADDRESS.format(_address_of(inquiry_id)), 422)
    except NO_DATABASE as error:
        current_app.logger.error("An answer was not stored: %s", cause_of(error))
        # as the page had it: should it be stored after all, the next try finds it
        unsent = unsent_in(form, objection=_NOT_KEPT, after=form.draft.after)
        return drawn(inquiry_id, unsent), 503
    kit().wake_courier()
    say(f"Your answer to {reference(inquiry_id)} is on its way.")
    return redirect(_place(inquiry_id, answer), 303)


def _send(session: Session, inquiry_id: int, form: AnswerForm) -> Answer:
    inquiry = inquiries.inquiry(session, inquiry_id) or abort(404)
    return reply(
        session,
        inquiry_id,
        form.draft,
        seen=State(form.seen.data or ""),
        to=State(form.to.data or ""),
        action=Action(by=me().name, at=kit().now()),
        office=owner.office(),
        writer=Writer(editor_id=me().editor_id, name=me().name, email=me().email),
        manner=_manner(inquiry),
    )


def _manner(inquiry: Inquiry) -> Manner:
    wished = owner.reception()
    return Manner(
        answers_to=wished.answers_to,
        signature=fill.fill(wished.signature, placeholders(inquiry)),
        asked_on=day(inquiry.created_at, owner.wishes().zone),
    )


def _place(inquiry_id: int, answer: Answer) -> str:
    return url_for("desk.inquiry", inquiry_id=inquiry_id, _anchor=f"answer-{answer.id}")


def _refused(inquiry_id: int, form: WordsForm, why: str, status: int) -> Any:
    return drawn(inquiry_id, unsent_in(form, objection=why)), status


def _who_answered(meanwhile: Meanwhile) -> str:
    who = " and ".join(dict.fromkeys(answer.by for answer in meanwhile.answers))
    return (
        f"{who} answered after you opened this, so yours was not sent yet. That answer stands "
        "above; send yours all the same, or change it first."
    )


def _address_of(inquiry_id: int) -> str:
    with reading(kit().engine) as look:
        found = inquiries.inquiry(look, inquiry_id)
        return found.email if found else ""
