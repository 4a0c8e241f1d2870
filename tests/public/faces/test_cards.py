"""What those see to whom a page is sent."""

from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.media.model import Picture, Stage, Variant
from blog.posts.model import Post
from blog.terms import arrange
from blog.terms.arrange import Filing
from tests.clock import NOON
from tests.public.faces.told import metas, published


def test_a_post_has_a_card_with_all_that_is_known(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        ours = arrange.add_category(session, Filing(name="Coaching"))
    post = published(engine, category_ids=(ours,), tags=("Team",))

    told = metas(client, f"/blog/{post.slug}/")

    image = told.pop("og:image")
    assert image.startswith(f"http://localhost/share/{post.id}-")
    assert client.get(image.removeprefix("http://localhost")).status_code == 200
    assert (
        told
        | {
            "og:site_name": "Howard Street",
            "og:locale": "en_US",
            "og:title": "Coaching vs. Mentorship",
            "og:description": "Two ways to help.",
            "og:type": "article",
            "og:url": f"http://localhost/blog/{post.slug}/",
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": "Coaching vs. Mentorship — Howard Street",
            "article:published_time": "2026-11-23T12:00:00Z",
            "article:modified_time": "2026-11-23T12:00:00Z",
            "article:author": "http://localhost/blog/author/erin/",
            "article:section": "Coaching",
            "article:tag": "Team",
            "twitter:card": "summary_large_image",
            "twitter:image:alt": "Coaching vs. Mentorship — Howard Street",
        }
        == told
    )


def test_a_featured_picture_is_the_card_in_a_size_that_is_enough(
    client: FlaskClient, engine: Engine
):
    with writing(engine) as session:
        picture = Picture(
            name="a" * 24, file_name="a.jpg", ending="jpg", width=2400, height=1600,
            colour="0b5d57", stage=Stage.READY, why="", wanted=1, by="Erin", created_at=NOON,
        )  # fmt: skip
        session.add(picture)
        session.flush()
        for width, ending in ((640, "jpg"), (1280, "jpg"), (1920, "jpg"), (1280, "avif")):
            session.add(
                Variant(
                    picture_id=picture.id, width=width, ending=ending, height=1, size=1, body=b"x"
                )
            )
    post = published(engine, picture_id=picture.id, picture_alt="A cat")

    told = metas(client, f"/blog/{post.slug}/")

    assert told["og:image"] == f"http://localhost/media/{'a' * 24}-1280.jpg"
    assert told["og:image:type"] == "image/jpeg"
    assert (told["og:image:width"], told["og:image:height"]) == ("1280", "853")
    assert told["og:image:alt"] == "A cat"


def test_each_page_that_is_found_has_a_picture(client: FlaskClient, post: Post):
    for path in ("/", "/blog/", "/contact/", "/blog/author/erin/"):
        told = metas(client, path)
        assert told["og:image"].startswith("http://localhost/share/site-")
        assert told["og:type"] == "website"
        assert told["og:description"]
        assert told["og:image:alt"]


def test_the_card_of_what_stood_elsewhere_first_leads_there(client: FlaskClient, engine: Engine):
    post = published(engine, canonical="https://first.example/a")

    assert metas(client, f"/blog/{post.slug}/")["og:url"] == "https://first.example/a"
