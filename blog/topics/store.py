"""Topics, in and out of the database."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from blog.topics import model
from blog.topics.topic import Topic


def all_of(session: Session) -> tuple[Topic, ...]:
    """In the owner's order, those that are off as well."""
    found = select(model.Topic).order_by(model.Topic.place, model.Topic.id)
    return tuple(_value(row) for row in session.scalars(found))


def ours(session: Session) -> tuple[Topic, ...]:
    """The same; nobody else changes those that are there until this transaction ends."""
    session.scalars(select(model.Topic).order_by(model.Topic.id).with_for_update()).all()
    session.expire_all()
    return all_of(session)


def add(session: Session, name: str, letters_to: Sequence[str]) -> None:
    """At the end."""
    last = session.scalar(select(func.max(model.Topic.place))) or 0
    session.add(model.Topic(name=name, letters_to=list(letters_to), place=last + 1, is_on=True))
    session.flush()


def change(session: Session, topic: Topic) -> None:
    row = session.get_one(model.Topic, topic.id)
    row.name, row.letters_to, row.is_on = topic.name, list(topic.letters_to), topic.is_on
    session.flush()


def arrange(session: Session, ids: Sequence[int]) -> None:
    """In this order."""
    for place, topic_id in enumerate(ids, start=1):
        session.get_one(model.Topic, topic_id).place = place
    session.flush()


def remove(session: Session, topic_id: int) -> None:
    session.execute(delete(model.Topic).where(model.Topic.id == topic_id))


def _value(row: model.Topic) -> Topic:
    return Topic(id=row.id, name=row.name, letters_to=tuple(row.letters_to), is_on=row.is_on)
