"""Something of everything that a page can show."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from blog import edition
from blog.answers.model import Answer
from blog.comments import store as comments
from blog.comments.model import Status
from blog.db import writing
from blog.decisions import store as decisions
from blog.inbox import store as inbox
from blog.inquiries.model import Inquiry, State
from blog.moderation import store as moderation
from blog.outbox import store as outbox
from blog.outbox.model import Stage
from blog.posts.model import Post
from blog.saved import store as saved
from blog.saved.model import SavedReply
from blog.text.markup import comment_html
from blog.topics import store as topics
from tests import make
from tests.browser.visits import records_of
from tests.clock import NOON
from tests.serving.site import Site

NAMES = (
    "Ada Reader",
    "Maximiliane Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh von und zu Hohenlohe",
    "محمد بن عبد الله",
    "x" * 120,
)
REASONS = ["3 links", "first comment from this name and address"]
_BODY = """
Two ways to *help*, and `one` to hinder.[^1] See [the other post](https://reader.example/).

## A table

| What | How many |
|------|---------:|
| Tea  |        2 |

> Somebody said so.

1. First
2. Second

    a line of code

[^1]: Not meant that way.
"""
_REPLY = "A *word*, `code` and\n\n> a quotation\n\n- one\n- two\n\nhttps://reader.example/page"


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """Where things stand."""

    post: str
    post_id: int
    comment_id: int
    inquiry_id: int
    long_post: str
    folded_id: int


def furnish(site: Site) -> Furniture:
    engine = records_of(site)
    try:
        with writing(engine) as session:
            found = _furniture(session)
            edition.turn(session)
            return found
    finally:
        engine.dispose()


def _furniture(session: Session) -> Furniture:
    post = make.a_post(session, title="Everything at once", body=_BODY)
    make.a_post(session, title="Long ago", comments_open=False)
    make.a_draft(session)
    long_post = make.a_post(session, title="Much was said", now=NOON - timedelta(days=900))
    comment_id = _thread(session, post)
    folded_id = _long_thread(session, long_post)
    _queue(session, post)
    for name in ("Coaching", NAMES[1][:100]):
        topics.add(session, name, ["erin@howard.example"])
        saved.add(session, name, "Dear {first_name}, " * 20)
    (_, second) = topics.all_of(session)
    topics.change(session, replace(second, is_on=False))  # the form stays as other tests know it
    inquiry = _inquiry(session)
    make.an_inquiry(session, state=State.ANSWERED)
    make.an_inquiry(session, state=State.SPAM, reasons=["a field that people cannot see"])
    _letters(session, inquiry.id, at=NOON)
    _answers(session, inquiry.id)
    return Furniture(
        post=f"/blog/{post.slug}/",
        post_id=post.id,
        comment_id=comment_id,
        inquiry_id=inquiry.id,
        long_post=f"/blog/{long_post.slug}/",
        folded_id=folded_id,
    )


def _inquiry(session: Session) -> Inquiry:
    """With all that a person may say of themselves, and all that editors put beside it."""
    inquiry = make.an_inquiry(
        session, phone="555 0100", organisation=NAMES[1], reach="By phone", best_time="noon",
        topic="Coaching", consent="I agree.", reasons=REASONS, weights=[45, 0], starred=True,
        due_on=NOON.date() - timedelta(days=1), state=State.NEW, email_key="sam@prospect.example",
    )  # fmt: skip
    make.an_inquiry(session, name=NAMES[2], email_key="sam@prospect.example", rehearsal=True)
    for label in ("urgent", "x" * 40):
        inbox.label(session, inquiry.id, label)
    inbox.add_note(session, inquiry.id, "Call them.\n\nOn Monday.", by="Erin", now=NOON)
    for thing, became in (("star", "starred"), ("label", "put on"), ("due", "2026-11-22")):
        decisions.note(
            session, thing=thing, thing_id=inquiry.id, was="", became=became, by="Erin",
            why="urgent", now=NOON,
        )  # fmt: skip
    return inquiry


def _answers(session: Session, inquiry_id: int) -> None:
    """One for each way its letter may stand, and words to begin the next one with."""
    session.add(SavedReply(title="Everything at once", text="Dear {name}, thank you.", place=9))
    for stage in Stage:
        answer = Answer(inquiry_id=inquiry_id, text="Yes.\n\n" * 3, by=NAMES[1], at=NOON)
        session.add(answer)
        session.flush()
        make.a_letter(
            session, about="reply", about_id=answer.id, stage=stage, sent_at=NOON,
            last_answer="550 5.1.1 No such person here", message_id=f"<answer-{stage}@x.example>",
        )  # fmt: skip


def _thread(session: Session, post: Post) -> int:
    """The number of its deepest comment."""
    answered = 0
    for depth in range(6):
        answered = make.a_comment(
            session,
            post,
            name=f"Reader {depth}",
            website="https://reader.example/" if depth % 2 else "",
            html=comment_html(_REPLY),
            parent_id=answered or None,
        ).id
    return answered


def _long_thread(session: Session, post: Post) -> int:
    """Six pages, with a long thread on the third; the number of the last answer in that."""
    tops = [make.a_comment(session, post, name=NAMES[n % len(NAMES)]).id for n in range(271)]
    chain = tops[120]
    for depth in range(7):
        chain = make.a_comment(session, post, name=f"Deep {depth}", parent_id=chain).id
    for number in range(22):
        last = make.a_comment(
            session,
            post,
            name="Erin",
            by_office=number % 7 == 0,
            text=f"Answer {number}.",
            html=f"<p>Answer {number}.</p>",
            parent_id=tops[120],
        ).id
    return last


def _queue(session: Session, post: Post) -> None:
    for status in (Status.HELD, Status.SPAM, Status.TRASH):
        doubted: dict[str, Any] = {"status": status, "reasons": REASONS, "weights": [45, 0]}
        answered = make.a_comment(session, post, text="It goes on. " * 300, **doubted)
        edited = make.a_comment(
            session, post, text="3 links.", website="https://a.example/", parent_id=answered.id,
            network="192.0.2.0/24", **doubted,
        )  # fmt: skip
        comments.rewrite(
            session, edited.id, seen="3 links.", text="Three links.", html="", by="Erin", now=NOON
        )
    moderation.trust(session, email_key="ada@reader.example", name="Ada", by="Erin", now=NOON)
    _decisions(session, edited.id)
    make.a_letter(session, about="comment", about_id=edited.id, message_id="<c@howard.example>")


def _decisions(session: Session, comment_id: int) -> None:
    made = (("comment", "trash"), ("text", "edited"), ("author", "trusted"), ("block", "blocked"))
    for thing, became in made:
        decisions.note(
            session, thing=thing, thing_id=comment_id, was="held", became=became, by="Erin",
            why="cheap loans", now=NOON,
        )  # fmt: skip


def _letters(session: Session, inquiry_id: int, *, at: datetime) -> None:
    said = "550 5.1.1 No such person here"
    for stage in (Stage.DEAD, Stage.SENT, Stage.DROPPED):
        letter = make.a_letter(
            session,
            about_id=inquiry_id,
            stage=stage,
            attempts=1,
            last_answer=said,
            sent_at=at if stage is Stage.SENT else None,
            message_id=f"<{stage}@howard.example>",
        )
        outbox.add_attempt(session, letter, outcome="refused", answer=said, at=at)
