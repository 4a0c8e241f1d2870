"""`flask demo`: content to look at before there is any of one's own."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from blog import edition
from blog.comments import store as comments
from blog.comments.model import Status
from blog.db import writing
from blog.media.child import Developed
from blog.media.take_in import take_in
from blog.posts import store, write
from blog.posts.life import publish
from blog.posts.model import Kind
from blog.site import store as site
from blog.terms.arrange import Filing, add_category
from blog.text.markup import comment_html
from blog.web.hues import hue
from blog.web.kit import kit

_FOLDER = Path(__file__).parent.parent.parent / "demo"
_FENCE = "+++"
_MARK = "demo content"


@click.command()
@with_appcontext
def demo() -> None:
    """Put the demo posts and pages into an empty site."""
    click.echo("The demo content is in." if put_in() else "There is content already.")


def put_in() -> bool:
    """Only into a site that is empty and never had it, so that what an owner deletes stays away."""
    with writing(kit().engine) as session:
        if not store.is_empty(session) or not site.claim(session, _MARK):
            return False
        categories = _categories(session)
        for path in sorted(_FOLDER.glob("*.md")):
            _put_in(session, path, categories)
        edition.turn(session)
    return True


def _categories(session: Session) -> dict[str, int]:
    """By their names."""
    made: dict[str, int] = {}
    listed = tomllib.loads((_FOLDER / "categories.toml").read_text(encoding="utf-8"))
    for it in listed["category"]:
        filing = Filing(name=it["name"], about=it["about"], parent_id=made.get(it.get("under", "")))
        made[it["name"]] = add_category(session, filing)
    return made


def _put_in(session: Session, path: Path, categories: dict[str, int]) -> None:
    _, front, body = path.read_text(encoding="utf-8").split(_FENCE, 2)
    about: dict[str, Any] = tomllib.loads(front)
    at: datetime = about["published"]
    draft = write.Draft(
        title=about["title"],
        slug=about["slug"],
        lead=about["lead"],
        body=body.strip(),
        comments_open=about["comments_open"],
        kind=Kind(about["kind"]),
        category_ids=tuple(categories[name] for name in about.get("categories", [])),
        tags=tuple(about.get("tags", [])),
        picture_id=_picture(session, about, at),
        picture_alt=about.get("picture", {}).get("alt", ""),
    )
    post = write.write(session, draft, author=about["author"], now=at)
    publish.publish(session, post, by=about["author"], now=at)
    numbers: list[int] = []
    for reply in about.get("replies", []):
        answered = numbers[reply["answers"] - 1] if "answers" in reply else None
        numbers.append(_reply(session, post.id, reply, answered))


def _picture(session: Session, about: dict[str, Any], at: datetime) -> int | None:
    """As it lies there: we drew it, so nobody has to look into it first."""
    if (told := about.get("picture")) is None:
        return None
    developed = Developed(
        body=(_FOLDER / told["file"]).read_bytes(),
        ending="jpg",
        width=told["width"],
        height=told["height"],
        colour=told["colour"],
    )
    by = about["author"]
    taken = take_in(session, developed, file_name=told["file"], alt=told["alt"], by=by, now=at)
    return taken.picture.id


# Their addresses end in .invalid, which no form takes, so nobody can pass for a known author.
def _reply(session: Session, post_id: int, reply: dict[str, Any], answered: int | None) -> int:
    return comments.add(
        session,
        {
            "post_id": post_id,
            "parent_id": answered,
            "name": reply["name"],
            "email": reply["email"],
            "email_key": comments.email_key(reply["email"]),
            "website": "",
            "text": reply["text"],
            "html": comment_html(reply["text"]),
            "status": Status.APPROVED,
            "reasons": [],
            "network": "",
            "hue": hue(reply["email"]),
            "created_at": reply["at"],
        },
    )
