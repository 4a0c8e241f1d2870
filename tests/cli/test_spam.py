import csv

import pytest

from blog.db import reading
from blog.learned import train
from tests.learned.lessons import ENOUGH

YOUTUBE = (
    "COMMENT_ID,AUTHOR,DATE,CONTENT,CLASS\n"
    'z1,Eve,2013-11-07,"Cheap loans,\nnow: https://loans.example",1\n'
    "z2,Ada,2013-11-08,A good read.,0\n"
)
FORMATS = {
    "youtube.csv": YOUTUBE,
    "with-a-mark.csv": "\ufeff" + YOUTUBE,
    "messages.tsv": 'spam\tCheap loans, "now"!\r\nham\tSee you at "six\n',
    "mails.csv": 'id,label,subject,message\n1,spam,Loans,"Cheap, now."\n2,ham,Hello,A good read.\n',
    "plain.csv": "text,label\nCheap loans now.,spam\nA good read.,good\n",
}
NOT_UNDERSTOOD = {
    "empty.csv": ("", "line 1: no label or no text among no columns"),
    "only-a-header.csv": ("text,label\n", "holds no texts"),
    "other.csv": ("a,b\n1,2\n", "line 1: no label or no text among a, b"),
    "odd-label.csv": ("text,label\nFine.,good\nWell.,perhaps\n", "line 3: 'perhaps' is no label"),
    "too-short.csv": ("text,label\nFine.\n", "line 2: '' is no label"),
    "no-tab.tsv": ("ham\tFine.\nspam Cheap.\n", "line 2: there is no tab in it"),
    "torn.csv": ('text,label\n"Fine,good\n', "unexpected end of data"),
}


@pytest.fixture
def flask_spam(app, tmp_path):
    """`flask spam train FILE`, with what the file holds; says what it answered."""

    def run(command, name="", holds=None, *more):
        file = [str(tmp_path / name)] if name else []
        if holds is not None:
            (tmp_path / name).write_bytes(holds if isinstance(holds, bytes) else holds.encode())
        return app.test_cli_runner().invoke(args=["spam", command, *file, *more])

    return run


def knowledge(engine, book="comment"):
    with reading(engine) as session:
        known = train.knowledge(session, book)
    return known.spam, known.good


@pytest.fixture
def enough(tmp_path):
    """A file with as much as the filter needs."""
    with (tmp_path / "enough.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["label", "author", "text"])
        table.writerows([lesson.kind, lesson.name, lesson.text] for lesson in ENOUGH)
    return "enough.csv"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_sorted_texts_is_learned(flask_spam, engine, name):
    done = flask_spam("train", name, FORMATS[name])

    assert done.exit_code == 0, done.output
    assert "1 spam, 1 good" in done.output
    assert "2 of 2 were new" in done.output
    assert knowledge(engine) == (1, 1)


@pytest.mark.parametrize("name", NOT_UNDERSTOOD)
def test_a_file_it_does_not_understand_teaches_nothing(flask_spam, engine, name):
    holds, why = NOT_UNDERSTOOD[name]

    done = flask_spam("train", name, holds)

    assert done.exit_code == 1
    assert why in done.output
    assert "A FILE is UTF-8" in done.output
    assert knowledge(engine) == (0, 0)


def test_a_file_in_another_encoding_is_refused(flask_spam, engine):
    done = flask_spam("train", "latin.csv", "text,label\nCafé,good\n".encode("latin-1"))

    assert done.exit_code == 1
    assert "is not UTF-8" in done.output


def test_a_file_that_is_not_there_is_named(flask_spam):
    done = flask_spam("train", "nowhere.csv")

    assert done.exit_code == 2
    assert "nowhere.csv" in done.output


def test_the_same_file_again_teaches_nothing_new(flask_spam, engine):
    flask_spam("train", "youtube.csv", YOUTUBE)

    again = flask_spam("train", "youtube.csv")

    assert "0 of 2 were new" in again.output
    assert knowledge(engine) == (1, 1)


def test_inquiries_are_learned_apart(flask_spam, engine):
    flask_spam("train", "youtube.csv", YOUTUBE, "--book", "inquiry")

    assert knowledge(engine) == (0, 0)
    assert knowledge(engine, "inquiry") == (1, 1)


def test_a_filter_that_knows_too_little_says_what_it_needs(flask_spam):
    done = flask_spam("report")

    assert "has seen 0 spam and 0 good" in done.output
    assert "silent: it speaks from 50 and 100 on" in done.output
    assert "nothing to measure yet" in done.output


def test_a_filter_that_speaks_measures_its_own_texts_and_says_what_that_is_worth(
    flask_spam, enough
):
    flask_spam("train", enough)

    done = flask_spam("report")

    assert "It speaks" in done.output
    assert "100.0% of the spam" in done.output
    assert "less often than that" in done.output


def test_other_texts_are_measured_and_not_learned(flask_spam, enough, engine):
    flask_spam("train", enough)

    done = flask_spam(
        "report",
        "others.csv",
        "label,author,text\n"
        "spam,Eve,Cheap loans: https://loans.example/9\n"
        "spam,Eve,Приветствую вас\n"
        "good,Ada,I learned something about the garden today\n",
    )

    assert done.output.splitlines()[1:] == [
        "Of 2 spam texts:",
        "     1  50.0% called spam",
        "     0   0.0% let through",
        "     1  50.0% left without an opinion",
        "Of 1 good texts:",
        "     0   0.0% called spam",
        "     1 100.0% let through",
        "     0   0.0% left without an opinion",
    ]
    assert knowledge(engine) == (50, 100)
