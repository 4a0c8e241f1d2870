"""The headers every answer carries."""

from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from blog import create_app
from blog.posts.model import Post
from blog.web.headers import protect

PAGES = ["/", "/blog/", "/contact/", "/nowhere/", "/healthz", "/robots.txt", "/desk/sign-in"]


@pytest.fixture
def small() -> Flask:
    app = Flask(__name__)

    @app.get("/said")
    def said() -> Response:
        return Response("x", headers={"Cache-Control": "public, max-age=60"})

    @app.get("/silent")
    def silent() -> str:
        return "x"

    protect(app, https=False)
    return app


def test_what_says_nothing_about_keeping_is_not_kept(small: Flask) -> None:
    client = small.test_client()

    assert client.get("/silent").headers["Cache-Control"] == "no-store"
    assert client.get("/said").headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_protected(client: FlaskClient, post: Post, path: str) -> None:
    headers = client.get(path).headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"]
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("path", [page for page in PAGES if not page.startswith("/desk/")])
def test_readers_get_no_cookie(client: FlaskClient, post: Post, path: str) -> None:
    answer = client.get(path)

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/desk/"])
def test_a_site_on_https_asks_browsers_to_stay_there(on_https: FlaskClient, path: str) -> None:
    headers = on_https.get(path).headers

    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.fixture
def on_https(settings: dict[str, object]) -> Iterator[FlaskClient]:
    app = create_app({**settings, "PUBLIC_URL": "https://howard.example"})
    yield app.test_client()
    app.extensions["kit"].engine.dispose()
