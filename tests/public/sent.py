"""Ordinary things a visitor sends; a test names only what it cares about."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SLUG = "coaching-vs-mentorship"


def reply(client: FlaskClient, slug: str = SLUG, **fields: Any) -> TestResponse:
    ordinary = {
        "name": "Ada Reader",
        "email": "ada@example.org",
        "website": "",
        "comment": "The part about duration made it click.",
        "reply_to": "",
    }
    return client.post(f"/blog/{slug}/comments", data=ordinary | fields)


def inquiry(client: FlaskClient, **fields: Any) -> TestResponse:
    ordinary = {
        "name": "Ada Reader",
        "email": "ada@example.org",
        "phone": "",
        "message": "We are twelve people and would like a coach.",
        "page": "/contact/",
    }
    return client.post("/contact/", data=ordinary | fields)


def errors_of(answer: TestResponse) -> dict[str, str]:
    """Field id -> the words beside it."""
    found = re.findall(r'id="([\w-]+)-wrong">\s*(.*?)\s*<', answer.text, re.DOTALL)
    return dict(found)
