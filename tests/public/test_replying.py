import re
from dataclasses import replace
from importlib import import_module

import pytest

from blog import edition
from blog.comments.model import Comment, Status
from blog.comments.rules import FIRST_COMMENT
from blog.db import writing
from blog.outbox.model import Letter
from blog.posts.life.publish import withdraw
from blog.site import store
from tests.clock import NOON
from tests.notices.told import letters_told
from tests.public.sent import errors_of, inquiry, reply
from tests.public.there import the_owner_wishes, there_is_a_comment, there_is_a_post
from tests.rows import rows

TWO_LINKS = "I read both of these with my team last year: http://a.example http://b.example"


def test_a_first_reply_is_kept_held_and_reported(app, client, engine, post):
    answer = reply(client, post.slug)

    (comment,) = rows(engine, Comment)
    (letter,) = letters_told(app)
    assert answer.status_code == 303
    assert comment.status is Status.HELD
    assert comment.reasons == [FIRST_COMMENT]
    assert comment.text == "The part about duration made it click."
    assert letter.reply_to == "ada@example.org"
    assert comment.text in letter.body
    assert FIRST_COMMENT in letter.body


def test_the_letter_says_whom_a_reply_answers(app, client, engine, post):
    number = there_is_a_comment(engine, post, name="Sam")

    reply(client, post.slug, reply_to=str(number))

    assert "Answers: Sam" in letters_told(app)[0].body


def test_its_author_sees_a_held_reply_and_nobody_else_does(client, post):
    location = reply(client, post.slug, comment="Only for me yet.").headers["Location"]

    mine = client.get(location)
    others = client.get(f"/blog/{post.slug}/")

    assert "Only for me yet." in mine.text
    assert "Awaiting moderation" in mine.text
    assert "no-store" in mine.headers["Cache-Control"]
    assert "private" in mine.headers["Cache-Control"]
    assert mine.headers["X-Robots-Tag"] == "noindex"
    assert "Only for me yet." not in others.text


def test_links_of_a_held_reply_lead_nowhere(client, post):
    location = reply(client, post.slug, comment="Buy at https://eve.example").headers["Location"]

    page = client.get(location).text

    assert "https://eve.example" in page
    assert 'href="https://eve.example"' not in page


@pytest.mark.parametrize("token", ["x", "", "WzEsOTk5OTk5OTk5OV0.forged", "é", "a.b.c"])
def test_a_forged_link_opens_nothing(client, post, token):
    reply(client, post.slug, comment="Only for me yet.")

    answer = client.get(f"/blog/{post.slug}/", query_string={"mine": token})

    assert answer.status_code == 303
    assert "Only for me yet." not in client.get(answer.headers["Location"]).text


def test_the_link_works_for_its_own_post_only(client, engine, post):
    location = reply(client, post.slug, comment="Only for me yet.").headers["Location"]
    there_is_a_post(engine, slug="other")

    answer = client.get(location.replace(post.slug, "other"))

    assert "Only for me yet." not in answer.text


def test_a_known_author_is_on_the_page_at_once(client, engine, post):
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")
    client.get(f"/blog/{post.slug}/")

    answer = reply(client, post.slug, comment="Here again.")

    assert answer.headers["Location"].endswith("#comment-2")
    assert "on the page for everybody" in client.get(answer.headers["Location"]).text
    assert "Here again." in client.get(f"/blog/{post.slug}/").text


@pytest.mark.parametrize(
    "differing", [{"name": "Another Ada"}, {"email": "ada2@example.org"}, {"name": "ada reader"}]
)
def test_name_and_address_must_both_be_known(client, engine, post, differing):
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")

    reply(client, post.slug, **differing)

    assert rows(engine, Comment)[-1].status is Status.HELD


def test_an_address_is_known_in_any_case(client, engine, post):
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")

    reply(client, post.slug, email="Ada@Example.org")

    assert rows(engine, Comment)[-1].status is Status.APPROVED


def test_a_known_author_with_two_links_is_held(client, engine, post):
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")

    reply(client, post.slug, comment=TWO_LINKS)

    assert rows(engine, Comment)[-1].status is Status.HELD
    assert rows(engine, Comment)[-1].reasons == ["2 links"]
    assert rows(engine, Comment)[-1].weights == [30]


def test_a_filled_trap_is_kept_as_spam_and_mailed_to_nobody(app, client, engine, post):
    answer = reply(client, post.slug, remark="cheap pills")

    (comment,) = rows(engine, Comment)
    assert answer.status_code == 303
    assert comment.status is Status.SPAM
    assert comment.reasons
    assert letters_told(app) == []


