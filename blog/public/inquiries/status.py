"""What the sender of an inquiry sees of it afterwards, by links that nobody else has."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.inquiries import links
from blog.inquiries import store as inquiries
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.public.door import private, public
from blog.web.kit import kit


@dataclass(frozen=True, kw_only=True)
class Step:
    words: str
    at: datetime


@public.get("/contact/thanks/")
def thanks() -> Answer:
    """Says what is true of the inquiry now; only the link of its sender opens it."""
    secret, now = kit().settings.secret_key, kit().now()
    number = links.number_of_thanks(request.args.get("inquiry", ""), secret=secret, now=now)
    if number is None:
        return redirect("/contact/", 303)
    with reading(kit().engine) as session:
        inquiry = inquiries.inquiry(session, number) or abort(404)
    return _private(
        "public/thanks.html",
        title="Thank you",
        path="/contact/thanks/",
        reference=reference(number),
        words=_how_it_stands(inquiry),
        status_url=links.status(number, written_at=inquiry.created_at, secret=secret),
    )


@public.get("/contact/status/")
def status() -> Answer:
    """The steps it has taken, and nothing of what it says or of whom it is."""
    secret, now = kit().settings.secret_key, kit().now()
    number = links.number_of_status(request.args.get("inquiry", ""), secret=secret, now=now)
    if number is None:
        return redirect("/contact/", 303)
    with reading(kit().engine) as session:
        inquiry = inquiries.inquiry(session, number) or abort(404)
    return _private(
        "public/status.html",
        title="Your message",
        path="/contact/status/",
        reference=reference(number),
        steps=steps_of(inquiry),
    )


def steps_of(inquiry: Inquiry) -> list[Step]:
    """What happened, the first step first. Of what was set aside it says no more than that it
    came: who sends spam learns nothing, and a page that waits for its next step looks the same."""
    received = Step(words="Received", at=inquiry.created_at)
    is_set_aside = inquiry.state in (State.SPAM, State.TRASH)
    if is_set_aside or (inquiry.state is State.CLOSED and not inquiry.answered_at):
        return [received]
    answered_at = inquiry.answered_at
    if inquiry.state is State.ANSWERED:
        answered_at = answered_at or inquiry.moved_at
    seen_at = inquiry.seen_at or answered_at
    later = (("Seen by the office", seen_at), ("Answered", answered_at))
    return [received, *(Step(words=words, at=at) for words, at in later if at)]


def _how_it_stands(inquiry: Inquiry) -> str:
    if inquiry.state is State.ANSWERED:
        return "It is stored, and the office has answered it."
    # the same for all: where a letter stands would tell who sends spam that none was written
    return "It is stored, and the office finds it at its desk."


def _private(template: str, **said: object) -> Response:
    return private(render_template(template, noindex=True, **said), 200)
