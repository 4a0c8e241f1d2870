"""One decision on many posts or pages: selected, counted, and only then done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import redirect, render_template
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions.store import AlreadyDecided
from blog.desk.chrome import say
from blog.desk.door import desk
from blog.desk.posts.decide import UNDO, decide
from blog.desk.posts.forms import AS_IT_WAS, MOST_AT_ONCE, RESTORED, Bulk
from blog.desk.posts.listed import page
from blog.desk.posts.mine import refuse_pages, refuse_what_is_not_mine
from blog.desk.posts.place import Place, place_asked
from blog.posts import store
from blog.posts.life.publish import UNREAD
from blog.posts.model import Kind, Standing
from blog.web.kit import kit

VERBS = {
    Standing.PUBLISHED: ("Publish", "Published {}."),
    Standing.WITHDRAWN: ("Withdraw", "Withdrew {}."),
    Standing.TRASH: ("Trash", "Moved {} to the trash."),
    RESTORED: ("Restore", "Restored {}."),
    AS_IT_WAS: ("Put back", "Put {} back."),
}
_OUT_OF_TRASH = frozenset((Standing.TRASH,))
_FROM = {
    Standing.PUBLISHED: UNREAD,
    Standing.WITHDRAWN: frozenset((Standing.PUBLISHED,)),
    Standing.TRASH: frozenset(Standing) - _OUT_OF_TRASH,
    RESTORED: _OUT_OF_TRASH,
    AS_IT_WAS: _OUT_OF_TRASH,
}
_UNFIT = {
    Standing.PUBLISHED: "published already, or in the trash",
    Standing.WITHDRAWN: "not published",
    Standing.TRASH: "in the trash already",
    RESTORED: "not in the trash",
    AS_IT_WAS: "not in the trash",
}
_NONE = "Select at least one {} first: each has a box at its beginning."
_TOO_MANY = f"Nothing was done: select at most {MOST_AT_ONCE} at once."


@dataclass(kw_only=True)
class _Outcome:
    """What became of them: those that moved, with the standing they have now; how many were of no
    standing for it, and how many somebody else had decided on."""

    done: dict[int, str] = field(default_factory=dict)
    unfit: int = 0
    others: int = 0


@desk.get("/posts/bulk")
def where_many_posts_are_decided() -> Answer:
    """Where a selection was drawn; reloading that address leads back to the list."""
    return redirect(place_asked().url, 303)


@desk.get("/pages/bulk")
def where_many_pages_are_decided() -> Answer:
    return redirect(place_asked(Kind.PAGE).url, 303)


@desk.post("/posts/bulk")
def decide_many_posts() -> Answer | str | tuple[str, int]:
    """The first time it shows what was selected and how many; the second time it is done."""
    return _answer(place_asked())


@desk.post("/pages/bulk")
def decide_many_pages() -> Answer | str | tuple[str, int]:
    refuse_pages()
    return _answer(place_asked(Kind.PAGE))


def _answer(place: Place) -> Answer | str | tuple[str, int]:
    form = Bulk()
    valid = form.validate()
    if objection := (_objection(form, place.kind) if valid else form.objection):
        return page(place, objection=objection), 422
    picked, to = form.picked, form.to.data or ""
    if not form.is_sure and any(seen in _FROM[to] for seen in picked.values()):
        return _ask(place, picked, to)
    outcome = _decide(picked, to)
    if not outcome.done:
        return page(place, objection=f"Nothing was changed: {_why_left(outcome, to)}"), 409
    words = VERBS[to][1].format(counted(len(outcome.done), place.kind))
    say(f"{words} {_why_left(outcome, to)}".rstrip(), **_undo(place, outcome, to))
    return redirect(place.url, 303)


def _objection(form: Bulk, kind: Kind) -> str:
    if form.is_too_many:
        return _TOO_MANY
    return "" if form.picked else _NONE.format(kind)


def _ask(place: Place, picked: Mapping[int, Standing], to: str) -> str:
    fit = [number for number, seen in picked.items() if seen in _FROM[to]]
    with reading(kit().engine) as look:
        selected = store.of_ids(look, fit)
        for post in selected:
            refuse_what_is_not_mine(look, post)
    return render_template(
        "desk/posts/sure.html",
        place=place,
        picked=picked,
        selected=selected,
        to=to,
        verb=VERBS[to][0],
        counted=counted(len(selected), place.kind),
    )


def _decide(picked: Mapping[int, Standing], to: str) -> _Outcome:
    """All are held first, always in the same order, for the first decision may turn the edition:
    who waits for that, or for one of them, must not hold what is still needed here."""
    outcome = _Outcome()
    with writing(kit().engine) as session:
        held = {number: store.post_to_change(session, number) for number in sorted(picked)}
        for number, post in held.items():
            seen = picked[number]
            if post is None:
                outcome.others += 1
                continue
            refuse_what_is_not_mine(session, post)
            if seen not in _FROM[to]:
                outcome.unfit += 1
                continue
            try:
                decide(session, post, seen=seen, to=to)
            except AlreadyDecided:
                outcome.others += 1
            else:
                outcome.done[number] = post.standing
    return outcome


def _undo(place: Place, outcome: _Outcome, to: str) -> dict[str, str]:
    """The fields of a form that takes it back, where a decision on one can be taken back."""
    if to not in UNDO:
        return {}
    picks = " ".join(f"{number}:{now}" for number, now in outcome.done.items())
    action = f"{place.root}bulk?{place.query}"
    return {"action": action, "pick": picks, "to": UNDO[to]["to"], "sure": "yes"}


def counted(number: int, kind: Kind) -> str:
    return f"{number:,} {kind}" if number == 1 else f"{number:,} {kind}s"


def _why_left(outcome: _Outcome, to: str) -> str:
    were = "was" if outcome.unfit == 1 else "were"
    unfit = f"{outcome.unfit} {were} left alone: {_UNFIT[to]}." if outcome.unfit else ""
    others = f"{outcome.others} had been decided by someone else." if outcome.others else ""
    return f"{unfit} {others}".strip()
