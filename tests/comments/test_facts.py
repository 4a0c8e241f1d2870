"""What the database knows of an author and of what was said."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.comments import store
from blog.comments.model import Status
from blog.comments.rules import Facts
from blog.db import writing
from blog.posts.model import Post
from blog.spam.signals import Known
from blog.text.digest import digest
from tests import make
from tests.clock import NOON

TEXT = "Buy our pills today, they are the best pills of all pills."


def known_of(session: Session, **asked: Any) -> tuple[Facts, Known]:
    ordinary = {"name": "Ada", "email": "ada@reader.example", "text": TEXT, "network": "n"}
    return store.facts_about(session, **{**ordinary, "post_id": 1, "now": NOON, **asked})


def said(session: Session, post: Post, **values: Any) -> None:
    make.a_comment(session, post, text=TEXT, digest=digest(TEXT), **values)


def test_who_was_approved_under_this_name_and_address_is_known(engine: Engine, post: Post):
    with writing(engine) as session:
        make.a_comment(session, post)

        assert known_of(session)[0].approved_before
        assert not known_of(session, name="Eve")[0].approved_before
        assert not known_of(session, email="eve@reader.example")[0].approved_before


def test_an_editors_own_answers_make_nobody_known(engine: Engine, post: Post):
    with writing(engine) as session:
        make.a_comment(session, post, by_office=True)

        assert not known_of(session)[0].approved_before


def test_the_same_text_counts_once_for_each_other_post(engine: Engine, post: Post):
    with writing(engine) as session:
        other = make.a_post(session, title="Another one")
        for where in (post, other, other):
            said(session, where)

        assert known_of(session, post_id=post.id)[1].same_elsewhere == 1


@pytest.mark.parametrize("status", [Status.TRASH, Status.GONE])
def test_what_was_thrown_away_stands_nowhere(engine: Engine, post: Post, status: Status):
    with writing(engine) as session:
        other = make.a_post(session, title="Another one")
        said(session, other, status=status)

        assert known_of(session, post_id=post.id)[1].same_elsewhere == 0


def test_a_text_judged_spam_is_recognised(engine: Engine, post: Post):
    with writing(engine) as session:
        said(session, post, status=Status.SPAM)

        assert known_of(session)[1].same_was_spam
        assert not known_of(session, text="Another text, and a good one as well.")[1].same_was_spam


def test_short_texts_are_nobodys(engine: Engine, post: Post):
    with writing(engine) as session:
        make.a_comment(session, post, text="Thank you!", digest=digest("Thank you!"))

        assert known_of(session, post_id=99, text="Thank you!")[1].same_elsewhere == 0
