"""What the pages of categories, tags and authors do alike with what was typed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer
from wtforms import StringField

from blog.desk.filing.forms import RemovalForm
from blog.desk.forms import DeskForm
from blog.desk.ordered.order import CHANGED, REMOVED_OTHERWISE
from blog.desk.owners.keeping import Meanwhile, Wrong, kept
from blog.web.fields import typed


def filed(
    form: DeskForm, keep: Callable[[Session], str], *, page: Callable[[], str], to: str
) -> Answer | tuple[str, int]:
    """As `kept`, for verbs that turn the edition themselves."""
    return kept(form, keep, page=page, to=to, for_readers=False)


def as_seen(form: DeskForm, mark: str) -> None:
    """Unless it stands as the editor saw it, nothing is done over what others did."""
    if typed(form["seen"]) != mark:
        form["seen"].data = mark
        raise Meanwhile(REMOVED_OTHERWISE if isinstance(form, RemovalForm) else CHANGED)


@contextmanager
def said_at(field: StringField, words: str, *refusals: type[Exception]) -> Iterator[None]:
    """What only the database knew is said at the field."""
    try:
        yield
    except refusals as refused:
        field.errors = [words]
        raise Wrong from refused


def in_posts(count: int) -> str:
    return {0: "No post had it.", 1: "One post lost it."}.get(count, f"{count:,} posts lost it.")
