"""Who is told of comments."""

import pytest

from blog.db import writing
from tests import make
from tests.notices.told import an_owed_comment, letters_told, the_owner_wishes


def told(app):
    return sorted(letter.recipient for letter in letters_told(app))


@pytest.fixture
def waiting(engine, post):
    return an_owed_comment(engine, post)


def test_without_other_wishes_it_is_the_office(app, waiting):
    assert told(app) == ["office@howard.example"]


def test_it_is_whom_the_owner_named_for_comments(app, engine, waiting):
    the_owner_wishes(engine, comment_letters_to=("moderators@howard.example",))

    assert told(app) == ["moderators@howard.example"]


def test_the_author_of_the_post_is_told_where_the_owner_wants_it(app, engine, waiting, editor):
    the_owner_wishes(engine, author_gets_letters=True)

    assert told(app) == ["erin@howard.example", "office@howard.example"]


def test_the_author_is_told_of_comments_on_own_posts_only(app, engine, post, editor):
    the_owner_wishes(engine, author_gets_letters=True)
    with writing(engine) as session:
        others = make.a_post(session, title="Of somebody else")
        others.author = "Otto"
    an_owed_comment(engine, others, name="Sam")
    an_owed_comment(engine, post, name="Ada")

    letters = {letter.recipient: letter for letter in letters_told(app)}

    assert "2 replies" in letters["office@howard.example"].subject
    assert "Please look at a reply" in letters["erin@howard.example"].subject
    assert "Sam" not in letters["erin@howard.example"].body


def test_an_author_who_is_no_editor_here_has_no_address_to_write_to(app, engine, waiting):
    the_owner_wishes(engine, author_gets_letters=True)

    assert told(app) == ["office@howard.example"]


def test_nobody_gets_two_letters_for_having_two_parts(app, engine, waiting, editor):
    the_owner_wishes(
        engine,
        author_gets_letters=True,
        comment_letters_to=("Erin@Howard.example", "erin@howard.example"),
    )

    assert len(told(app)) == 1
