"""`flask spam`: teach the learned filter from a file, and see how it does."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from blog.cli.lessons import Unreadable, lessons_in
from blog.db import reading, writing
from blog.learned import train
from blog.learned.opinion import SURE, Kind, Knowledge
from blog.learned.train import Lesson
from blog.web.kit import kit

spam = AppGroup("spam", help="Teach the learned spam filter, and see how it does.")
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_of_book = click.option(
    "--book",
    type=click.Choice(["comment", "inquiry"]),
    default="comment",
    show_default=True,
    help="Comments and inquiries are learned apart.",
)
_AT_ONCE = 200  # texts: others may write in between
_WORD_FOR = {True: "called spam", False: "let through", None: "left without an opinion"}
_HONESTLY = (
    "What comes next will be caught less often than that, for it is less like what was learned."
    " To know, keep sorted texts apart that are not learned: flask spam report FILE"
)


@spam.command("train")
@click.argument("file", type=_file)
@_of_book
def learn_file(file: Path, book: str) -> None:
    """Learn the texts of FILE. What the filter knows already it does not learn again."""
    lessons = _read(file)
    new = 0
    for start in range(0, len(lessons), _AT_ONCE):
        with writing(kit().engine) as session:
            new += train.teach(session, book, lessons[start : start + _AT_ONCE])
    kinds = Counter(lesson.kind for lesson in lessons)
    click.echo(f"{file}: {kinds[Kind.SPAM]} spam, {kinds[Kind.GOOD]} good.")
    click.echo(f"{new} of {len(lessons)} were new to the filter.")
    with reading(kit().engine) as session:
        click.echo(_said_of(train.knowledge(session, book), book))


@spam.command("report")
@click.argument("file", type=_file, required=False)
@_of_book
def report(file: Path | None, book: str) -> None:
    """What the filter has seen; with FILE, how it does on these texts. Nothing is learned."""
    lessons = _read(file) if file else None
    with reading(kit().engine) as session:
        click.echo(_said_of(train.knowledge(session, book), book))
        for line in _on_itself(session, book) if lessons is None else _on(lessons, session, book):
            click.echo(line)


def _read(file: Path) -> list[Lesson]:
    try:
        return lessons_in(file)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error


def _said_of(known: Knowledge, book: str) -> str:
    seen = f"The filter for the book “{book}” has seen {known.spam} spam and {known.good} good"
    seen += " texts, the same words once."
    if known.speaks:
        return f"{seen} It speaks, and calls spam what it is {SURE:.0%} certain of."
    return f"{seen} It is silent: it speaks from {known.needs_spam} and {known.needs_good} on."


def _on_itself(session: Session, book: str) -> Iterator[str]:
    beyond = {kind: train.beyond_edge(session, book, kind) for kind in Kind}
    spams, goods = beyond[Kind.SPAM], beyond[Kind.GOOD]
    if spams is None or goods is None:
        yield "There is nothing to measure yet."
        return
    yield "Its own texts, each judged as if that one had not been learned:"
    yield f"{spams:6.1%} of the spam would be called spam"
    yield f"{goods:6.1%} of the good texts would be called spam"
    yield _HONESTLY


def _on(lessons: list[Lesson], session: Session, book: str) -> Iterator[str]:
    outcomes = Counter((lesson.kind, _outcome(session, book, lesson)) for lesson in lessons)
    for kind in Kind:
        of_kind = sum(times for (which, _), times in outcomes.items() if which is kind)
        yield f"Of {of_kind} {kind} texts:"
        for outcome, word in _WORD_FOR.items():
            times = outcomes[kind, outcome]
            yield f"{times:6} {times / max(of_kind, 1):6.1%} {word}"


def _outcome(session: Session, book: str, lesson: Lesson) -> bool | None:
    said = train.opinion(session, book, lesson.text, name=lesson.name, website=lesson.website)
    return said.is_spam if said else None
