"""An entry of the menu moves a step, is taken off, or put back."""

from flask import redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.desk.arranging.forms import StepForm
from blog.desk.arranging.shown import (
    branches_in,
    deepest_in,
    list_after,
    mark_of_all,
    of,
    stands_as_seen,
)
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk
from blog.desk.forms import Undo
from blog.desk.lists import page_in
from blog.desk.ordered.order import REORDERED, RemoveForm
from blog.desk.owners.keeping import Meanwhile, kept
from blog.menu import store
from blog.posts.tree.moves import Step, moved
from blog.text.plain import shortened
from blog.web.fields import typed

_GONE_FOR_GOOD = "It cannot be put back any more. Add it once more."
_ONE = f"/menu/<{NUMBER}:way_id>"


@desk.get("/menu/own")
@desk.get("/menu/undo")
@desk.get(f"{_ONE}/place")
@desk.get(f"{_ONE}/removal")
def where_the_menu_is(way_id: int = 0) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the menu."""
    return redirect(url_for("desk.menu"), 303)


@desk.post(f"{_ONE}/place")
def move_way(way_id: int) -> Answer | tuple[str, int]:
    form = StepForm()

    def keep(session: Session) -> str:
        there = store.ours(session)
        found = of(there, way_id)
        if found is None or typed(form.seen) != mark_of_all(there):
            raise Meanwhile(REORDERED)
        branches = branches_in(there, found.area)
        step = Step(typed(form.to))
        store.arrange(session, moved(branches, way_id, step, deepest=deepest_in(found.area)))
        return f"“{shortened(found.words, 60)}” is moved."

    return kept(form, keep, page=lambda: list_after(form), to=url_for("desk.menu"))


@desk.post(f"{_ONE}/removal")
def remove_way(way_id: int) -> Answer | tuple[str, int]:
    form = RemoveForm()
    words: list[str] = []

    def keep(session: Session) -> str:
        found = stands_as_seen(store.ours(session), way_id, form)
        store.put_away(session, way_id)
        words.append(f"“{shortened(found.words, 60)}” is taken off the menu.")
        return words[0]

    answer = kept(form, keep, page=lambda: list_after(form), to=url_for("desk.menu"))
    if isinstance(answer, Answer):
        say(words[0], action=url_for("desk.undo_way"), number=str(way_id))
    return answer


@desk.post("/menu/undo")
def undo_way() -> Answer | tuple[str, int]:
    form = Undo()

    def keep(session: Session) -> str:
        store.ours(session)
        words = store.put_back(session, page_in(form.number.data))
        if words is None:
            raise Meanwhile(_GONE_FOR_GOOD)
        return f"“{shortened(words, 60)}” is back."

    return kept(form, keep, page=lambda: list_after(form), to=url_for("desk.menu"))
