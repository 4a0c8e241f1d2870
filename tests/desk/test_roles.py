"""What each role may do: the table of docs/people.md, cell by cell, through the real desk."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from blog import create_app
from blog.authors import store as authors
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.desk.inquiries.inbox import people_of
from blog.editors.model import Editor, Role
from blog.outbox.model import Stage
from blog.posts.model import Kind, Post
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, words

DOCS = Path(__file__).parents[2] / "docs" / "people.md"
WHO = "role@howard.example"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Somebody signed in, and one of everything."""

    client: FlaskClient
    engine: Engine
    me: Editor
    post: Post
    page: Post

    def opens(self, *paths: str) -> bool:
        """All of these, or none of them."""
        found = {self.client.get(path).status_code for path in paths}
        assert found in ({200}, {403}), found
        return found == {200}

    def takes(self, path: str, **fields: str) -> bool:
        return _is_taken(self.send(path, **fields))

    def send(self, path: str, **fields: str) -> TestResponse:
        token = make.csrf_token(page(self.client, "/desk/me/"))
        return self.client.post(path, data={"csrf_token": token, **fields})

    def sees(self, path: str, text: str) -> bool:
        answer = self.client.get(path)
        return answer.status_code == 200 and text in words(answer)


def _is_taken(answer: TestResponse) -> bool:
    """Refused for the role is something else than wrong in its form."""
    assert answer.status_code in (303, 403, 404, 409, 422), answer.status
    return answer.status_code in (303, 409, 422)


Act = Callable[[Desk], bool]
ACTS: dict[str, Act] = {
    "Look after their own name, password and sessions": lambda it: (
        it.opens("/desk/me/") and it.takes("/desk/me/name", name="Somebody else")
    ),
    "Read comments and decide on them": lambda it: (
        it.opens("/desk/comments/", "/desk/comments/1/")
        and it.takes("/desk/comments/1/decisions", to="spam", seen="approved")
        and it.sees("/desk/", "comments held")
    ),
    "Read what was decided on comments": lambda it: it.sees("/desk/decisions/", "why a comment"),
    "Read what was decided on inquiries and letters": lambda it: it.sees(
        "/desk/decisions/", "why a letter"
    ),
    "Read what was decided on people": lambda it: it.sees("/desk/decisions/", "why a person"),
    "Read and answer inquiries": lambda it: (
        it.opens("/desk/inquiries/", "/desk/inquiries/1/", "/desk/inquiries/?word=coach")
        and it.takes("/desk/inquiries/1/answers", text="Yes")
        and it.sees("/desk/", "new inquir")
    ),
    "Be given an inquiry": lambda it: _may_be_given(it),
    "Read letters and send them again": lambda it: (
        it.opens("/desk/outbox/", "/desk/outbox/1/")
        and it.takes("/desk/outbox/1/decisions", to="due", seen="dead")
    ),
    "Change saved replies": lambda it: it.opens("/desk/replies/"),
    "Be warned of letters that do not leave": lambda it: it.sees("/desk/me/", 'class="alarm"'),
    "Write posts": lambda it: it.opens("/desk/posts/", "/desk/posts/new"),
    "Upload pictures": lambda it: it.opens("/desk/pictures/") and it.takes("/desk/pictures/"),
    "Say who they are on their own page": lambda it: it.opens("/desk/authors/mine"),
    "Read and change posts of others": lambda it: (
        it.opens(f"/desk/posts/{it.post.id}")
        and it.takes(f"/desk/posts/{it.post.id}", title="Mine now", body="Words.")
        and it.sees("/desk/posts/", "A secret draft")
    ),
    "Publish, schedule, withdraw and delete posts of others": lambda it: (
        it.opens(f"/desk/posts/{it.post.id}/times")
        and it.takes(f"/desk/posts/{it.post.id}/decisions", to="published", seen="draft")
    ),
    "Write pages": lambda it: it.opens(
        "/desk/pages/", "/desk/pages/tree", "/desk/pages/new", f"/desk/posts/{it.page.id}"
    ),
    "Arrange categories, tags, authors, old addresses and the menu": lambda it: it.opens(
        *("/desk/categories/", "/desk/tags/", "/desk/authors/", "/desk/redirects/", "/desk/menu/")
    ),
    "Change the settings": lambda it: it.opens(
        "/desk/settings/", "/desk/settings/comments/", "/desk/settings/topics/"
    ),
    "Invite, change and remove people": lambda it: (
        it.opens("/desk/people/", "/desk/people/1/")
        and it.takes("/desk/people/", email="ada@reader.example", name="Ada", role="author")
        and it.takes("/desk/people/1/removal")
    ),
}


