"""Hearing of answers by e-mail: asked for, confirmed once, stopped with one click."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog.outbox.office import Office


@dataclass(frozen=True, kw_only=True)
class Place:
    """The post under which something was said."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A comment that answers another, as a letter tells of it."""

    comment_id: int
    answered_id: int
    name: str
    text: str
    email_key: str


def ask(
    session: Session,
    comment_id: int,
    email: str,
    *,
    place: Place,
    office: Office,
    now: datetime,
) -> None:
    """Its author wants to hear of answers, and the comment is public from now on."""


def tell(session: Session, answer: Answer, *, place: Place, office: Office, now: datetime) -> None:
    """Owe a letter to whoever follows the comment that was answered, once for each answer."""
