"""Which posts belong together, and why."""

from datetime import timedelta

from blog import indexing
from blog.db import reading, writing
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind, Post
from blog.search.kin import store as kin
from blog.search.kin.telling import common_words, telling_words
from blog.search.kin.weighing import Shared, What, weight_of
from blog.search.model import Kin
from tests import make
from tests.clock import NOON
from tests.rows import rows

TAG, WORD = What.TAG, What.WORD


def shared(what=WORD, posts=2):
    return Shared(what=what, posts=posts)


def test_rare_things_in_common_weigh_more_than_common_ones():
    rare, common = ([shared(TAG, posts=it)] for it in (2, 50))

    assert weight_of(rare) > weight_of(common) > 0


def test_a_tag_weighs_more_than_a_category_and_that_more_than_a_word():
    tag, category, word = (weight_of([shared(it), shared()]) for it in What)

    assert tag > category > word


def test_one_word_alone_may_be_chance():
    assert weight_of([shared()]) == 0
    assert weight_of([shared(), shared()]) > 0
    assert weight_of([shared(TAG)]) > 0


def test_words_that_many_texts_have_tell_nothing():
    texts = ["the mentor", "the coach", "the team", "the office"]

    common = common_words(texts)

    assert common == {"the"}
    body = "ledger which ledger 2024 an which"
    assert telling_words("mentor", "", body, common=frozenset({"which"})) == ["mentor", "ledger"]


def write(engine, title, *, days=0, body="Nothing much.", **draft):
    with writing(engine) as session:
        return make.a_post(
            session, title=title, lead="", body=body, now=NOON - timedelta(days=days), **draft
        )


def next_to(engine, post):
    with reading(engine) as session:
        return [it.title for it in kin.of(session, post.id)]


def test_posts_with_a_tag_in_common_lead_to_each_other(app, engine):
    one = write(engine, "One", tags=("Teams",))
    write(engine, "Two", tags=("Teams", "Rare"))
    three = write(engine, "Three", tags=("Rare", "Teams"))
    alone = write(engine, "Alone", tags=("Else",))

    indexing.bring_in_line(app)

    assert next_to(engine, one) == ["Three", "Two"]
    assert next_to(engine, three) == ["Two", "One"]
    assert next_to(engine, alone) == []


def test_posts_with_rare_words_in_common_lead_to_each_other(app, engine):
    one = write(engine, "One", body="The ledger of the harbour, and nothing.")
    write(engine, "Two", body="A harbour without ledger.")
    write(engine, "Three", body="A ledger only.")

    indexing.bring_in_line(app)

    assert next_to(engine, one) == ["Two"]


def test_an_older_post_learns_of_a_newer_one(app, client, engine):
    old = write(engine, "Old", days=9, tags=("Teams",))
    indexing.bring_in_line(app)
    assert "Read next" not in client.get(f"/blog/{old.slug}/").text

    write(engine, "Brand new", tags=("Teams",))
    indexing.bring_in_line(app)

    page = client.get(f"/blog/{old.slug}/").text
    assert "Read next" in page
    assert 'href="/blog/brand-new/"' in page


def test_what_is_taken_back_is_read_next_no_more(app, client, engine):
    one = write(engine, "One", tags=("Teams",))
    two = write(engine, "Two", tags=("Teams",))
    indexing.bring_in_line(app)

    with writing(engine) as session:
        withdraw(session, session.get_one(Post, two.id), by="Erin", now=NOON)

    assert next_to(engine, one) == []
    indexing.bring_in_line(app)
    assert rows(engine, Kin) == []


def test_only_posts_are_kin_and_never_more_than_a_few(app, engine):
    one = write(engine, "One", tags=("Teams",))
    for number in range(12):
        write(engine, f"Number {number}", days=number, tags=("Teams",))
    write(engine, "A page", kind=Kind.PAGE, tags=("Teams",))

    indexing.bring_in_line(app)

    assert next_to(engine, one) == ["Number 0", "Number 1", "Number 2"]
    each = [it.post_id for it in rows(engine, Kin)]
    assert max(each.count(it) for it in set(each)) == kin.NEAREST
    assert all(the.title != "A page" for the in _posts(engine, each))


def _posts(engine, ids):
    with reading(engine) as session:
        return [session.get_one(Post, it) for it in set(ids)]


def test_a_page_of_a_post_asks_once_for_its_kin(app, engine):
    one = write(engine, "One", tags=("Teams",))
    write(engine, "Two", tags=("Teams",))
    indexing.bring_in_line(app)

    with reading(engine) as session:
        (found,) = kin.of(session, one.id)

    assert (found.title, found.slug, found.sticky) == ("Two", "two", False)
