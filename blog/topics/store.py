"""Topics, in and out of the database."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from blog.topics import model
from blog.topics.topic import Topic


def all_of(session: Session) -> tuple[Topic, ...]:
    """In the owner's order, those that are off as well."""
    found = select(model.Topic).order_by(model.Topic.place, model.Topic.id)
    return tuple(_value(row) for row in session.scalars(found))


def _value(row: model.Topic) -> Topic:
    return Topic(id=row.id, name=row.name, letters_to=tuple(row.letters_to), is_on=row.is_on)
