from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from blog.cli import demo
from blog.comments.model import Comment
from blog.db import writing
from blog.posts.model import Post
from tests.rows import rows


@pytest.fixture
def flask(app):
    def run(*words):
        done = app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_the_demo_content_is_four_posts_and_two_pages_that_can_be_read(flask, client, engine):
    flask("demo")

    for path in ("/blog/coaching-vs-mentorship/", "/about/", "/privacy/", "/blog/", "/"):
        assert client.get(path).status_code == 200
    assert sorted(post.kind for post in rows(engine, Post)) == ["page"] * 2 + ["post"] * 4
    assert len(rows(engine, Comment)) == 2


def test_the_demo_post_compares_in_six_numbered_sections(flask, client):
    flask("demo")

    page = client.get("/blog/coaching-vs-mentorship/").text

    for heading in (
        "1. Definition and Purpose",
        "2. Relationship Dynamics",
        "3. Focus Areas",
        "4. Duration and Structure",
        "5. Expertise and Qualifications",
        "6. Outcomes",
        "Conclusion",
    ):
        assert f'">{heading}<a class="anchor"' in page
    assert page.count(">Coaching</h3>") == page.count(">Mentorship</h3>") == 6


def test_the_demo_posts_are_filed(flask, client):
    flask("demo")

    assert "New leads" in client.get("/blog/category/leading-a-team/").text
    assert client.get("/blog/tag/choosing-help/").text.count('class="entry__title"') == 2


def test_a_second_time_changes_nothing(flask, engine):
    flask("demo")

    assert "already" in flask("demo")
    assert len(rows(engine, Post)) == 6


def test_of_two_first_starts_at_once_one_puts_it_in(app, engine):
    both_are_ready = Barrier(2)

    def start(_):
        with app.app_context():
            both_are_ready.wait()
            return demo.put_in()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(start, range(2))) == [False, True]
    assert len(rows(engine, Post)) == 6


def test_what_an_owner_deleted_does_not_come_back(flask, engine):
    flask("demo")
    with writing(engine) as session:
        for post in rows(engine, Post):
            session.delete(post)

    flask("demo")

    assert rows(engine, Post) == []
