"""What an inquiry may be about: the owner names, orders and switches them."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.door import NUMBER, desk
from blog.desk.forms import DeskForm
from blog.desk.ordered.forms import TopicForm
from blog.desk.ordered.order import CHANGED, REMOVED_OTHERWISE, MoveForm, RemoveForm, mark_of, moved
from blog.desk.owners.keeping import Meanwhile, Wrong, kept
from blog.desk.owners.parts import addresses_in
from blog.inquiries.store import is_about
from blog.topics import store
from blog.topics.topic import Topic
from blog.web.fields import typed
from blog.web.kit import kit

_GONE = "Somebody deleted this topic after you opened the page, so nothing was saved."
_TAKEN = "Another topic has this name already."
_IN_USE = (
    "Inquiries have this topic, so it stays. Take away the tick and save: people cannot choose it "
    "any more, and the inquiries keep it."
)
_ONE = f"/settings/topics/<{NUMBER}:topic_id>"


@desk.get("/settings/topics/")
def topics() -> str:
    return _list(TopicForm(formdata=None))


@desk.post("/settings/topics/")
def add_topic() -> Answer | tuple[str, int]:
    form = TopicForm()

    def keep(session: Session) -> str:
        name = _free_name(store.ours(session), form)
        store.add(session, name, addresses_in(form.letters_to.data))
        return f"“{name}” is added."

    return kept(form, keep, page=lambda: _list(form), to=url_for("desk.topics"))


@desk.get(_ONE)
def topic(topic_id: int) -> str:
    with reading(kit().engine) as look:
        found = _of(store.all_of(look), topic_id) or abort(404)
    letters_to = "\n".join(found.letters_to)
    given = {"name": found.name, "letters_to": letters_to, "is_on": found.is_on}
    return _one(topic_id, TopicForm(data={**given, "seen": _mark(found)}))


@desk.post(_ONE)
def change_topic(topic_id: int) -> Answer | tuple[str, int]:
    form = TopicForm()

    def keep(session: Session) -> str:
        there = store.ours(session)
        _stands_as_seen(there, topic_id, form)
        name = _free_name([it for it in there if it.id != topic_id], form)
        letters_to, is_on = addresses_in(form.letters_to.data), bool(form.is_on.data)
        store.change(session, Topic(id=topic_id, name=name, letters_to=letters_to, is_on=is_on))
        return f"“{name}” is saved."

    return kept(form, keep, page=lambda: _one(topic_id, form), to=url_for("desk.topics"))


@desk.get(f"{_ONE}/place")
@desk.get(f"{_ONE}/removal")
def where_topics_are(topic_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the list."""
    return redirect(url_for("desk.topics"), 303)


@desk.post(f"{_ONE}/place")
def move_topic(topic_id: int) -> Answer | tuple[str, int]:
    form = MoveForm()

    def keep(session: Session) -> str:
        store.arrange(session, moved([it.id for it in store.ours(session)], form, topic_id))
        return "The order is saved."

    return kept(form, keep, page=lambda: _list_after(form), to=url_for("desk.topics"))


@desk.post(f"{_ONE}/removal")
def remove_topic(topic_id: int) -> Answer | tuple[str, int]:
    form = RemoveForm()

    def keep(session: Session) -> str:
        found = _stands_as_seen(store.ours(session), topic_id, form)
        if is_about(session, topic_id):
            raise Meanwhile(_IN_USE)
        store.remove(session, topic_id)
        return f"“{found.name}” is deleted."

    return kept(form, keep, page=lambda: _list_after(form), to=url_for("desk.topics"))


def _list_after(refused: DeskForm) -> str:
    """The list as it stands, with what was wrong with a click."""
    form = TopicForm(formdata=None)
    form.object_to(refused.objection)
    return _list(form)


def _list(form: TopicForm) -> str:
    with reading(kit().engine) as look:
        found = store.all_of(look)
    marks = {it.id: _mark(it) for it in found}
    return render_template(
        "desk/topics.html",
        form=form,
        topics=found,
        marks=marks,
        seen=mark_of(it.id for it in found),
    )


def _one(topic_id: int, form: TopicForm) -> str:
    return render_template("desk/topic.html", form=form, topic_id=topic_id)


def _stands_as_seen(there: tuple[Topic, ...], topic_id: int, form: TopicForm | RemoveForm) -> Topic:
    found = _of(there, topic_id)
    if found is None:
        raise Meanwhile(_GONE)
    if typed(form.seen) != (mark := _mark(found)):
        form.seen.data = mark
        raise Meanwhile(REMOVED_OTHERWISE if isinstance(form, RemoveForm) else CHANGED)
    return found


def _free_name(others: tuple[Topic, ...] | list[Topic], form: TopicForm) -> str:
    name = typed(form.name)
    if name.casefold() in (it.name.casefold() for it in others):
        form.name.errors = [_TAKEN]
        raise Wrong
    return name


def _of(there: tuple[Topic, ...], topic_id: int) -> Topic | None:
    return next((it for it in there if it.id == topic_id), None)


def _mark(found: Topic) -> str:
    return mark_of((found.name, found.letters_to, found.is_on))