def _may_be_given(it: Desk) -> bool:
    with reading(it.engine) as look:
        return it.me.id in people_of(look)


def table() -> dict[str, dict[Role, bool]]:
    """As the docs have it."""
    lines = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    roles = [Role(name.lower()) for name in rows[0][1:]]
    found = {}
    for what, *cells in rows[1:]:
        assert set(cells) <= {"yes", "–"}
        found[what] = {role: cell == "yes" for role, cell in zip(roles, cells, strict=True)}
    return found


CELLS = [(what, role) for what, cells in table().items() for role in cells]


def test_the_table_in_the_docs_and_the_acts_tried_here_are_the_same():
    assert list(table()) == list(ACTS)
    assert all(list(cells) == list(Role) for cells in table().values())


@pytest.fixture(scope="module")
def column(
    tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path, run_folder: Path
) -> Callable[[Role], dict[str, bool]]:
    """What a role turned out to be able to do. Every act is tried once for each role, on one
    desk: an app for each cell would take long."""

    @cache
    def found(role: Role) -> dict[str, bool]:
        folder = tmp_path_factory.mktemp(role)
        (run_folder / "static").mkdir(exist_ok=True)
        (folder / "static").symlink_to(run_folder / "static")
        url = f"sqlite:///{shutil.copy(_sqlite_template, folder / 'site.db')}"
        given = {"TESTING": True, "DATABASE_URL": url, "INSTANCE_PATH": str(folder)}
        given |= {"SECRET_KEY": "a secret for tests only", "PUBLIC_URL": "http://localhost"}
        app = create_app(given | {"COURIER": "apart", "FLOOD_LIMIT": "0"}, clock=StoppedClock())
        try:
            it = a_desk(app.test_client(), app.extensions["kit"].engine, role)
            return {what: act(it) for what, act in ACTS.items()}
        finally:
            app.extensions["kit"].engine.dispose()

    return found


@pytest.mark.parametrize(("what", "role"), CELLS, ids=[f"{role}: {what}" for what, role in CELLS])
def test_each_role_may_do_what_the_table_says_and_nothing_else(
    column: Callable[[Role], dict[str, bool]], what: str, role: Role
):
    assert column(role)[what] is table()[what][role]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.MODERATOR])
