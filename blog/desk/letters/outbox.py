"""The letters the site owes: the list, and a page for each."""

from flask import abort, render_template, request, url_for

from blog.db import reading
from blog.decisions import store as decisions
from blog.desk import lists
from blog.desk.door import NUMBER, desk
from blog.inquiries.reference import reference
from blog.outbox import store
from blog.outbox.compose import name_and_address
from blog.outbox.model import Stage
from blog.outbox.shown import as_it_leaves
from blog.text.plain import one_line
from blog.web.kit import kit

_LONGEST_WORD = 254


@desk.get("/outbox/")
def outbox() -> str:
    return page(lists.tab(Stage, "stage", Stage.DUE))


@desk.get(f"/outbox/<{NUMBER}:letter_id>/")
def letter(letter_id: int) -> str:
    return one(letter_id)


def page(stage: Stage, *, number: int | None = None, objection: str | None = None) -> str:
    word = one_line(request.args.get("word", ""))[:_LONGEST_WORD]
    query = {"stage": stage, **({"word": word} if word else {})}
    with reading(kit().engine) as look:
        counts = store.counts(look, word)
        pages = lists.pages(counts[stage], number=number, url=url_for("desk.outbox"), **query)
        letters = store.page_of(look, stage, word=word, number=pages.number, size=lists.SIZE)
        attempts = store.attempts_by_letter(look, [letter.id for letter in letters])
        rounds = store.rounds(look)
    return render_template(
        "desk/letters/outbox.html",
        stage=stage,
        word=word,
        counts=counts,
        pages=pages,
        letters=letters,
        attempts=attempts,
        rounds=rounds,
        objection=objection,
        reference=reference,
        now=kit().now(),
    )


def one(letter_id: int, *, objection: str | None = None, **typed: str) -> str:
    """The page of one letter; `typed` is what stood in its forms when they were refused."""
    with reading(kit().engine) as look:
        found = store.letter(look, letter_id) or abort(404)
        attempts = store.attempts_of(look, letter_id)
        history = decisions.of(look, "letter", letter_id)
    return render_template(
        "desk/letters/one.html",
        letter=found,
        shown=as_it_leaves(found, sender=name_and_address(kit().settings.mail.sender)),
        attempts=attempts,
        history=history,
        objection=objection,
        typed=typed,
        reference=reference,
        now=kit().now(),
    )
