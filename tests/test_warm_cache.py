"""Whatever changes what readers see turns the edition: nobody reads an old page afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest

from blog import edition
from blog.authors import store as authors
from blog.comments.model import Status
from blog.db import reading, writing
from blog.media import store as media
from blog.media.change import Said, say
from blog.menu import store as menu
from blog.menu.entry import Area
from blog.moderation.moderate import move
from blog.posts import signing
from blog.posts.life.appear import come_due
from blog.posts.life.discard import discard, put_back
from blog.posts.life.publish import (
    close_comments,
    end_at,
    open_comments,
    publish,
    schedule,
    withdraw,
)
from blog.posts.life.redraw import redraw
from blog.posts.signing import Portrait
from blog.posts.store import post as the_post
from blog.posts.write import Draft, rewrite
from blog.redrawing import Redrawing
from blog.site import store as site
from blog.site.look.look import Look
from blog.terms import arrange
from blog.terms import store as terms
from blog.terms.arrange import Filing
from blog.terms.tags import store as tags
from tests import make
from tests.make import a_comment, a_post, sign_in_with_password
from tests.notices.told import letters_told, links_in
from tests.public.sent import reply

BY = {"by": "Erin"}


def approve(session, post, now):
    move(session, 1, seen=Status.HELD, to=Status.APPROVED, action=make.an_action(now=now))


def take_down(session, post, now):
    move(session, 2, seen=Status.APPROVED, to=Status.TRASH, action=make.an_action(now=now))


def restore(session, post, now):
    move(session, 3, seen=Status.TRASH, to=Status.APPROVED, action=make.an_action(now=now))


def write_anew(session, post, now):
    rewrite(session, post, Draft(title="Another title", slug=post.slug, body="New."), now=now)


def take_back(session, post, now):
    withdraw(session, post, now=now, **BY)


def publish_again(session, post, now):
    withdraw(session, post, now=now, **BY)
    session.flush()
    session.expire(post)
    publish(session, post, now=now, **BY)


def close(session, post, now):
    close_comments(session, post, now=now, **BY)


def describe_its_picture(session, post, now):
    post.picture_id = make.a_picture(session, alt="").id
    media.use(session, post.id, [post.picture_id])
    picture = make.the_picture(session, post.picture_id)
    say(session, picture, Said(alt="A cat", decorative=False))
    redraw(session, picture.id)


def reopen(session, post, now):
    close_comments(session, post, now=now, **BY)
    open_comments(session, post, now=now, **BY)


def throw_away(session, post, now):
    discard(session, post, now=now, **BY)


def take_out_of_the_trash_as_it_was(session, post, now):
    discard(session, post, now=now, **BY)
    put_back(session, post, now=now, **BY)


def end_by_the_clock(session, post, now):
    end_at(session, post, now + timedelta(hours=1), by="Erin", now=now)
    come_due(session, post.id, now=now + timedelta(hours=1))


def appear_by_the_clock(session, post, now):
    withdraw(session, post, now=now, **BY)
    schedule(session, post, at=now + timedelta(hours=1), now=now, **BY)
    come_due(session, post.id, now=now + timedelta(hours=1))


BY_THE_CLOCK = [throw_away, end_by_the_clock, appear_by_the_clock]


def rename_the_category(session, post, now):
    tree = terms.tree_to_change(session)
    filing = Filing(name="Another name", slug="one")
    arrange.change_category(session, tree, tree.branches[0], filing, now=now, **BY)


def delete_the_category(session, post, now):
    tree = terms.tree_to_change(session)
    arrange.remove_category(session, tree, tree.branches[0])


def rename_the_tag(session, post, now):
    tag = tags.to_change(session, [1])[1]
    arrange.rename_tag(session, tag, name="Another", slug="", now=now, **BY)


def merge_the_tag(session, post, now):
    held = tags.to_change(session, [1, 2])
    arrange.merge_tag(session, held[1], held[2], now=now, **BY)


def delete_the_tag(session, post, now):
    arrange.remove_tag(session, tags.to_change(session, [1])[1])


def rename_the_author(session, post, now):
    author = authors.named(session, post.author)
    signing.present(session, author, Portrait(name="Erin Howard"), now=now, **BY)


def add_a_category(session, post, now):
    arrange.add_category(session, Filing(name="New"))


def order_the_categories(session, post, now):
    arrange.order_categories(session, [2, 1])


def forget_an_author(session, post, now):
    signing.forget(session, authors.add(session, "Guest"))


FILED = [
    rename_the_category, delete_the_category, rename_the_tag, merge_the_tag, delete_the_tag,
    rename_the_author,
]  # fmt: skip


@pytest.fixture
def written(engine):
    """A post with a held, an approved and a trashed comment, numbered so, in a category and with
    a tag, each of which has another beside it."""
    with writing(engine) as session:
        one, _ = (arrange.add_category(session, Filing(name=it)) for it in ("One", "Two"))
        post = a_post(session, category_ids=(one,), tags=("First",))
        tags.called(session, "Second")
        for status in (Status.HELD, Status.APPROVED, Status.TRASH):
            a_comment(session, post, name="Ada Reader", email="ada@example.org", status=status)
        return post


def number(engine):
    with reading(engine) as session:
        return edition.current(session)


@pytest.mark.parametrize(
    "change",
    [
        *(approve, take_down, restore, write_anew, take_back, publish_again, close, reopen),
        *(*BY_THE_CLOCK, take_out_of_the_trash_as_it_was),
        *(*FILED, add_a_category, order_the_categories, forget_an_author),
        describe_its_picture,
    ],
)
def test_every_change_that_readers_see_turns_the_edition(engine, written, now, change):
    before = number(engine)

    with writing(engine) as session:
        change(session, the_post(session, written.id), now)

    assert number(engine) > before


@pytest.mark.parametrize(
    "change",
    [
        *(approve, take_down, restore, write_anew, take_back, close),
        *BY_THE_CLOCK,
        *FILED,
        describe_its_picture,
    ],
)
def test_no_reader_gets_the_page_from_before_the_change(client, engine, written, now, change):
    url = f"/blog/{written.slug}/"
    before = client.get(url).data
    assert client.get(url).data == before

    with writing(engine) as session:
        change(session, the_post(session, written.id), now)

    assert client.get(url).data != before


def test_what_is_published_is_at_once_in_every_kept_feed_and_in_the_sitemap(client, engine, now):
    kept = ["/feed/", "/feed/atom/", "/feed/json/", "/sitemap.xml", "/llms.txt", "/blog/feeds/"]
    before = {path: client.get(path).data for path in kept}
    assert {path: client.get(path).data for path in kept} == before

    with writing(engine) as session:
        new = arrange.add_category(session, Filing(name="Newest"))
        a_post(session, title="Newest of all", slug="newest", now=now, category_ids=(new,))

    assert all(b"ewest" in client.get(path).data for path in kept)


def test_a_reply_approved_at_once_is_in_the_kept_feeds(client, written):
    kept = ["/comments/feed/", f"/blog/{written.slug}/feed/atom/"]
    assert not any("In the feeds at once." in client.get(path).text for path in kept)

    reply(client, written.slug, comment="In the feeds at once.")

    assert all("In the feeds at once." in client.get(path).text for path in kept)


def test_a_reply_approved_at_once_is_on_the_warm_page(client, written):
    client.get(f"/blog/{written.slug}/")

    reply(client, written.slug, comment="On the page at once.")

    assert "On the page at once." in client.get(f"/blog/{written.slug}/").text


def test_a_comment_approved_by_a_link_in_a_letter_is_on_the_warm_page(app, client, written):
    reply(client, written.slug, name="Sam", comment="On the page by a letter.")
    (letter,) = letters_told(app)
    assert "On the page by a letter." not in client.get(f"/blog/{written.slug}/").text

    client.post(links_in(letter)["approve"])

    assert "On the page by a letter." in client.get(f"/blog/{written.slug}/").text


def test_a_text_drawn_again_is_on_the_warm_page(app, client, engine, written):
    with writing(engine) as session:
        post = the_post(session, written.id)
        assert post
        post.drawn, post.html = 0, "<p>As it was drawn before.</p>"
    url = f"/blog/{written.slug}/"
    assert "As it was drawn before." in client.get(url).text

    Redrawing(app=app).go_on()

    assert "As it was drawn before." not in client.get(url).text


def test_settings_saved_at_the_desk_are_on_the_warm_page(client, engine, written):
    assert "Elm Street" not in client.get("/").text

    with writing(engine) as session:
        site.keep(session, replace(site.wishes(session), name="Elm Street"))
        edition.turn(session)

    assert "Elm Street" in client.get("/").text


def test_what_no_reader_sees_leaves_the_page_in_the_cache(client, engine, written, now):
    before = number(engine)

    reply(client, written.slug, name="Sam", comment="Held.")
    with writing(engine) as session:
        move(session, 1, seen=Status.HELD, to=Status.SPAM, action=make.an_action(now=now))

    assert number(engine) == before


def test_a_change_undone_leaves_the_edition_alone(engine, written):
    before = number(engine)

    with pytest.raises(RuntimeError), writing(engine) as session:
        edition.turn(session)
        raise RuntimeError

    assert number(engine) == before


def test_a_sign_in_puts_nothing_of_the_desk_on_public_pages(client, engine, editor, written):
    stranger = client.get(f"/blog/{written.slug}/").data

    sign_in_with_password(client)

    assert client.get(f"/blog/{written.slug}/").data == stranger


def add_to_the_menu(session, post, now):
    menu.begin(session)
    site.claim(session, menu.ARRANGED)
    menu.add(session, Area.TOP, label="Prices", target="/prices/", post_id=None)


def choose_a_colour(session, post, now):
    site.keep(session, Look(accent_light="#8a1c5b"))


def write_a_foot(session, post, now):
    site.keep(session, Look(footer_text="Member of a guild."))


def choose_an_icon(session, post, now):
    site.keep(session, Look(icon_id=make.a_picture(session).id))


STANDS_AROUND = [add_to_the_menu, choose_a_colour, write_a_foot, choose_an_icon]


@pytest.mark.parametrize("change", STANDS_AROUND)
def test_what_stands_around_a_page_is_on_the_warm_page(client, engine, written, now, change):
    url = f"/blog/{written.slug}/"
    before = client.get(url).data
    assert client.get(url).data == before

    with writing(engine) as session:
        change(session, written, now)
        edition.turn(session)

    assert client.get(url).data != before
