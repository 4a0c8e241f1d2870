"""A prospect drops a line."""

from flask import Response, current_app, redirect, render_template, request
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.inquiries import links, receipt
from blog.inquiries.draft import Draft, labels_with
from blog.inquiries.receive import Received, Wished, receive
from blog.inquiries.rules import Rules
from blog.posts import store as posts
from blog.public import words
from blog.public.door import public, refused, shared
from blog.public.faces import of_site
from blog.public.flood import floods
from blog.public.forms import path_of
from blog.public.inquiries.form import (
    InquiryForm,
    filled_line_form,
    line_form,
    settle_consent,
)
from blog.public.reading.posts import draw_home
from blog.public.replies import post_page
from blog.public.words import Refusal
from blog.web import client
from blog.web.fields import typed
from blog.web.kit import kit


@public.get("/contact/")
def contact() -> Response:
    return shared(_draw(line_form("/contact/")))


@public.post("/contact/")
def drop_a_line() -> Answer:
    rehearsal = _is_rehearsal()
    form = filled_line_form(request.form, rehearsal=rehearsal)
    try:
        taken = _refusal(form) or _take(form, rehearsal=rehearsal)
        if isinstance(taken, Received):
            kit().wake_courier()
            return redirect(_thanks(taken), 303)
        words.say(form, taken)
        return refused(_in_place(form), taken.status)
    except NO_DATABASE as error:
        current_app.logger.error("An inquiry was not stored: %s", cause_of(error))
        words.say(form, words.NOT_STORED)
        return refused(_in_place_if_it_can_be(form, error), words.NOT_STORED.status)


def _is_rehearsal() -> bool:
    given = request.headers.get(links.REHEARSAL_HEADER, "")
    return links.is_rehearsal(given, secret=kit().settings.secret_key, now=kit().now())


def _refusal(form: InquiryForm) -> Refusal | None:
    found = words.refusal(form)
    agreed = settle_consent(form)
    return found if found or agreed else words.INVALID


def _take(form: InquiryForm, *, rehearsal: bool) -> Received | Refusal:
    """One transaction for the inquiry and the letters about it."""
    draft, now = _draft(form, rehearsal=rehearsal), kit().now()
    office, wished = owner.office_for(draft.topic_id), _wished()
    with writing(kit().engine) as session:
        received = receive(session, draft, wished=wished, office=office, floods=floods(), now=now)
    return received if isinstance(received, Received) else words.TOO_MANY


def _draft(form: InquiryForm, *, rehearsal: bool) -> Draft:
    topic = form.topic.data if form.topic else ""
    return Draft(
        name=typed(form.name),
        email=typed(form.email),
        phone=_given(form, "phone"),
        organisation=_given(form, "organisation"),
        reach=_given(form, "reach"),
        best_time=_given(form, "best_time"),
        topic_id=int(topic) if topic else None,
        topic=form.topics[topic] if topic else "",
        consent=form.consent_text,
        message=typed(form.message).strip(),
        page=path_of(form.page.data),
        trap=typed(form.remark),
        network=client.network(),
        address=client.address(),
        sender=client.bucket(),
        rehearsal=rehearsal,
    )


def _given(form: InquiryForm, name: str) -> str:
    """Nothing, where the field is off."""
    field = getattr(form, name)
    return typed(field) if field else ""


def _wished() -> Wished:
    wished = owner.reception()
    return Wished(
        rules=Rules(suspicious_at=wished.suspicious_at, limits=owner.policy().limits),
        labels=labels_with(wished.line_words),
        receipt=_receipt() if wished.receipt_on else None,
    )


def _receipt() -> receipt.Words:
    wished, office = owner.reception(), owner.office()
    ours = (
        *office.letters_to,
        owner.wishes().office_email,
        kit().settings.mail.sender.rpartition("<")[2].strip("> "),
        *(address for topic in owner.topics() for address in topic.letters_to),
        *(address for away, _, stand_in in wished.absences for address in (away, stand_in)),
        *wished.alarm_to,
    )
    return receipt.Words(
        subject=wished.receipt_subject,
        text=wished.receipt_text,
        ours=frozenset(address.casefold() for address in ours),
    )


def _thanks(taken: Received) -> str:
    secret = kit().settings.secret_key
    return links.thanks(taken.inquiry_id, written_at=taken.written_at, secret=secret)


def _in_place(form: InquiryForm) -> str:
    """The refused form on the page it was sent from, as far as that is known."""
    path = path_of(form.page.data)
    if path == "/":
        return draw_home(form)
    slug = path.removeprefix("/blog/").strip("/")
    if path == f"/blog/{slug}/":
        with reading(kit().engine) as session:
            if post := posts.readable(session, slug):
                page = post_page.read(session, post)
                return post_page.draw(page, inquiry_form=form)
    return _draw(form)


def _in_place_if_it_can_be(form: InquiryForm, error: Exception) -> str:
    """A database that is locked or full may still be read; one that had no connection free would
    only make the visitor wait once more."""
    if not isinstance(error, DBAPIError):
        return _draw(form)
    try:
        return _in_place(form)
    except NO_DATABASE:
        return _draw(form)


def _draw(form: InquiryForm) -> str:
    return render_template(
        "public/contact.html",
        title="Contact",
        description="Drop us a line, send us an e-mail, or come by.",
        graph=of_site.contact("Contact"),
        path="/contact/",
        inquiry_form=form,
    )
