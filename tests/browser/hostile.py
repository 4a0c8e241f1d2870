"""What Eve types everywhere: the lines that are kept beside the repository, and where they go."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from blog import edition
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.editors.model import Role
from blog.outbox import store as outbox
from blog.outbox.model import Letter, Stage
from blog.posts.model import Post
from tests import make
from tests.browser.visits import POST, records_of
from tests.clock import NOON
from tests.serving.site import Site
from tests.shared_data import shared

ARTFUL = """'"></textarea><script>alert(1)</script><img src=x onerror=alert(2)>`${alert(3)}`"""
ELSEWHERE = "how-to-ask-for-help-before-it-is-urgent"
_OF_A_FILE = 6
# The longest comment that is read as Markdown, and the longest text a form takes.
_COMMENT, _MESSAGE = 9_900, 65_000
_WEBSITES = ("https://eve.example/", "javascript:alert(1)//", "")
_UNSEEN = (Status.HELD, Status.SPAM, Status.TRASH)


def attack(site: Site) -> None:
    """Through both forms: some of every file line by line, and all lines in long texts."""
    singles = _some_of_each_file()
    for number, line in enumerate(singles):
        _comment(site, number, line, name=line)
        _inquire(site, number, line, name=line)
    every = [line for lines in _files() for line in lines]
    for number, text in enumerate(_packed(every, _COMMENT), len(singles)):
        _comment(site, number, text, name="Eve")
    for number, text in enumerate(_packed(every, _MESSAGE), len(singles)):
        _inquire(site, number, text, name="Eve")
    _let_it_all_be_seen(site, singles, every)


def _comment(site: Site, number: int, text: str, *, name: str) -> None:
    email = f"eve{number}@abuse.example"
    status, _, _ = site.post(f"{POST}comments", name=name[:245], email=email, comment=text)
    assert status == 303, text


def _inquire(site: Site, number: int, text: str, *, name: str) -> None:
    status, _, _ = site.post(
        "/contact/",
        name=name[:245],
        email=f"eve{number}@abuse.example",
        phone=text[:60],
        message=text,
        page=f"/{_one_line(text)}"[:300],
    )
    assert status == 303, text


def _let_it_all_be_seen(site: Site, singles: list[str], every: list[str]) -> None:
    """All comments are approved, with what no form takes for a website, and a copy of each lies
    in a queue; the mail server was Eve's, and so was an editor. Erin has to look at it."""
    engine = records_of(site)
    make.an_editor(engine, role=Role.OWNER)
    with writing(engine) as session:
        elsewhere = session.scalars(select(Post).where(Post.slug == ELSEWHERE)).one()
        held = session.scalars(select(Comment).where(Comment.status == Status.HELD)).all()
        for comment, status, website in zip(held, cycle(_UNSEEN), cycle(_WEBSITES), strict=False):
            comment.status = Status.APPROVED
            comment.website = (website + comment.name)[:200]
            _copy(session, comment, elsewhere, status)
        for line, letter in zip(singles, session.scalars(select(Letter)), strict=False):
            letter.stage, letter.last_answer = Stage.DEAD, line
            outbox.add_attempt(session, letter, outcome="refused", answer=line, at=NOON)
        make.a_post(session, title=ARTFUL, slug="eve", lead=ARTFUL, body="\n\n".join(every))
        edition.turn(session)
    engine.dispose()


def _copy(session: Session, comment: Comment, post: Post, status: Status) -> None:
    same = ("name", "email", "website", "text", "html")
    values = {name: getattr(comment, name) for name in same}
    make.a_comment(session, post, status=status, reasons=[comment.name], **values)


def _some_of_each_file() -> list[str]:
    """Spread over each file, its longest lines being the most artful."""
    return [
        line
        for lines in _files()
        for line in sorted(set(lines), key=len)[:: -max(1, len(lines) // _OF_A_FILE)][:_OF_A_FILE]
    ]


def _files() -> Iterator[list[str]]:
    for path in sorted(shared("badinput/xss").iterdir()):
        yield [line for line in _lines(path) if line.strip()]


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        return [str(case["payload"]) for case in json.loads(text)]
    return text.splitlines()


def _packed(lines: list[str], most: int) -> Iterator[str]:
    text = ""
    for line in lines:
        if len(text) + len(line) + 2 > most:
            yield text
            text = ""
        text = f"{text}\n\n{line}" if text else line
    yield text


def _one_line(text: str) -> str:
    return " ".join(text.split())
