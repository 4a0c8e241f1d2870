"""The figures in docs/spam.md, on comments that people wrote."""

import random
from dataclasses import replace

import pytest

from blog.cli.lessons import lessons_in
from blog.learned.opinion import Kind
from tests.learned.in_memory import taught
from tests.shared_data import shared

# Reached by a text or two only: docs/spam.md says how far to trust it.
CAUGHT = 0.9
YOUTUBE = ("01-Psy", "02-KatyPerry", "03-LMFAO")


def youtube(*names):
    return [it for name in names for it in lessons_in(shared(f"spam/youtube/Youtube{name}.csv"))]


def messages():
    return lessons_in(shared("spam/sms/SMSSpamCollection.tsv"))


def mails():
    return lessons_in(shared("spam/spamassassin/contact_like_messages.csv"))


@pytest.mark.parametrize("measured", YOUTUBE)
def test_spam_under_a_third_video_is_caught(measured):
    two = taught(youtube(*(name for name in YOUTUBE if name != measured)))

    third = youtube(measured)

    assert two.share_called_spam(third, Kind.SPAM) >= CAUGHT
    assert two.share_called_spam(third, Kind.GOOD) <= 0.01


@pytest.mark.parametrize(
    ("learned", "stranger"),
    [
        (("youtube",), "messages"),
        (("youtube",), "mails"),
        (("messages",), "youtube"),
        (("messages",), "mails"),
        (("mails",), "youtube"),
        (("mails",), "messages"),
        (("youtube", "messages"), "mails"),
        (("youtube", "mails"), "messages"),
        (("messages", "mails"), "youtube"),
    ],
)
def test_a_strangers_good_texts_are_not_called_spam(learned, stranger):
    read = {"youtube": lambda: youtube(*YOUTUBE), "messages": messages, "mails": mails}
    filter_ = taught(lesson for name in learned for lesson in read[name]())

    assert filter_.share_called_spam(read[stranger](), Kind.GOOD) <= 0.01


@pytest.mark.parametrize(
    ("read", "caught"),
    [(lambda: youtube(*YOUTUBE), 0.88), (messages, 0.88), (mails, 0.75)],
    ids=["youtube", "messages", "mails"],
)
def test_half_of_a_collection_teaches_about_the_other(read, caught):
    texts = read()
    random.Random(3).shuffle(texts)
    half = len(texts) // 2

    learned = taught(texts[:half])

    assert learned.share_called_spam(texts[half:], Kind.SPAM) >= caught
    assert learned.share_called_spam(texts[half:], Kind.GOOD) <= 0.01


def test_with_names_put_to_them_a_strangers_messages_are_called_spam_more_often():
    """What docs/spam.md admits: silence on them rests on their having no name."""
    signed = [replace(lesson, name="Ada") for lesson in messages()]

    assert taught(youtube(*YOUTUBE)).share_called_spam(signed, Kind.GOOD) <= 0.05
