"""What other programs look for on every site."""

from dataclasses import replace
from datetime import timedelta

import pytest

from blog import edition
from blog.db import writing
from blog.posts.model import Kind, Post, Standing
from blog.site import store as site
from tests import make
from tests.public.there import there_is_a_post

SECURITY = "/.well-known/security.txt"


def wish(engine, **values):
    with writing(engine) as session:
        site.keep(session, replace(site.wishes(session), **values))
        edition.turn(session)


def test_who_finds_a_weakness_reads_whom_to_tell(client, engine):
    wish(engine, office_email="o'brien+x@howard.example")

    answer = client.get(SECURITY)

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == (
        "Contact: mailto:o%27brien+x@howard.example\n"
        "Contact: http://localhost/contact/\n"
        "Expires: 2027-05-22T00:00:00Z\n"
        "Preferred-Languages: en\n"
        "Canonical: http://localhost/.well-known/security.txt\n"
    )
    assert client.get("/security.txt").location == SECURITY


def test_the_day_it_ends_moves_on_once_a_day(app, clock):
    before = app.test_client().get(SECURITY).text
    app.wsgi_app._pages.clear()
    clock.forward(timedelta(hours=11))
    assert app.test_client().get(SECURITY).text == before
    app.wsgi_app._pages.clear()
    clock.forward(timedelta(hours=2))

    assert "Expires: 2027-05-23T00:00:00Z\n" in app.test_client().get(SECURITY).text


def test_without_an_address_of_the_office_there_is_the_contact_page(client, engine):
    wish(engine, office_email="")

    assert client.get(SECURITY).text.startswith("Contact: http://localhost/contact/\n")


def test_a_password_manager_is_led_to_where_passwords_change(client, editor):
    answer = client.get("/.well-known/change-password")

    assert (answer.status_code, answer.location) == (302, "/desk/me/")
    shown = make.sign_in(client).get(answer.location)
    assert 'autocomplete="new-password"' in shown.text


def test_an_overview_names_pages_and_the_latest_posts(client, engine, now):
    there_is_a_post(engine, title="About us", kind=Kind.PAGE, slug="about", lead="Who we are.")
    there_is_a_post(engine, title="Old", slug="old", lead="", now=now - timedelta(days=1))
    there_is_a_post(engine, title="[New](x) <b>*", slug="new", lead="Two\nlines.")

    answer = client.get("/llms.txt")

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.startswith(
        "# Howard Street\n\n> Plain advice for people who lead people.\n\n## Pages\n\n"
        "- [About us](http://localhost/about/): Who we are.\n\n## Latest posts\n\n"
        r"- [\[New\](x) \<b\>\*](http://localhost/blog/new/): Two lines." + "\n"
        "- [Old](http://localhost/blog/old/)\n\n## Contact\n\n"
    )
    assert "(http://localhost/contact/): 301 Howard St. #600" in answer.text


def test_the_overview_leads_to_the_front_page_where_it_is(client, engine):
    home = there_is_a_post(engine, title="Home", kind=Kind.PAGE, slug="home", lead="")
    wish(engine, home_page_id=home.id)

    assert "- [Home](http://localhost/)\n" in client.get("/llms.txt").text


def test_what_a_text_keeps_from_readers_is_nowhere_to_be_had(client, engine):
    secrets = "<!-- Jane leaves -->\n\n<style>Jane</style>\n\n[//]: # (Jane leaves)\n\nWords."
    there_is_a_post(engine, slug="ours", body=secrets)
    there_is_a_post(engine, slug="about", kind=Kind.PAGE, body=secrets)
    published = ["/blog/ours/", "/about/", "/feed/", "/feed/json/", "/llms.txt"]

    for path in published:
        answer = client.get(path)
        assert (answer.status_code, "Jane" in answer.text) == (200, False)
    assert client.get("/blog/ours.md").status_code == 404
    assert client.get("/about.md").status_code == 404


@pytest.mark.parametrize("standing", [it for it in Standing if it is not Standing.PUBLISHED])
def test_what_is_not_published_is_not_in_the_overview(client, engine, standing):
    for kind in Kind:
        post = there_is_a_post(engine, slug=f"a-{kind}", kind=kind)
        with writing(engine) as session:
            session.get_one(Post, post.id).standing = standing

    assert "localhost/a-page" not in client.get("/llms.txt").text
    assert "localhost/blog/a-post" not in client.get("/llms.txt").text
