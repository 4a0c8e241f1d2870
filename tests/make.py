"""Ordinary things, so that a test names only what it cares about."""

import re
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from unittest.mock import patch

from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status
from blog.db import writing
from blog.editors import passwords, people, store
from blog.editors import sign_in as sessions
from blog.editors.model import Editor, Role
from blog.inquiries.model import Inquiry, State
from blog.media import store as media
from blog.media.child import Developed
from blog.media.model import Picture
from blog.media.take_in import take_in
from blog.moderation.action import Action
from blog.outbox.model import Letter, Stage
from blog.outbox.office import Office
from blog.posts.life.publish import publish
from blog.posts.model import Post
from blog.posts.write import Draft, write
from tests.clock import NOON
from tests.media.files import photo

PASSWORD = "a-green-door-in-autumn"
Row = TypeVar("Row")
_hash = cache(passwords.kept)  # it takes its time on purpose


def a_post(
    session: Session, *, title: str = "Coaching vs. Mentorship", now: datetime = NOON, **draft: Any
) -> Post:
    """A published post."""
    post = a_draft(session, title=title, now=now, **draft)
    publish(session, post, by="Erin", now=now)
    session.flush()
    session.refresh(post)
    return post


def a_draft(
    session: Session, *, title: str = "Not yet", now: datetime = NOON, **draft: Any
) -> Post:
    """A post that only the desk shows."""
    words = {"lead": "Two ways to help.", "body": "Both help people to grow.", **draft}
    return write(session, Draft(title=title, **words), author="Erin", now=now)


def a_comment(
    session: Session, post: Post, *, email: str = "ada@reader.example", **values: Any
) -> Comment:
    """Ada's, approved."""
    ordinary: dict[str, Any] = {
        "post_id": post.id,
        "parent_id": None,
        "name": "Ada",
        "email": email,
        "email_key": email.lower(),
        "website": "",
        "text": "I learned something.",
        "html": "<p>I learned something.</p>",
        "status": Status.APPROVED,
        "reasons": [],
        "network": "192.0.2.0",
        "created_at": NOON,
        "moved_at": values.get("created_at", NOON),
    }
    return _added(session, Comment(**{**ordinary, **values}))


def an_inquiry(session: Session, **values: Any) -> Inquiry:
    """Sam's, new."""
    ordinary: dict[str, Any] = {
        "name": "Sam",
        "email": "sam@prospect.example",
        "phone": "",
        "message": "Do you coach teams of five?",
        "page": "/contact/",
        "state": State.NEW,
        "reasons": [],
        "network": "192.0.2.0",
        "created_at": NOON,
    }
    return _added(session, Inquiry(**{**ordinary, **values}))


def a_letter(session: Session, **values: Any) -> Letter:
    """To the office, due now."""
    ordinary: dict[str, Any] = {
        "recipient": "office@howard.example",
        "reply_to": "sam@prospect.example",
        "reply_to_name": "Sam",
        "subject": "L-0001 from Sam",
        "body": "Do you coach teams of five?\n",
        "message_id": "<1@howard.example>",
        "about": "inquiry",
        "about_id": 1,
        "stage": Stage.DUE,
        "attempts": 0,
        "last_answer": "",
        "claimed_by": "",
        "claimed_at": None,
        "created_at": NOON,
        "due_at": NOON,
        "sent_at": None,
    }
    return _added(session, Letter(**{**ordinary, **values}))


def a_picture(session: Session, *, red: int = 180, by: str = "Erin", **about: Any) -> Picture:
    """Erin's, of 400 by 300; another `red` is another one. Its variants are still to be made."""
    ordinary: dict[str, Any] = {"ending": "jpg", "width": 400, "height": 300, "colour": "b41e1e"}
    said: dict[str, Any] = {"file_name": "cat.jpg", "alt": "", "now": NOON}
    said |= {name: about.pop(name) for name in said if name in about}
    body = about.pop("body", None) or photo(red=red)
    developed = Developed(body=body, **{**ordinary, **about})
    return take_in(session, developed, by=by, **said).picture


def the_picture(session: Session, picture_id: int = 1) -> Picture:
    """To be changed."""
    found = media.picture_to_change(session, picture_id)
    assert found
    return found


def an_editor(
    engine: Engine,
    *,
    name: str = "Erin",
    email: str = "erin@howard.example",
    role: Role = Role.EDITOR,
) -> Editor:
    """With PASSWORD."""
    with patch.object(passwords, "kept", _hash), writing(engine) as session:
        return people.add(session, email=email, name=name, role=role, password=PASSWORD, now=NOON)


def an_action(*, by: str = "Erin", now: datetime = NOON, why: str = "") -> Action:
    """What Erin does in one go."""
    office = Office(
        letters_to=("office@howard.example",),
        site_name="Howard Street",
        public_url="http://localhost",
        domain="howard.example",
        secret="a secret for tests only",
    )
    return Action(by=by, at=now, office=office, why=why)


def sign_in(client: FlaskClient, email: str = "erin@howard.example") -> FlaskClient:
    """The same client with a session of theirs, as the desk's door gives it for a password."""
    kit = client.application.extensions["kit"]
    with client.session_transaction("/desk/") as cookie, writing(kit.engine) as session:
        editor = store.by_email(session, email)
        assert editor, f"nobody has the address {email}"
        sessions.end(session, cookie.get("token", ""))
        cookie.clear()
        cookie.permanent = True
        cookie["token"] = sessions.begin(session, editor, fresh=None, now=kit.now())
    return client


def sign_in_with_password(client: FlaskClient) -> FlaskClient:
    """Erin's, typed at the desk's own door."""
    page = client.get("/desk/sign-in").get_data(as_text=True)
    typed = {"email": "erin@howard.example", "password": PASSWORD}
    answer = client.post("/desk/sign-in", data={**typed, "csrf_token": csrf_token(page)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client


def csrf_token(page: str) -> str:
    """The token in the first form of a desk page."""
    found = re.search(r'name="csrf_token"[^>]*?value="([^"]+)"', page)
    assert found, "the page has no form with a token"
    return found[1]


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