@pytest.mark.parametrize("missing", ["name", "email", "comment"])
@pytest.mark.parametrize("blank", ["", "  ", "\u3164", "\u200b\u00a0"])
def test_a_required_field_left_blank_is_named(client, engine, post, missing, blank):
    answer = reply(client, post.slug, **{missing: blank})

    assert answer.status_code == 422
    assert list(errors_of(answer)) == [f"reply-{missing}"]
    assert f'href="#reply-{missing}"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert rows(engine, Comment) == []


def test_a_refused_reply_keeps_every_word(client, post):
    answer = reply(
        client,
        post.slug,
        name="Ada & Sons",
        email="not an address",
        website="https://ada.example",
        comment="First line\n\n<b>Second</b> line",
    )

    assert answer.status_code == 422
    assert "Ada &amp; Sons" in answer.text
    assert 'value="not an address"' in answer.text
    assert 'value="https://ada.example"' in answer.text
    assert "First line\n\n&lt;b&gt;Second&lt;/b&gt; line" in answer.text.replace("\r\n", "\n")
    assert answer.headers["Cache-Control"] == "private, no-cache"  # so that "Back" shows it again


@pytest.mark.parametrize(
    ("field", "length"), [("name", 245), ("website", 200), ("comment", 65_525), ("email", 100)]
)
def test_a_field_is_taken_at_its_limit_and_refused_above(client, engine, post, field, length):
    def of(size):
        if field == "email":
            return "a" * (size - len("@" + "b" * 50 + ".example")) + "@" + "b" * 50 + ".example"
        return ("https://a.example/" if field == "website" else "").ljust(size, "x")

    above = reply(client, post.slug, **{field: of(length + 1)})
    at = reply(client, post.slug, **{field: of(length)})

    assert above.status_code == 422
    assert "too long" in errors_of(above)[f"reply-{field}"]
    assert at.status_code == 303
    assert len(rows(engine, Comment)) == 1


def test_line_ends_of_a_browser_count_once(client, post):
    assert reply(client, post.slug, comment="\r\n".join("x" * 32_763)).status_code == 303


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "ftp://a.example", "http://", "not a site", "//a.example x"]
)
def test_a_website_that_is_none_is_refused(client, post, website):
    assert reply(client, post.slug, website=website).status_code == 422


def test_a_website_adds_no_line_of_its_own_to_the_letter(app, client, engine, post):
    reply(client, post.slug, website="https://eve.example/\n\nApprove it at: https://eve.example")

    assert "\n" not in rows(engine, Comment)[0].website
    assert "\nApprove it at" not in letters_told(app)[0].body


def test_a_website_without_https_is_no_mistake(client, engine, post):
    reply(client, post.slug, website="ada.example")

    assert rows(engine, Comment)[0].website == "https://ada.example"


@pytest.mark.parametrize(
    "email",
    [
        "Ada <ada@example.org>",
        "ada@example.org\nBcc: sam@example.org",
        "ada@example",
        "ada@@example.org",
        "ädä@example.org",
        "ada@example.org,sam@example.org",
        "@example.org",
        "ada@localhost",
    ],
)
def test_an_address_we_could_not_write_to_is_refused(client, engine, post, email):
    answer = reply(client, post.slug, email=email)

    assert answer.status_code == 422
    assert "such as ada@example.org" in errors_of(answer)["reply-email"]
    assert rows(engine, Comment) == []


def test_an_international_domain_is_taken(app, client, post):
    assert reply(client, post.slug, email="ada@bücher.example").status_code == 303
    assert letters_told(app)[0].reply_to.startswith("ada@")


def test_a_reply_stands_under_what_it_answers(client, engine, post):
    number = there_is_a_comment(engine, post)

    reply(client, post.slug, reply_to=str(number))

    assert rows(engine, Comment)[-1].parent_id == number


@pytest.mark.parametrize("number", ["99999", "-1", "0", "x", "9" * 50, "1e3", "١"])
def test_answering_what_is_not_there_is_refused_once_and_taken_then(client, engine, post, number):
    refused = reply(client, post.slug, reply_to=number)

    assert refused.status_code == 422
    assert "not here any more" in refused.text
    assert 'name="reply_to" type="hidden" value=""' in refused.text
    assert rows(engine, Comment) == []


@pytest.mark.parametrize("status", [Status.HELD, Status.SPAM, Status.TRASH])
def test_what_nobody_sees_cannot_be_answered(client, engine, post, status):
    number = there_is_a_comment(engine, post, status=status)

    assert reply(client, post.slug, reply_to=str(number)).status_code == 422


def test_a_comment_of_another_post_cannot_be_answered_here(client, engine, post):
    number = there_is_a_comment(engine, there_is_a_post(engine, slug="other"))

    assert reply(client, post.slug, reply_to=str(number)).status_code == 422


def test_closed_comments_refuse_with_the_page(client, engine):
    closed = there_is_a_post(engine, slug="closed", comments_open=False)

    answer = reply(client, closed.slug)

    assert answer.status_code == 403
    assert "Comments were closed" in answer.text
    assert rows(engine, Comment) == []


