"""An editor answers only for the text they saw: its author may change it meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments import store as comments
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.editors.model import Editor
from blog.moderation import store as moderation
from blog.moderation.moderate import move
from blog.moderation.undo import undo
from blog.posts.model import Post
from blog.site import store as site
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import a_held_comment, page, press, status_of, without_tags, words
from tests.rows import rows

QUEUE = "/desk/comments/"
ANOTHER = "You are all idiots, every one."


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post)


def its_author_changes(engine: Engine, comment: Comment, *, by: str = "") -> str:
    """The stamp of what it says now."""
    at = NOON + timedelta(minutes=1)
    with writing(engine) as session:
        said = {"text": ANOTHER, "html": f"<p>{ANOTHER}</p>"}
        assert comments.rewrite(session, comment.id, seen=comment.text, by=by, now=at, **said)
    return at.isoformat()


WAYS: dict[str, dict[str, str]] = {
    "decisions": {"to": "approved"},
    "answers": {"text": "How kind of you."},
    "trust": {},
    "blocks": {"line": "teapots"},
}
each_way = pytest.mark.parametrize("way", WAYS)


@each_way
def test_a_text_that_nobody_saw_is_not_answered_for(
    client: FlaskClient, engine: Engine, held: Comment, way: str
):
    its_author_changes(engine, held)

    answer = press(client, f"{QUEUE}{held.id}/{way}", on=QUEUE, seen="held", stamp="", **WAYS[way])

    assert answer.status_code == 409
    assert "Its author changed it while you looked: read it again." in without_tags(words(answer))
    assert ANOTHER in words(answer)
    for typed in ("How kind of you.", "teapots"):
        assert (typed in words(answer)) == (typed in WAYS[way].values())
    assert status_of(engine, held) == "held"
    assert len(rows(engine, Comment)) == 1
    with writing(engine) as session:
        assert moderation.trusted(session) == []
        assert site.discussion(session).block_words == ""


@each_way
def test_what_was_read_again_is_done(client: FlaskClient, engine: Engine, held: Comment, way: str):
    fields: dict[str, Any] = {"seen": "held", "stamp": its_author_changes(engine, held)}

    answer = press(client, f"{QUEUE}{held.id}/{way}", on=QUEUE, **fields, **WAYS[way])

    assert answer.status_code == 303
    assert status_of(engine, held) == ("spam" if way == "blocks" else "approved")


def test_each_form_says_which_text_was_seen(client: FlaskClient, engine: Engine, held: Comment):
    stamp = its_author_changes(engine, held)

    shown = page(client, QUEUE)

    assert shown.count(f'name="stamp" value="{stamp}"') == shown.count('name="seen" value="held"')
    assert f'name="pick" value="{held.id}:held:{stamp}"' in shown


def test_a_colleague_who_changed_it_is_named(client: FlaskClient, engine: Engine, held: Comment):
    its_author_changes(engine, held, by="Sam")

    answer = press(client, f"{QUEUE}{held.id}/decisions", on=QUEUE, seen="held", to="approved")

    assert "Sam changed it while you looked" in words(answer)


def test_what_is_put_out_of_sight_need_not_be_read_again(
    client: FlaskClient, engine: Engine, held: Comment
):
    its_author_changes(engine, held)

    press(client, f"{QUEUE}{held.id}/decisions", on=QUEUE, seen="held", to="spam")

    assert status_of(engine, held) == "spam"


def test_of_many_the_changed_one_is_left_and_counted(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    other = a_held_comment(engine, post, name="Sam")
    its_author_changes(engine, held)
    picked = [f"{held.id}:held:", f"{other.id}:held:"]

    press(client, f"{QUEUE}bulk", on=QUEUE, pick=picked, to="approved", sure="yes")

    assert [status_of(engine, it) for it in (held, other)] == ["held", "approved"]
    said = "Approved 1 comment. 1 had been changed while you looked: read again."
    assert said in page(client, QUEUE)


def test_the_question_carries_which_texts_were_seen(
    client: FlaskClient, engine: Engine, held: Comment
):
    its_author_changes(engine, held)

    answer = press(client, f"{QUEUE}bulk", on=QUEUE, pick=f"{held.id}:held:", to="approved")
    assert f'value="{held.id}:held:"' in words(answer)

    answer = press(
        client, f"{QUEUE}bulk", on=QUEUE, pick=f"{held.id}:held:", to="approved", sure="yes"
    )
    assert answer.status_code == 409
    assert "Nothing was changed: 1 had been changed" in words(answer)


def test_undo_shows_nobody_what_the_author_wrote_since(engine: Engine, post: Post):
    with writing(engine) as session:
        public = make.a_comment(session, post)
    action = make.an_action()
    with writing(engine) as session:
        move(session, public.id, seen=Status.APPROVED, to=Status.HELD, action=action)
    its_author_changes(engine, public)

    with writing(engine) as session:
        undone = undo(session, action.number, action=make.an_action())

    assert (undone.done, undone.not_done) == (0, 1)
    assert status_of(engine, public) == "held"


@pytest.mark.parametrize("way", ["answers", "texts", "blocks"])
def test_what_was_typed_about_a_comment_that_is_gone_is_handed_back(
    client: FlaskClient, engine: Engine, post: Post, held: Comment, way: str
):
    gone = a_held_comment(engine, post, name="Eve", status=Status.GONE)
    typed = {"text": "My <i>thought</i>.", "line": "My <i>thought</i>."}

    for number in (gone.id, 99):
        answer = press(client, f"{QUEUE}{number}/{way}", on=QUEUE, seen="held", **typed)

        assert answer.status_code == 410
        assert "My &lt;i&gt;thought&lt;/i&gt;." in words(answer)
        assert "readonly" in words(answer)
    with writing(engine) as session:
        assert site.discussion(session).block_words == ""


def test_more_than_fit_at_once_are_refused_and_not_cut(
    client: FlaskClient, engine: Engine, held: Comment
):
    picked = [f"{held.id}:held:"] * 101

    answer = press(client, f"{QUEUE}bulk", on=QUEUE, pick=picked, to="spam", sure="yes")

    assert answer.status_code == 422
    assert "select at most 100 comments at once" in words(answer)
    assert status_of(engine, held) == "held"


def test_a_word_is_blocked_though_the_comment_was_spam_already(
    client: FlaskClient, engine: Engine, held: Comment
):
    press(client, f"{QUEUE}{held.id}/decisions", on=QUEUE, seen="held", to="spam")

    answer = press(client, f"{QUEUE}{held.id}/blocks", on=QUEUE, seen="held", line="loans")

    assert answer.status_code == 303
    with writing(engine) as session:
        assert site.discussion(session).block_words == "loans"
    assert "“loans” is blocked, and the comment is spam." in page(client, QUEUE)


def test_an_author_is_trusted_though_the_comment_was_approved_already(
    client: FlaskClient, engine: Engine, held: Comment
):
    press(client, f"{QUEUE}{held.id}/decisions", on=QUEUE, seen="held", to="approved")

    answer = press(client, f"{QUEUE}{held.id}/trust", on=QUEUE, seen="held")

    assert answer.status_code == 303
    with writing(engine) as session:
        assert [it.name for it in moderation.trusted(session)] == ["Ada"]
