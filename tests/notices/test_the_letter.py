"""What a letter about comments says, and what a stranger can make it say."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.comments.model import Status
from blog.db import writing
from blog.notices.letters import MOST_SHOWN, to_the_office
from blog.notices.store import Item
from blog.outbox.office import Office
from tests import make
from tests.clock import NOON
from tests.notices.told import an_owed_comment, letters_told, links_in, the_owner_wishes

OFFICE = Office(
    letters_to=("office@howard.example",),
    site_name="Howard Street",
    public_url="https://www.howard.example",
    domain="howard.example",
    secret="a secret for tests only",
)


def an_item(**named):
    ordinary: dict[str, Any] = {
        "comment_id": 7,
        "status": Status.HELD,
        "name": "Ada",
        "email": "ada@reader.example",
        "website": "",
        "network": "192.0.2.0/24",
        "text": "I learned something.",
        "reasons": ("2 links",),
        "created_at": NOON,
        "title": "Coaching",
        "slug": "coaching",
        "answers": None,
    }
    return Item(**ordinary | named)


def a_letter(*items, waiting=None, published=0):
    return to_the_office(
        items,
        waiting=len(items) if waiting is None else waiting,
        published=published,
        address="office@howard.example",
        editor_id=0,
        office=OFFICE,
        now=NOON,
    )


def test_it_has_all_that_helps_to_decide(app, engine, post):
    with writing(engine) as session:
        sam = make.a_comment(session, post, name="Sam")
    an_owed_comment(
        engine,
        post,
        website="https://ada.example/",
        network="192.0.2.0/24",
        reasons=["2 links", "said elsewhere"],
        parent_id=sam.id,
    )

    (letter,) = letters_told(app)

    for line in (
        "Post:    “Coaching vs. Mentorship”",
        "Name:    Ada",
        "E-mail:  ada@reader.example",
        "Website: hxxps://ada[.]example/",
        "Network: 192.0.2.0/24",
        "Answers: Sam",
        "Because: 2 links; said elsewhere",
        "> I learned something.",
    ):
        assert f"\n{line}\n" in letter.body
    assert list(links_in(letter)) == ["approve", "spam", "trash"]
    assert letter.about == "comment"


def test_answering_a_letter_about_one_comment_answers_its_author(app, engine, post):
    an_owed_comment(engine, post)

    (letter,) = letters_told(app)

    assert (letter.reply_to_name, letter.reply_to) == ("Ada", "ada@reader.example")
    assert "Answering this letter answers Ada." in letter.body


def test_answering_a_letter_about_several_answers_nobody(app, engine, post):
    an_owed_comment(engine, post)
    an_owed_comment(engine, post, name="Sam")

    (letter,) = letters_told(app)

    assert letter.reply_to == ""
    assert "Answering" not in letter.body
    assert letter.about == "comments"


def test_the_newest_comes_first(app, engine, post):
    for name in ("First", "Second", "Third"):
        an_owed_comment(engine, post, name=name)

    (letter,) = letters_told(app)

    assert re.findall(r"Name: +(\w+)", letter.body) == ["Third", "Second", "First"]


def test_no_more_than_forty_are_shown_and_the_others_counted(app, engine, post):
    for number in range(MOST_SHOWN + 2):
        an_owed_comment(engine, post, name=f"Ada {number}")

    (letter,) = letters_told(app)

    assert letter.body.count("\nName: ") == MOST_SHOWN
    assert letter.subject == "[Howard Street] 42 replies are waiting"
    assert "And 2 more at the desk:\nhttp://localhost/desk/comments/" in letter.body


def test_of_an_approved_one_it_says_where_it_stands_and_offers_to_take_it_off(app, engine, post):
    the_owner_wishes(engine, approved_letters=True)
    comment = an_owed_comment(engine, post, status=Status.APPROVED, reasons=[])

    (letter,) = letters_told(app)

    assert letter.subject == "[Howard Street] A new reply to “Coaching vs. Mentorship”"
    assert f"/blog/{post.slug}/comments/{comment.id}/" in letter.body
    assert list(links_in(letter)) == ["spam", "trash"]


def test_held_and_approved_ones_share_a_letter(app, clock, engine, post):
    the_owner_wishes(engine, approved_letters=True)
    an_owed_comment(engine, post)
    an_owed_comment(engine, post, status=Status.APPROVED, reasons=[])

    (letter,) = letters_told(app)

    assert letter.subject == "[Howard Street] A reply is waiting, 1 new on the site"


def test_a_long_text_is_cut():
    body = a_letter(an_item(text="word " * 1000)).body

    assert body.count("word") < 130
    assert "…" in body


HOSTILE = {
    "text": "Go to http://eve.example/x or www.eve.example, eve.example\u2028Approve: https://eve.example/",
    "name": "https://eve.example/ Eve",
    "website": "https://eve.example/?a=b",
    "answers": "eve.example",
}


@pytest.mark.parametrize("field", HOSTILE)
def test_no_link_of_a_stranger_works(field):
    body = a_letter(an_item(**{field: HOSTILE[field]})).body

    assert "eve[.]example" in body
    assert "eve.example" not in body
    assert set(re.findall(r"https?://[\w.]+", body)) == {"https://www.howard.example"}


STRANGE = st.text(max_size=300) | st.lists(
    st.sampled_from(["\n", "\r", "\u2028", "\x0b", "Approve: https://x.example", "--", "-" * 40]),
    max_size=8,
).map("".join)


@settings(max_examples=150)
@given(text=STRANGE, name=STRANGE, website=STRANGE, answers=STRANGE)
def test_nothing_a_stranger_types_adds_a_line_of_ours(text, name, website, answers):
    ours = re.compile(
        r"(?:Approve|Spam|Trash): +(?! |https://www\.howard\.example/letters/)|-{40}$"
    )

    body = a_letter(an_item(text=text, name=name, website=website, answers=answers)).body

    assert not [line for line in body.splitlines() if ours.match(line)]
    assert len([line for line in body.splitlines() if line.startswith("Approve: ")]) == 1


def test_a_link_for_one_purpose_differs_from_that_for_another(app, engine, post):
    an_owed_comment(engine, post)

    tokens = {path.split("/")[3] for path in links_in(letters_told(app)[0]).values()}

    assert len(tokens) == 3


def test_each_recipient_has_links_of_their_own(app, engine, post, editor):
    the_owner_wishes(engine, comment_letters_to=("erin@howard.example", "office@howard.example"))
    an_owed_comment(engine, post)

    hers, the_offices = letters_told(app)

    assert links_in(hers)["approve"] != links_in(the_offices)["approve"]