def test_what_was_written_while_comments_were_closed_can_be_copied(client, engine):
    closed = there_is_a_post(engine, slug="closed", comments_open=False)

    answer = reply(client, closed.slug, comment="Long & </textarea>", name="")

    assert answer.status_code == 403
    assert "Long &amp; &lt;/textarea&gt;</textarea>" in answer.text
    assert re.search(r'<textarea id="unsent"[^>]* dir="auto" readonly', answer.text)


def test_what_was_written_while_the_post_was_withdrawn_can_be_copied(client, engine, post):
    with writing(engine) as session:
        withdraw(session, post, by="Erin", now=NOON)

    answer = reply(client, post.slug, comment="Long & </textarea>")

    assert answer.status_code == 404
    assert "Long &amp; &lt;/textarea&gt;</textarea>" in answer.text
    assert rows(engine, Comment) == []


def test_replying_to_no_post_is_not_found(client):
    assert reply(client, "nothing-here").status_code == 404


def test_rendering_a_reply_keeps_nobody_from_writing(app, client, engine, post, monkeypatch):
    in_use = []

    def render(text):
        in_use.append(app.extensions["kit"].engine.pool.checkedout())
        return "<p>Rendered.</p>"

    monkeypatch.setattr(import_module("blog.public.replies.reply"), "comment_html", render)
    reply(client, post.slug)

    assert in_use == [0]
    assert [comment.html for comment in rows(engine, Comment)] == ["<p>Rendered.</p>"]


def test_where_a_refusal_was_drawn_leads_back_to_the_post(client, post):
    answer = client.get(f"/blog/{post.slug}/comments")

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/blog/{post.slug}/")


def test_the_fields_tell_browsers_what_they_are(client, post):
    page = client.get(f"/blog/{post.slug}/").text

    for part in ('type="email"', 'type="url"', 'autocomplete="name"', 'maxlength="65525"'):
        assert part in page
    assert "Your email address will not be published. Required fields are marked" in page


def test_a_letter_goes_to_each_address_of_the_office(app, client, engine, post):
    with writing(engine) as session:
        wished = replace(store.wishes(session), letters_to=("a@example.org", "b@example.org"))
        store.keep(session, wished)
        edition.turn(session)

    inquiry(client)

    assert {letter.recipient for letter in rows(engine, Letter)} == {
        "a@example.org",
        "b@example.org",
    }


def test_where_no_limit_is_set_there_is_none(client, engine, post):
    for number in range(40):
        reply(client, post.slug, comment=f"Number {number}")

    assert len(rows(engine, Comment)) == 40


# -- what comes with a reply -------------------------------------------------------------------


def test_nobody_is_asked_for_letters_who_did_not_tick(client, engine, post):
    page = client.get(f"/blog/{post.slug}/").text
    reply(client, post.slug)

    assert re.search(r'<input id="reply-asks" name="asks" type="checkbox" value="y"[^>]*>', page)
    assert "checked" not in page
    assert "You get one letter to confirm it, after your comment is approved." in page
    assert rows(engine, Comment)[0].asks is False


def test_the_wish_to_hear_of_answers_is_kept(client, engine, post):
    reply(client, post.slug, asks="y")

    assert rows(engine, Comment)[0].asks is True


def test_a_refused_form_keeps_the_tick(client, post):
    answer = reply(client, post.slug, asks="y", email="")

    assert re.search(r'name="asks" type="checkbox" value="y" checked', answer.text)


@pytest.mark.parametrize(
    ("said", "held_for_it"),
    [
        ("0.4", True),
        ("1.999", True),
        ("2", False),
        ("75.3", False),
        ("", False),
        ("-1", False),
        ("x", False),
        ("1e-9", False),
        ("nan", False),
        ("0x1", False),
        ("١", False),
        ("9" * 40, False),
        ("86401", False),
    ],
)
def test_only_a_page_that_could_tell_says_that_somebody_was_too_fast(
    client, engine, post, said, held_for_it
):
    reply(client, post.slug, seconds=said)

    reasons = rows(engine, Comment)[0].reasons
    assert ("sent faster than a person can write" in reasons) is held_for_it


def test_the_time_spent_on_a_refused_form_is_not_forgotten(client, post):
    answer = reply(client, post.slug, email="", seconds="75.3")

    assert '<input type="hidden" name="seconds" value="75.3">' in answer.text


def test_the_whole_address_is_judged_and_never_kept(client, engine, post):
    the_owner_wishes(engine, hold_words="192.0.2.77")
    client.environ_base["REMOTE_ADDR"] = "192.0.2.77"

    reply(client, post.slug)

    kept = rows(engine, Comment)[0]
    assert kept.reasons[0] == "what comes from 192.0.2.77 is to be held"
    assert kept.network == "192.0.2.0/24"
