"""What search finds, and in which order: the same on both databases."""

import random

import pytest

from blog.db import reading, writing
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind
from blog.search import store
from blog.search.asked import asked_for
from blog.search.index import store as index
from blog.search.index.words import of_html
from blog.search.model import Sought
from blog.terms import arrange
from blog.terms.arrange import Filing
from tests import make
from tests.clock import NOON
from tests.rows import rows
from tests.search.posted import posted, take_in, titles


def found(engine, typed, *, number=1, size=10):
    with reading(engine) as session:
        return store.found(session, asked_for(typed), number=number, size=size)


def test_a_word_in_the_title_counts_for_more_than_one_in_the_lead_or_the_text(engine):
    with writing(engine) as session:
        named = arrange.add_category(session, Filing(name="Mentors"))
    posted(engine, "In the text", "All about mentors. " * 20)
    posted(engine, "Filed so", category_ids=(named,))
    posted(engine, "In the lead", lead="For mentors.", days=1)
    posted(engine, "Mentors, in the title", days=9)

    assert titles(engine, "mentors") == [
        "Mentors, in the title",
        "In the lead",
        "Filed so",
        "In the text",
    ]


def test_of_equal_ones_the_newest_comes_first(engine):
    for days in (5, 1, 3):
        posted(engine, f"{days} days ago", "A word.", days=days)

    assert titles(engine, "word") == ["1 days ago", "3 days ago", "5 days ago"]


def test_every_word_has_to_be_there_and_may_be_the_beginning_of_one(engine):
    posted(engine, "Both", "Coaching and mentoring.")
    posted(engine, "One", "Coaching only.")

    assert titles(engine, "coach mentor") == ["Both"]
    assert titles(engine, "oaching") == []


def test_whole_words_come_before_beginnings(engine):
    posted(engine, "Begins", "An article.", days=1)
    posted(engine, "Whole", "Of art.", days=2)

    assert titles(engine, "art") == ["Whole", "Begins"]


def test_a_phrase_is_kept_together(engine):
    posted(engine, "Apart", "A lead of the team.")
    posted(engine, "Together", "A team lead, at last.")

    assert titles(engine, '"team lead"') == ["Together"]
    assert titles(engine, "“team lead”") == ["Together"]
    assert titles(engine, "team lead") == ["Together", "Apart"]
    assert not found(engine, '"team lea"').has_all


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Élan vital", "elan"),
        ("Elan vital", "ÉLAN"),
        ("E\u0301lan vital", "élan"),
        ("Straße", "strasse"),
        ("東京に行く", "東京"),
        ("ישראל שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी में", "हिन्दी"),
        ("An e-mail", "e-mail"),
        ("We don’t", "don't"),
        ("Smile 😀 today", "😀 smile"),
        ("snake_case", "snake_case"),
        ("version 3", "3"),
    ],
)
def test_words_are_found_however_they_are_spelled(engine, said, typed):
    posted(engine, "It", said)
    posted(engine, "Another", "行って京の東")

    assert titles(engine, typed) == ["It"]


def test_what_readers_do_not_see_is_not_found(engine):
    post = posted(engine, "Taken back", "Secret.")
    with writing(engine) as session:
        make.a_draft(session, body="Secret.")
        withdraw(session, session.merge(post), by="Erin", now=NOON)

    assert titles(engine, "secret") == []


def test_pages_are_found_as_well_and_those_hidden_from_search_engines(engine):
    posted(engine, "About", "Who we are.", kind=Kind.PAGE, noindex=True)

    (hit,) = found(engine, "who").hits
    assert (hit.kind, hit.slug) == (Kind.PAGE, "about")


def test_where_nothing_has_all_words_those_with_most_of_them_are_told(engine):
    posted(engine, "One", "Coaching.")
    posted(engine, "Two", "Coaching for teams.", days=4)

    some = found(engine, "coaching teams xyzzy")

    assert not some.has_all
    assert [it.title for it in some.hits] == ["Two", "One"]
    assert found(engine, '"coaching xyzzy"').total == 2
    assert found(engine, "xyzzy").has_all


def test_results_come_a_page_at_a_time(engine):
    for number in range(12):
        posted(engine, f"Number {number}", "A word.", days=number)

    assert found(engine, "word", number=2).total == 12
    assert titles(engine, "word", number=2) == ["Number 10", "Number 11"]
    assert titles(engine, "word", number=9) == []


def test_of_very_many_those_that_say_it_in_the_title_are_not_lost(engine):
    with writing(engine) as session:
        old = make.a_post(session, title="A word of old", body="Old.", lead="")
        for number in range(store.MOST + 20):
            make.a_post(session, title=f"{number}", body="The word and wordless.", lead="")
        take_in(session)

    all_of_them = found(engine, "word")

    assert all_of_them.total == store.MOST
    assert all_of_them.hits[0].title == old.title


def test_what_is_cut_and_folded_is_no_error_for_either_database(engine):
    chance = random.Random(1)
    signs = [chr(it) for it in (*range(0x20, 0x250), *range(0x4E00, 0x4E40), 0, 0xD800, 0x1F600)]
    posted(engine, "It", "Words.")

    for _ in range(60):
        typed = "".join(chance.choices([*signs, *"\"*()-^:%&|!<>~'\\"], k=60))
        assert found(engine, typed).total >= 0
    assert found(engine, "a" * 10_000).total == 0
    assert found(engine, "word " * 2_000).total == 1


@pytest.mark.parametrize(
    "body",
    [
        " ".join(f"word{it}" for it in range(90_000)),
        "".join(chr(0x4E00 + it % 20_000) for it in range(400_000)),
        " ".join(chr(0x10400 + it % 40) * 60 + str(it) for it in range(8_000)),
    ],
)
def test_a_post_of_whatever_length_is_found(engine, post, body):
    with writing(engine) as session:
        (row,) = index.read(session, [post.id])
        index.keep(session, [{**row, "body": of_html(f"<p>{body}</p>")}])

    (kept,) = rows(engine, Sought)
    assert 100_000 < len(kept.body.encode()) <= 400_000
    assert titles(engine, kept.body.split()[0]) == [post.title]
