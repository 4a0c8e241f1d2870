"""What an editor does with a browser: open a page, press a button on it."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.edition import current
from blog.posts.model import Post
from tests import make


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def press(client: FlaskClient, path: str, *, on: str, **fields: Any) -> TestResponse:
    """Send a form as the page `on` draws it, with its token."""
    return client.post(path, data={"csrf_token": make.csrf_token(page(client, on)), **fields})


def press_stale(client: FlaskClient, path: str, *, on: str, **fields: Any) -> TestResponse:
    """The same from a page that was opened before the editor signed in again."""
    token = make.csrf_token(page(client, on))
    make.sign_in(signed_out(client))
    return client.post(path, data={"csrf_token": token, **fields})


def signed_out(client: FlaskClient) -> FlaskClient:
    press(client, "/desk/sign-out", on="/desk/comments/")
    return client


def words(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def without_tags(shown: str) -> str:
    """What a page says, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", shown)).split())


def a_held_comment(engine: Engine, post: Post, **values: Any) -> Comment:
    held = {"status": Status.HELD, "reasons": ["first comment from this name and address"]}
    with writing(engine) as session:
        return make.a_comment(session, post, **{**held, **values})


def edition_of(engine: Engine) -> int:
    with reading(engine) as session:
        return current(session)


def status_of(engine: Engine, comment: Comment) -> str:
    with reading(engine) as session:
        found = session.get(Comment, comment.id)
    assert found
    return found.status
