"""The link by which a stranger looks at a post before it is published; what authors may write."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.editors.model import Editor, Role
from blog.posts.model import Kind, Post
from tests import make
from tests.clock import StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, words
from tests.rows import rows


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def draft(engine: Engine) -> Post:
    with writing(engine) as session:
        return make.a_draft(session)


def link(client: FlaskClient, post: Post, days: int = 7) -> str:
    here = f"/desk/posts/{post.id}"
    press(client, f"{here}/link", on=here, days=str(days))
    return page(client, here).partition('value="http://localhost/preview/')[2].partition('"')[0]


def test_whoever_has_the_link_sees_what_is_saved(client: FlaskClient, draft: Post):
    path = f"/preview/{link(client, draft)}"
    stranger = client.application.test_client()

    answer = stranger.get(path)

    assert answer.status_code == 200
    assert draft.body in words(answer)
    assert "Preview, not public" in words(answer)
    assert "<form" not in words(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_it_ends_when_its_days_are_over_or_an_editor_says_so(
    client: FlaskClient, draft: Post, clock: StoppedClock
):
    here, stranger = f"/desk/posts/{draft.id}", client.application.test_client()
    ended = link(client, draft)
    press(client, f"{here}/link", on=here, days="end")
    first = link(client, draft, 30)
    second = link(client, draft, 1)

    assert stranger.get(f"/preview/{ended}").status_code == 410
    assert stranger.get(f"/preview/{first}").status_code == 410
    assert stranger.get(f"/preview/{second}").status_code == 200
    assert stranger.get(f"/preview/{second[:-3]}/").status_code == 404
    clock.forward(timedelta(days=1, seconds=1))
    assert stranger.get(f"/preview/{second}").status_code == 404


def test_it_leads_to_the_post_once_that_is_public(client: FlaskClient, draft: Post):
    path = f"/preview/{link(client, draft)}"
    here = f"/desk/posts/{draft.id}"
    typed = {"title": draft.title, "body": draft.body, "seen": "1", "act": "publish"}
    press(client, here, on=here, **typed)

    assert client.get(path).location == f"/blog/{draft.slug}/"


def test_nonsense_and_stale_forms_make_no_link(client: FlaskClient, engine: Engine, draft: Post):
    here = f"/desk/posts/{draft.id}"

    press(client, f"{here}/link", on=here, days="9999")
    press_stale(client, f"{here}/link", on=here, days="7")

    assert rows(engine, Post)[0].preview_key == ""


def test_an_author_writes_posts_of_their_own_and_nothing_else(
    client: FlaskClient, engine: Engine, draft: Post
):
    make.an_editor(engine, name="Ann", email="ann@howard.example", role=Role.AUTHOR)
    press(client, "/desk/sign-out", on="/desk/posts/")
    make.sign_in(client, "ann@howard.example")
    with writing(engine) as session:
        about = make.a_draft(session, title="About", kind=Kind.PAGE)
    new, token = "/desk/posts/new", make.csrf_token(page(client, "/desk/posts/new"))

    mine = press(client, new, on=new, title="Mine", body="By me.", act="publish")

    assert mine.status_code == 303
    assert rows(engine, Post)[-1].author == "Ann"
    assert client.get(mine.location).status_code == 200
    for post in (draft, about):
        here = f"/desk/posts/{post.id}"
        assert client.get(here).status_code == 403
        assert client.get(f"{here}/revisions").status_code == 403
        for to in ("", "/draft", "/draft/gone", "/presence", "/preview", "/link"):
            sent = {"csrf_token": token, "now": "looks", "days": "7", "body": "Hm."}
            assert client.post(f"{here}{to}", data=sent).status_code == 403, to
    assert client.get(f"{new}?kind=page").status_code == 403
    assert client.post(f"{new}/draft?kind=page", data={"csrf_token": token}).status_code == 403


def test_a_post_is_scheduled_in_the_sites_zone(client: FlaskClient, engine: Engine):
    new = "/desk/posts/new"
    typed = {"title": "Soon", "body": "Wait.", "publish_at": "2030-01-02T09:00"}

    refused = press(client, new, on=new, **typed, act="publish")
    taken = press(client, new, on=new, **typed, act="schedule")
    empty = press(client, new, on=new, **{**typed, "publish_at": "", "title": "x"}, act="schedule")

    assert "A time to come is set" in words(refused)
    assert "Say when it shall be published." in words(empty)
    assert taken.status_code == 303
    (post,) = rows(engine, Post)
    assert post.standing == "scheduled"
    assert 'value="2030-01-02T09:00"' in page(client, taken.location)
