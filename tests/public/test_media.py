"""Pictures as browsers get them."""

import pytest

from blog.darkroom import Darkroom
from blog.db import reading, writing
from blog.media.turns import store as turns
from tests import make


@pytest.fixture
def picture(engine):
    with writing(engine) as session:
        return make.a_picture(session)


@pytest.fixture
def url(picture):
    return f"/media/{picture.name}.jpg"


def test_a_picture_is_kept_for_ever_and_can_do_nothing(client, engine, picture, url):
    answer = client.get(url)

    with reading(engine) as look:
        assert answer.data == turns.master(look, picture.id)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in answer.headers


def test_a_browser_that_has_it_is_not_sent_it_again(client, url):
    etag = client.get(url).headers["ETag"]

    answer = client.get(url, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.data) == (304, b"")
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(url, headers={"If-None-Match": '"another"'}).status_code == 200


def test_who_only_asks_is_told_its_size(client, url):
    answer = client.head(url)

    assert answer.data == b""
    assert int(answer.headers["Content-Length"]) == len(client.get(url).data)
    assert answer.headers["Content-Type"] == "image/jpeg"


def test_each_variant_has_its_own_address_and_type(client, engine, clock, picture):
    Darkroom(engine, now=clock).make_one()

    for size, kind in (("320", "jpeg"), ("320", "webp"), ("400", "avif"), ("400", "webp")):
        ending = kind.replace("jpeg", "jpg")
        answer = client.get(f"/media/{picture.name}-{size}.{ending}")
        assert answer.headers["Content-Type"] == f"image/{kind}"


def test_what_is_not_there_is_not_found(client, picture):
    for path in (
        f"{picture.name}.png",
        f"{picture.name}.svg",
        f"{picture.name}-0.jpg",
        f"{picture.name}-400.jpg",
        f"{picture.name}-٣٢٠.jpg",
        f"{picture.name}-99999.jpg",
        f"{picture.name.upper()}.jpg",
        f"{'0' * 24}.jpg",
        "..%2f..%2fetc%2fpasswd",
        "a",
    ):
        assert client.get(f"/media/{path}").status_code == 404, path


def test_the_page_cache_does_not_hold_pictures(app, client, engine, url, picture):
    client.get(url)
    with writing(engine) as session:
        session.delete(session.get(type(picture), picture.id))

    assert client.get(url).status_code == 404


def test_a_featured_picture_stands_on_the_page_in_lists_and_where_it_is_shared(
    client, engine, clock, picture
):
    with writing(engine) as session:
        make.a_post(session, picture_id=picture.id, picture_alt='A "cat" <asleep>')
    Darkroom(engine, now=clock).make_one()

    page = client.get("/blog/coaching-vs-mentorship/").text

    base = f"/media/{picture.name}"
    assert f'<source type="image/avif" srcset="{base}-320.avif 320w, {base}-400.avif 400w"' in page
    assert f'src="{base}.jpg" srcset="{base}-320.jpg 320w, {base}.jpg 400w"' in page
    assert 'width="400" height="300" alt="A &quot;cat&quot; &lt;asleep&gt;"' in page
    assert f'<meta property="og:image" content="http://localhost{base}.jpg">' in page
    for path in ("/", "/blog/"):
        shown = client.get(path).text
        assert f'src="{base}.jpg"' in shown
        assert 'loading="lazy"' in shown
        assert f'"og:image" content="http://localhost{base}' not in shown


def test_a_decorative_picture_says_nothing(client, engine):
    with writing(engine) as session:
        picture = make.a_picture(session, alt="A cat")
        make.a_post(session, title="One", picture_id=picture.id, picture_decorative=True)
        make.a_post(session, title="Two", picture_id=picture.id)

    assert 'alt=""' in client.get("/blog/one/").text
    assert 'alt="A cat"' in client.get("/blog/two/").text
