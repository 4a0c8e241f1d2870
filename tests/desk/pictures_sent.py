"""How pictures get to the desk, by hand and by the script of its pages."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import make
from tests.desk.at_the_desk import page
from tests.media import files

PICTURES = "/desk/pictures/"
BY_SCRIPT = {"X-Fragment": "picture"}


def send(
    client: FlaskClient, *chosen: tuple[bytes, str], token: str | None = None, **options: Any
) -> TestResponse:
    """The form of the library, with these chosen: each its bytes and its name."""
    known = token or make.csrf_token(page(client, PICTURES))
    body = files.encoded_form(known, *chosen)
    return client.post(PICTURES, data=body, content_type=files.FORM, **options)
