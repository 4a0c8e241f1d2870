"""A prospect drops a line."""

from datetime import timedelta

from flask import abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from blog import owner, signed
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.inquiries import store as inquiries
from blog.inquiries.draft import Draft
from blog.inquiries.model import State
from blog.inquiries.receive import Received, receive
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from blog.outbox.model import Stage
from blog.posts import store as posts
from blog.public import words
from blog.public.door import private, public, refused, shared
from blog.public.flood import floods
from blog.public.forms import InquiryForm, path_of
from blog.public.posts import draw_home
from blog.public.replies import post_page
from blog.public.words import Refusal
from blog.web import client
from blog.web.fields import typed
from blog.web.kit import kit

_PURPOSE = "see thanks"
_FOR = timedelta(days=14)


@public.get("/contact/")
def contact() -> Response:
    return shared(_draw(InquiryForm(formdata=None, page="/contact/")))


@public.post("/contact/")
def drop_a_line() -> Response:
    form = InquiryForm(formdata=request.form)
    try:
        taken = words.refusal(form) or _take(form)
        if isinstance(taken, Received):
            kit().wake_courier()
            return redirect(f"/contact/thanks/?inquiry={_token(taken)}", 303)
        words.say(form, taken)
        return refused(_in_place(form), taken.status)
    except NO_DATABASE as error:
        current_app.logger.error("An inquiry was not stored: %s", cause_of(error))
        words.say(form, words.NOT_STORED)
        return refused(_draw(form), words.NOT_STORED.status)


@public.get("/contact/thanks/")
def thanks() -> Response:
    """Says what is true of the inquiry now; only the link of its sender opens it."""
    number = signed.number_in(
        request.args.get("inquiry", ""),
        purpose=_PURPOSE,
        secret=kit().settings.secret_key,
        now=kit().now(),
    )
    if number is None:
        return redirect("/contact/", 303)
    page = render_template(
        "public/thanks.html",
        title="Thank you",
        path="/contact/thanks/",
        noindex=True,
        reference=reference(number),
        words=_how_it_stands(number),
    )
    return private(page, 200)


def _take(form: InquiryForm) -> Received | Refusal:
    """One transaction for the inquiry and the letter about it."""
    draft, office = _draft(form), owner.office()
    with writing(kit().engine) as session:
        received = receive(session, draft, office=office, floods=floods(), now=kit().now())
    return received if isinstance(received, Received) else words.TOO_MANY


def _draft(form: InquiryForm) -> Draft:
    return Draft(
        name=typed(form.name),
        email=typed(form.email),
        phone=typed(form.phone),
        message=typed(form.message).strip(),
        page=path_of(form.page.data),
        trap=typed(form.remark),
        network=client.network(),
        sender=client.bucket(),
    )


def _token(taken: Received) -> str:
    return signed.sign(
        taken.inquiry_id,
        purpose=_PURPOSE,
        until=taken.written_at + _FOR,
        secret=kit().settings.secret_key,
    )


def _how_it_stands(inquiry_id: int) -> str:
    with reading(kit().engine) as session:
        inquiry = inquiries.inquiry(session, inquiry_id) or abort(404)
        letters = outbox.about(session, "inquiry", inquiry_id)
    if inquiry.state is State.ANSWERED:
        return "It is stored, and the office has answered it."
    stages = {letter.stage for letter in letters}
    if stages & {Stage.DUE, Stage.SENDING}:
        return "It is stored, and on its way to the office."
    if Stage.SENT in stages:
        return "It is stored, and the office has been sent a letter about it."
    return "It is stored, and the office finds it at its desk."


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


def _draw(form: InquiryForm) -> str:
    return render_template(
        "public/contact.html",
        title="Contact",
        description="Drop us a line, send us an e-mail, or come by.",
        path="/contact/",
        inquiry_form=form,
    )
