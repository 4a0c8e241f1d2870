"""The owner's rules for comments: kept, checked, and heeded from the next comment on."""

import re
from dataclasses import asdict
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.editors.model import Role
from blog.moderation import store as moderation
from blog.posts.model import Post
from blog.site.discussion import Discussion
from blog.site.store import block, discussion, unblock
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import edition_of, page, press, press_stale, signed_out, words
from tests.public.sent import reply
from tests.rows import rows

RULES = "/desk/settings/comments/"


@pytest.fixture(autouse=True)
def _the_owner_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)


def as_typed(wished: Discussion) -> dict[str, Any]:
    """As the form sends it: a box that is not ticked is not there at all."""
    values = {name: value for name, value in asdict(wished).items() if value is not False}
    return values | {"comment_letters_to": "\r\n".join(wished.comment_letters_to)}


def save(client: FlaskClient, **changed: Any) -> TestResponse:
    typed = as_typed(Discussion(**changed)) if _fits(changed) else as_typed(Discussion()) | changed
    return press(client, RULES, on=RULES, words_seen=words_seen(page(client, RULES)), **typed)


def _fits(changed: dict[str, Any]) -> bool:
    known = asdict(Discussion())
    return all(isinstance(value, type(known[name])) for name, value in changed.items())


def words_seen(shown: str) -> str:
    return shown.partition('name="words_seen" value="')[2].partition('"')[0]


def kept(engine: Engine) -> Discussion:
    with reading(engine) as session:
        return discussion(session)


def test_the_rules_are_kept_whole(client: FlaskClient, engine: Engine):
    wished = Discussion(
        publish="nobody",
        links_to_hold_at=1,
        hold_words="casino*\nbest loans",
        block_words="192.0.2.0/24",
        spam_at=80,
        learned_holds_at=95,
        learned_spam_at=101,
        lately_from_network=5,
        close_after_days=14,
        depth=3,
        threads_a_page=20,
        newest_first=True,
        most_from_network=3,
        most_from_email=2,
        open_by_default=False,
        spam_days=0,
        trash_days=7,
        held_letters=False,
        approved_letters=True,
        comment_letters_to=("erin@howard.example",),
        author_gets_letters=True,
        minutes_between_letters=60,
    )

    answer = press(client, RULES, on=RULES, **as_typed(wished))

    assert (answer.status_code, answer.location) == (303, RULES)
    assert kept(engine) == wished
    assert "The rules are saved." in page(client, RULES)


def test_saving_what_the_page_shows_changes_nothing(client: FlaskClient, engine: Engine):
    before = kept(engine)

    save(client)

    assert kept(engine) == before


def test_the_pages_readers_see_follow_the_rules_at_once(client: FlaskClient, engine: Engine):
    before = edition_of(engine)

    save(client, newest_first=True)

    assert edition_of(engine) > before


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("publish", "everybody and their dog"),
        ("publish", ""),
        ("links_to_hold_at", "-1"),
        ("links_to_hold_at", "two"),
        ("links_to_hold_at", ""),
        ("spam_at", "19"),
        ("spam_at", "9" * 5000),
        ("learned_holds_at", "49"),
        ("learned_spam_at", "102"),
        ("learned_spam_at", "60"),
        ("threads_a_page", "0"),
        ("depth", "11"),
        ("spam_days", "3651"),
        ("comment_letters_to", "nobody"),
        ("hold_words", "x" * 900_001),
    ],
)
def test_a_wrong_rule_is_refused_in_place_with_everything_kept(
    client: FlaskClient, engine: Engine, field: str, wrong: str
):
    before = kept(engine)

    answer = press(
        client, RULES, on=RULES, **as_typed(Discussion(block_words="my word")) | {field: wrong}
    )

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in words(answer)
    assert "my word" in words(answer)
    assert kept(engine) == before


def test_while_nothing_can_be_stored_every_word_is_kept(client: FlaskClient, engine: Engine):
    typed = as_typed(Discussion(hold_words="casino"))
    token = make.csrf_token(page(client, RULES))
    with writing(engine) as session:
        session.execute(text("ALTER TABLE wish RENAME TO wish_away"))
    try:
        answer = client.post(RULES, data={**typed, "csrf_token": token})
    finally:
        with writing(engine) as session:
            session.execute(text("ALTER TABLE wish_away RENAME TO wish"))

    assert answer.status_code == 503
    assert "casino" in words(answer)


def test_a_stale_token_saves_nothing_and_keeps_every_word(client: FlaskClient, engine: Engine):
    typed = as_typed(Discussion(hold_words="casino"))

    answer = press_stale(client, RULES, on=RULES, **typed)

    assert answer.status_code == 422
    assert "casino" in words(answer)
    assert kept(engine).hold_words == ""