def test_no_page_that_a_lesser_role_opens_names_what_is_not_for_it(
    client: FlaskClient, engine: Engine, role: Role
):
    it = a_desk(client, engine, role)
    hidden = ["why a letter", "why a person", "L-0001", "sam@prospect", "Not delivered", "secret"]
    if role is Role.AUTHOR:
        hidden += ["I learned something", "why a comment", "ada@reader"]

    for path in (
        "/desk/",
        "/desk/me/",
        "/desk/posts/",
        "/desk/pages/",
        "/desk/comments/",
        "/desk/decisions/",
    ):
        shown = words(client.get(path))
        assert [word for word in hidden if word in shown] == [], path
    assert it.me.name in words(client.get("/desk/"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_way_leads_an_author_to_the_draft_of_another(
    app: Flask, client: FlaskClient, engine: Engine
):
    it = a_desk(client, engine, Role.AUTHOR)
    token = make.csrf_token(page(client, "/desk/me/"))
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/desk/")]
    of_posts = [rule for rule in rules if "post_id" in rule.arguments]
    assert len(of_posts) > 10

    for rule in of_posts:
        numbers = {**dict.fromkeys(rule.arguments, 1), "post_id": it.post.id}
        for method in {"GET", "POST"} & (rule.methods or set()):
            path = app.url_map.bind("localhost").build(rule.endpoint, numbers, method=method)
            fields = {"csrf_token": token, "now": "looks", "to": "published", "seen": "draft"}
            answer = client.open(path, method=method, data=fields if method == "POST" else None)
            refused = {403, 404} if method == "POST" else {303, 403, 404}
            assert answer.status_code in refused, (rule, method, answer.status)
            assert "A secret draft" not in words(answer)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_all_that_is_not_named_for_a_moderator_is_closed_to_them(
    app: Flask, client: FlaskClient, engine: Engine
):
    a_desk(client, engine, Role.MODERATOR)
    theirs = ("blog.desk.comments", "blog.desk.decisions", "blog.desk.people", "blog.desk.today")

    for rule in app.url_map.iter_rules():
        module = app.view_functions[rule.endpoint].__module__
        if not rule.rule.startswith("/desk") or module.startswith(theirs):
            continue
        path = app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        assert client.open(path, method=method).status_code == 403, rule


def test_an_author_finds_what_they_left_unfinished_on_their_first_page(
    client: FlaskClient, engine: Engine
):
    it = a_desk(client, engine, Role.AUTHOR)
    with writing(engine) as session:
        mine = make.a_draft(session, title="My own beginning")
        mine.author_id = authors.for_editor(session, it.me.id, it.me.name).id

    shown = page(client, "/desk/")

    assert "My own beginning" in shown
    assert "1 thing of yours lies here" in shown
    assert "A secret draft" not in shown


def test_what_an_author_finds_in_their_list_they_may_also_open(client: FlaskClient, engine: Engine):
    it = a_desk(client, engine, Role.AUTHOR)
    with writing(engine) as session:
        mine = make.a_draft(session, title="From before my first day")
        mine.author_id = authors.named(session, it.me.name).id
    at = f"/desk/posts/{mine.id}"

    assert "From before my first day" in page(client, "/desk/posts/")
    assert it.opens(at, f"{at}/times", f"{at}/revisions")


def test_a_moderator_takes_nothing_back_that_another_did(client: FlaskClient, engine: Engine):
    it = a_desk(client, engine, Role.MODERATOR)

    answer = it.send("/desk/inquiries/undo", number="an action")

    assert answer.status_code in (403, 404)


def test_a_role_that_was_taken_away_counts_at_the_next_click(client: FlaskClient, engine: Engine):
    it = a_desk(client, engine, Role.EDITOR)
    assert it.opens("/desk/inquiries/")

    with writing(engine) as session:
        session.execute(update(Editor).where(Editor.id == it.me.id).values(role=Role.AUTHOR))

    assert not it.opens("/desk/inquiries/")


def a_desk(client: FlaskClient, engine: Engine, role: Role) -> Desk:
    make.an_editor(engine, role=Role.OWNER)
    me = make.an_editor(engine, name="Robin", email=WHO, role=role)
    with writing(engine) as session:
        post = make.a_draft(session, title="A secret draft")
        shown = make.a_post(session, title="A page to read")
        plain = make.a_draft(session, title="A secret page", kind=Kind.PAGE)
        make.a_comment(session, shown)
        make.an_inquiry(session)
        make.a_letter(session, stage=Stage.DEAD)
        make.a_letter(session, stage=Stage.DEAD)
        for thing in ("comment", "letter", "person"):
            decisions.note(
                session, thing=thing, thing_id=1, was="", became="held", by="Erin",
                why=f"why a {thing}", now=NOON,
            )  # fmt: skip
    make.sign_in(client, WHO)
    return Desk(client=client, engine=engine, me=me, post=post, page=plain)
