"""The first page: the latest posts, or a page that the owner chose."""

from dataclasses import replace

import pytest

from blog import edition
from blog.db import writing
from blog.editors.model import Role
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind, Post
from blog.site import store as site
from tests import make
from tests.desk.at_the_desk import page, press
from tests.make import a_post

SETTINGS = "/desk/settings/"


@pytest.fixture
def welcome(engine):
    with writing(engine) as session:
        return a_post(session, title="Welcome in", slug="welcome", kind=Kind.PAGE, lead="")


def choose(engine, number):
    with writing(engine) as session:
        site.keep(session, replace(site.wishes(session), home_page_id=number))
        edition.turn(session)


def test_the_page_that_was_chosen_is_the_first_with_the_form_below(client, engine, post, welcome):
    assert "Welcome in" not in client.get("/").text

    choose(engine, welcome.id)

    shown = client.get("/").text
    assert "<h1>Welcome in</h1>" in shown
    assert "<title>Howard Street</title>" in shown
    assert 'id="line"' in shown
    assert '<link rel="canonical" href="http://localhost/">' in shown
    assert post.title in client.get("/blog/").text


def test_its_own_address_leads_to_the_first_page(client, engine, welcome):
    choose(engine, welcome.id)

    answer = client.get("/welcome/")

    assert (answer.status_code, answer.location) == (301, "/")
    assert answer.headers["Cache-Control"] == "no-store"  # a choice may be taken back


def test_a_choice_that_is_withdrawn_leaves_the_latest_posts_and_the_desk_says_so(
    client, engine, post, welcome, now
):
    choose(engine, welcome.id)
    client.get("/")
    with writing(engine) as session:
        withdraw(session, session.get_one(Post, welcome.id), by="Erin", now=now)

    assert post.title in client.get("/").text
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)
    shown = page(client, SETTINGS)
    assert "Welcome in (not published: the latest posts are shown)" in shown


@pytest.mark.parametrize("wrong", [99, -1])
def test_a_choice_of_nothing_leaves_the_latest_posts(client, engine, post, wrong):
    choose(engine, wrong)

    assert post.title in client.get("/").text


def test_a_post_is_no_first_page(client, engine, post):
    choose(engine, post.id)

    assert "Latest from the blog" in client.get("/").text


def test_a_refused_inquiry_comes_back_on_the_first_page(client, engine, welcome):
    choose(engine, welcome.id)

    answer = client.post("/contact/", data={"name": "Sam", "page": "/"})

    assert answer.status_code == 422
    assert "<h1>Welcome in</h1>" in answer.text
    assert 'value="Sam"' in answer.text


def test_hours_and_telephone_are_on_each_page(client, engine):
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)
    form = {
        "name": "Elm", "office_email": "a@b.example", "letters_to": "a@b.example", "zone": "UTC",
        "posts_a_page": "5", "phone": "+1 (415) 555-0100", "hours": "Mon-Fri 9-17\nSat closed",
    }  # fmt: skip

    assert press(client, SETTINGS, on=SETTINGS, **form).status_code == 303

    for path in ("/", "/contact/", "/nothing/"):
        shown = client.get(path).text
        assert 'href="tel:+14155550100"' in shown
        assert "Monday to Friday 9:00–17:00" in shown
    for field, wrong in (("phone", "call us"), ("hours", "Mon 9-17\nMon closed")):
        refused = press(client, SETTINGS, on=SETTINGS, **{**form, field: wrong})
        assert refused.status_code == 422
        assert f'id="{field}-wrong"' in refused.text