def test_a_blocked_word_counts_from_the_next_comment_on(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, block_words="casino*")

    reply(client, post.slug, comment="Our casinos are the best of all of them.")

    comment = rows(engine, Comment)[-1]
    assert comment.status is Status.SPAM
    assert comment.reasons == ["“casino*” in the text is blocked"]


def test_a_blocked_network_is_matched_on_the_address_which_is_not_kept(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, block_words="127.0.0.1")

    reply(client, post.slug)

    comment = rows(engine, Comment)[-1]
    assert comment.status is Status.SPAM
    assert comment.network == "127.0.0.0/24"


def test_where_everything_is_held_a_known_author_waits(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        make.a_comment(session, post, name="Ada Reader", email="ada@reader.example")
    save(client, publish="nobody")

    reply(client, post.slug, name="Ada Reader", email="ada@reader.example")

    assert rows(engine, Comment)[-1].status is Status.HELD


def test_where_everybody_is_published_a_stranger_is_on_the_page(
    client: FlaskClient, engine: Engine, post: Post
):
    save(client, publish="anybody")

    reply(client, post.slug, comment="I come for the first time.")

    assert "I come for the first time." in page(client, f"/blog/{post.slug}/")


def test_a_new_post_takes_replies_as_the_owner_wishes(client: FlaskClient):
    assert "checked" in _box(client)

    save(client, open_by_default=False)

    assert "checked" not in _box(client)


def _box(client: FlaskClient) -> str:
    shown = page(client, "/desk/posts/new")
    found = re.search(r'<input[^>]*id="comments_open"[^>]*>', shown)
    assert found
    return found[0]


def test_trust_is_taken_back_where_it_is_listed(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        moderation.trust(session, email_key="ada@reader.example", name="Ada", by="Erin", now=NOON)
    assert "Trust Ada no longer" in page(client, RULES)

    gone = f"{RULES}distrusted"
    answer = press(client, gone, on=RULES, email_key="ada@reader.example", name="Ada")
    again = press(client, gone, on=RULES, email_key="ada@reader.example", name="Ada")

    assert (answer.status_code, again.status_code) == (303, 303)
    assert "Nobody yet." in page(client, RULES)


def test_a_stale_token_takes_no_trust_back(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        moderation.trust(session, email_key="ada@reader.example", name="Ada", by="Erin", now=NOON)

    answer = press_stale(
        client, f"{RULES}distrusted", on=RULES, email_key="ada@reader.example", name="Ada"
    )

    assert answer.status_code == 422
    assert "Trust Ada no longer" in page(client, RULES)


def a_long_list() -> str:
    """As long as the one that people pass around."""
    return "\r\n".join(f"{number:05}-xyz.net" for number in range(62_204))


def test_the_longest_list_that_is_passed_around_is_kept(client: FlaskClient, engine: Engine):
    answer = save(client, block_words=a_long_list())

    assert answer.status_code == 303
    assert len(kept(engine).block_words.splitlines()) == 62_204


def test_whoever_is_signed_out_has_the_long_list_back(client: FlaskClient):
    typed = as_typed(Discussion(block_words=a_long_list() + "\r\nthe last of them"))
    signed_out(client)

    answer = client.post(RULES, data=typed)

    assert answer.status_code == 401
    assert "the last of them" in words(answer)


def test_nothing_else_may_be_as_long(client: FlaskClient):
    for path in ("/desk/settings/", "/desk/comments/bulk", "/contact/"):
        assert client.post(path, data={"text": "x" * 1_200_000}).status_code == 413
    assert client.post(RULES, data={"block_words": "x" * 4_300_000}).status_code == 413


def test_a_line_that_was_blocked_while_the_page_was_open_is_kept(
    client: FlaskClient, engine: Engine
):
    save(client, block_words="casino*\nloans")
    shown = page(client, RULES)
    with writing(engine) as session:
        block(session, "teapots")

    typed = as_typed(Discussion(block_words="loans\nwatches"))
    press(client, RULES, on=RULES, words_seen=words_seen(shown), **typed)

    assert kept(engine).block_words == "loans\nwatches\nteapots"
    assert "meanwhile, and kept: “teapots”." in page(client, RULES)


def test_where_a_line_was_taken_off_meanwhile_the_owner_is_asked(
    client: FlaskClient, engine: Engine
):
    save(client, block_words="casino*\nloans")
    shown = page(client, RULES)
    with writing(engine) as session:
        unblock(session, ("loans",))

    typed = as_typed(Discussion(block_words="casino*\nloans\nwatches"))
    answer = press(client, RULES, on=RULES, words_seen=words_seen(shown), **typed)

    assert answer.status_code == 409
    assert "watches" in words(answer)
    assert kept(engine).block_words == "casino*"

    press(client, RULES, on=RULES, words_seen=words_seen(words(answer)), **typed)
    assert kept(engine).block_words == "casino*\nloans\nwatches"
