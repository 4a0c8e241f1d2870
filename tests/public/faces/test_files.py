"""Share pictures, icons and the manifest: drawn when asked for, kept for as long as they are so."""

import io
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine

from blog import edition
from blog.db import writing
from blog.media.model import Picture
from blog.posts.life.publish import withdraw
from blog.posts.model import Post
from blog.posts.store import post as the_post
from blog.public.files import kept
from blog.shares.shelf import Busy, Shelf
from tests import make
from tests.media.files import drawing, photo
from tests.public.faces.told import metas, published, wear
from tests.public.wished import wish_of_the_site


@pytest.fixture(autouse=True)
def _an_empty_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("shares", "icons"):
        monkeypatch.setattr(kept, name, Shelf())


def share(client: FlaskClient, path: str) -> str:
    return metas(client, path)["og:image"].removeprefix("http://localhost")


def icons(client: FlaskClient) -> list[str]:
    """The addresses that the first page names."""
    return re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"', client.get("/").text)


def test_the_picture_of_a_post_is_kept_for_ever(client: FlaskClient, post: Post):
    path = share(client, f"/blog/{post.slug}/")

    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == answer.headers["Content-Length"]


def test_a_crowd_costs_one_drawing(client: FlaskClient, post: Post):
    path = share(client, f"/blog/{post.slug}/")

    with patch("blog.public.files.share.draw.png", return_value=b"x") as draw:
        assert [client.get(path).data for _ in range(5)] == [b"x"] * 5

    assert draw.call_count == 1


def test_who_comes_while_others_wait_is_told_to_come_again(client: FlaskClient, post: Post):
    path = share(client, f"/blog/{post.slug}/")

    with patch.object(kept.shares, "get", side_effect=Busy):
        answer = client.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_another_title_has_another_picture(client: FlaskClient, engine: Engine, post: Post):
    before = share(client, f"/blog/{post.slug}/")
    with writing(engine) as session:
        the_post(session, post.id).title = "Otherwise"  # type: ignore[union-attr]
        edition.turn(session)

    after = share(client, f"/blog/{post.slug}/")

    assert before != after
    assert (client.get(before).status_code, client.get(after).status_code) == (404, 200)


def test_what_readers_cannot_open_has_no_picture(client: FlaskClient, engine: Engine, post: Post):
    path = share(client, f"/blog/{post.slug}/")
    with writing(engine) as session:
        withdraw(session, the_post(session, post.id), by="Erin", now=post.created_at)  # type: ignore[arg-type]

    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["1.png", "1-000000000000.png", "site-000000000000.png", "999-000000000000.png", "x", "",
     "9999999999-000000000000.png", "%00-000000000000.png", "1-%EF%BC%90.png"],
)  # fmt: skip
def test_no_other_address_has_a_picture(client: FlaskClient, post: Post, path: str):
    assert client.get(f"/share/{path}").status_code == 404


def test_the_icon_is_the_drop_in_the_colour_of_the_owner(client: FlaskClient, engine: Engine):
    before = icons(client)
    wear(engine, accent_light="#8a1c5b", accent_dark="#f3b6d4")

    after = icons(client)

    assert before[0] == after[0] == "/favicon.ico"
    assert not set(before[1:]) & set(after[1:])
    assert 'fill="#8a1c5b"' in client.get(after[1]).text
    assert client.get(after[1]).mimetype == "image/svg+xml"
    assert {client.get(path).status_code for path in before[1:]} == {404}
    page = client.get("/").text
    assert 'name="theme-color" content="#8a1c5b"' in page
    assert 'name="theme-color" content="#f3b6d4"' in page


def test_browsers_find_the_icons_they_ask_for_by_name(client: FlaskClient):
    favicon, touch = client.get("/favicon.ico"), client.get("/apple-touch-icon.png")

    assert Image.open(io.BytesIO(favicon.data)).size == (32, 32)
    assert favicon.mimetype == "image/vnd.microsoft.icon"
    assert Image.open(io.BytesIO(touch.data)).size == (180, 180)
    for answer in (favicon, touch, client.get("/apple-touch-icon-precomposed.png")):
        assert answer.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", ["/icon-7.{}.png", "/icon.x{}.svg", "/icon-.{}.png"])
def test_there_is_no_icon_of_another_size(client: FlaskClient, path: str):
    mark = icons(client)[1].split(".")[1]

    assert client.get(path.format(mark)).status_code == 404


@pytest.mark.parametrize("transparent", [False, True])
def test_a_picture_of_the_owner_is_the_icon(client: FlaskClient, engine: Engine, transparent: bool):
    body = drawing((600, 560), transparent=True) if transparent else photo((600, 560))
    with writing(engine) as session:
        picture = make.a_picture(
            session, body=body, ending="png" if transparent else "jpg", width=600, height=560
        )
    wear(engine, icon_id=picture.id)

    found = icons(client)

    assert not any(path.endswith(".svg") for path in found)
    sides = [Image.open(io.BytesIO(client.get(path).data)).size for path in found]
    assert sides == [(32, 32), (192, 192), (180, 180)]
    whole = Image.open(io.BytesIO(client.get(found[2]).data)).convert("RGBA")
    assert whole.getchannel("A").getextrema() == (255, 255)


def test_all_sizes_of_a_picture_are_made_at_once_and_nobody_waits_for_them_but_who_asks(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        number = make.a_picture(session, body=photo((600, 560)), width=600, height=560).id
    wear(engine, icon_id=number)
    shared, started, times = share(client, f"/blog/{post.slug}/"), Event(), []
    go_on = Event()

    def slowly(master: bytes, wanted: Sequence[tuple[int, str]]) -> list[bytes]:
        times.append(len(wanted))
        started.set()
        go_on.wait(5)
        return [b"x"] * len(wanted)

    paths = icons(client)[1:]
    with patch("blog.public.files.icons.squares", slowly), ThreadPoolExecutor(1) as pool:
        waits = pool.submit(client.application.test_client().get, paths[0])
        started.wait(5)
        assert client.get(shared).status_code == 200
        assert not waits.done()
        go_on.set()
        assert waits.result(5).data == b"x"
        assert [client.get(path).data for path in paths] == [b"x"] * len(paths)
        assert client.get("/favicon.ico").data.endswith(b"x")

    assert times == [5]


def test_a_picture_that_cannot_be_opened_leaves_the_drop(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        picture = make.a_picture(session, body=b"no picture", width=600, height=600)
        assert isinstance(picture, Picture)
    wear(engine, icon_id=picture.id)

    assert Image.open(io.BytesIO(client.get("/favicon.ico").data)).size == (32, 32)


def test_a_phone_learns_what_it_needs(client: FlaskClient, engine: Engine):
    wish_of_the_site(engine, name='Elm "Street" <&>')

    answer = client.get("/site.webmanifest")

    assert answer.mimetype == "application/manifest+json"
    told = answer.json
    assert told
    assert (told["name"], told["start_url"]) == ('Elm "Street" <&>', "/")
    for icon in told["icons"]:
        assert client.get(icon["src"]).status_code == 200
    assert {it["purpose"] for it in told["icons"]} == {"any", "maskable"}
    assert '<link rel="manifest" href="/site.webmanifest">' in client.get("/").text


def test_a_share_picture_wears_the_look_of_today(client: FlaskClient, engine: Engine):
    post = published(engine)
    before = share(client, f"/blog/{post.slug}/"), share(client, "/")
    wear(engine, accent_light="#8a1c5b")

    after = share(client, f"/blog/{post.slug}/"), share(client, "/")

    assert not set(before) & set(after)
