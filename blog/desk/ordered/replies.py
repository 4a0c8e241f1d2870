"""Words that answers begin with: every editor writes, orders and deletes them."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.door import NUMBER, desk
from blog.desk.forms import DeskForm
from blog.desk.ordered.forms import IN_REPLIES, ReplyForm
from blog.desk.ordered.order import CHANGED, REMOVED_OTHERWISE, MoveForm, RemoveForm, mark_of, moved
from blog.desk.owners.keeping import Meanwhile, Wrong, kept
from blog.saved import store
from blog.saved.model import SavedReply
from blog.web.fields import typed
from blog.web.kit import kit

_GONE = "Somebody deleted this reply after you opened the page, so nothing was saved."
_TAKEN = "Another reply has this title already."
_ONE = f"/replies/<{NUMBER}:reply_id>"


@desk.get("/replies/")
def saved_replies() -> str:
    return _list(ReplyForm(formdata=None))


@desk.post("/replies/")
def add_saved_reply() -> Answer | tuple[str, int]:
    form = ReplyForm()

    def keep(session: Session) -> str:
        title = _free_title(store.ours(session), form)
        store.add(session, title, typed(form.text))
        return f"“{title}” is added."

    return kept(
        form, keep, page=lambda: _list(form), to=url_for("desk.saved_replies"), for_readers=False
    )


@desk.get(_ONE)
def saved_reply(reply_id: int) -> str:
    with reading(kit().engine) as look:
        found = _of(store.all_of(look), reply_id) or abort(404)
        given = {"title": found.title, "text": found.text, "seen": _mark(found)}
    return _one(reply_id, ReplyForm(data=given))


@desk.post(_ONE)
def change_saved_reply(reply_id: int) -> Answer | tuple[str, int]:
    form = ReplyForm()

    def keep(session: Session) -> str:
        there = store.ours(session)
        _stands_as_seen(there, reply_id, form)
        title = _free_title([it for it in there if it.id != reply_id], form)
        store.change(session, reply_id, title, typed(form.text))
        return f"“{title}” is saved."

    return kept(
        form,
        keep,
        page=lambda: _one(reply_id, form),
        to=url_for("desk.saved_replies"),
        for_readers=False,
    )


@desk.get(f"{_ONE}/place")
@desk.get(f"{_ONE}/removal")
def where_saved_replies_are(reply_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the list."""
    return redirect(url_for("desk.saved_replies"), 303)


@desk.post(f"{_ONE}/place")
def move_saved_reply(reply_id: int) -> Answer | tuple[str, int]:
    form = MoveForm()

    def keep(session: Session) -> str:
        store.arrange(session, moved([it.id for it in store.ours(session)], form, reply_id))
        return "The order is saved."

    return kept(
        form,
        keep,
        page=lambda: _list_after(form),
        to=url_for("desk.saved_replies"),
        for_readers=False,
    )


@desk.post(f"{_ONE}/removal")
def remove_saved_reply(reply_id: int) -> Answer | tuple[str, int]:
    form = RemoveForm()

    def keep(session: Session) -> str:
        found = _stands_as_seen(store.ours(session), reply_id, form)
        title = found.title
        store.remove(session, reply_id)
        return f"“{title}” is deleted."

    return kept(
        form,
        keep,
        page=lambda: _list_after(form),
        to=url_for("desk.saved_replies"),
        for_readers=False,
    )


def _list_after(refused: DeskForm) -> str:
    """The list as it stands, with what was wrong with a click."""
    form = ReplyForm(formdata=None)
    form.object_to(refused.objection)
    return _list(form)


def _list(form: ReplyForm) -> str:
    with reading(kit().engine) as look:
        found = store.all_of(look)
        return render_template(
            "desk/replies.html",
            form=form,
            replies=found,
            marks={it.id: _mark(it) for it in found},
            seen=mark_of(it.id for it in found),
            offer=IN_REPLIES.offer,
        )


def _one(reply_id: int, form: ReplyForm) -> str:
    return render_template("desk/reply.html", form=form, reply_id=reply_id, offer=IN_REPLIES.offer)


def _stands_as_seen(
    there: list[SavedReply], reply_id: int, form: ReplyForm | RemoveForm
) -> SavedReply:
    found = _of(there, reply_id)
    if found is None:
        raise Meanwhile(_GONE)
    if typed(form.seen) != (mark := _mark(found)):
        form.seen.data = mark
        raise Meanwhile(REMOVED_OTHERWISE if isinstance(form, RemoveForm) else CHANGED)
    return found


def _free_title(others: list[SavedReply], form: ReplyForm) -> str:
    title = typed(form.title)
    if title.casefold() in (it.title.casefold() for it in others):
        form.title.errors = [_TAKEN]
        raise Wrong
    return title


def _of(there: list[SavedReply], reply_id: int) -> SavedReply | None:
    return next((it for it in there if it.id == reply_id), None)


def _mark(found: SavedReply) -> str:
    return mark_of((found.title, found.text))
