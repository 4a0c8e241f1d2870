"""A reply as it will look, before anything of it is kept."""

import re

import pytest

from blog.comments.model import Comment
from blog.db import reading, writing
from blog.intake.model import Said, Window
from blog.posts.life.publish import withdraw
from tests.clock import NOON
from tests.public.sent import errors_of, reply
from tests.public.there import there_are_comments, there_is_a_post
from tests.rows import rows


def preview(client, slug, *, script=False, **fields):
    ordinary = {
        "name": "Ada Reader",
        "email": "ada@example.org",
        "website": "https://ada.example/",
        "comment": "A *word*, and https://ada.example/page",
        "reply_to": "",
    }
    headers = {"X-Fragment": "preview"} if script else {}
    return client.post(f"/blog/{slug}/comments/preview", data=ordinary | fields, headers=headers)


def test_the_page_shows_the_reply_as_it_will_look_and_keeps_every_word(client, post):
    page = preview(client, post.slug)

    assert page.status_code == 200
    shown = page.text[page.text.index('id="preview"') : page.text.index('name="comment"')]
    assert "<em>word</em>" in shown
    assert 'href="https://ada.example/page" rel="nofollow ugc noopener"' in shown
    assert '<a href="https://ada.example/" rel="nofollow ugc noopener external">' in shown
    assert "A *word*, and https://ada.example/page</textarea>" in page.text
    for value in ("Ada Reader", "ada@example.org", "https://ada.example/"):
        assert f'value="{value}"' in page.text


def test_a_preview_is_for_one_pair_of_eyes(client, post):
    page = preview(client, post.slug)

    assert page.headers["Cache-Control"] == "private, no-cache"  # so that "Back" shows it again
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_a_preview_is_neither_kept_nor_counted(client, engine, post):
    preview(client, post.slug)
    preview(client, post.slug, script=True)

    with reading(engine) as session:
        assert [session.query(it).count() for it in (Comment, Said, Window)] == [0, 0, 0]


def test_a_script_gets_the_reply_alone(client, post):
    answer = preview(client, post.slug, script=True)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="preview" id="preview"')
    assert "<em>word</em>" in answer.text
    assert "<form" not in answer.text
    assert "private" in answer.headers["Cache-Control"]


def test_the_face_of_a_preview_is_the_one_it_will_have(client, engine, post):
    shown = preview(client, post.slug, script=True).text
    reply(client, post.slug)

    assert f"face--{rows(engine, Comment)[0].hue}" in shown
    assert ">AR<" in shown


@pytest.mark.parametrize("script", [True, False])
def test_what_would_be_refused_is_refused_as_the_page_would(client, post, script):
    answer = preview(client, post.slug, script=script, comment="", email="ada at home")

    assert answer.status_code == 422
    assert set(errors_of(answer)) == {"reply-comment", "reply-email"}
    assert 'id="preview"' not in answer.text
    assert 'value="ada at home"' in answer.text


def test_another_site_shows_nothing_through_us(client, post):
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"

    answer = preview(client, post.slug, comment="Words of Eve.")

    assert answer.status_code == 403
    assert 'id="preview"' not in answer.text


def test_a_preview_of_an_answer_stands_on_its_page(client, engine, post):
    first, *_ = there_are_comments(engine, post, None)

    page = preview(client, post.slug, reply_to=str(first)).text

    assert "Leave a Reply to <bdi>Reader 1</bdi>" in page
    assert f'name="reply_to" type="hidden" value="{first}"' in page


def test_hostile_words_are_words(client, post):
    page = preview(client, post.slug, name="<b>Eve</b>", comment="<script>alert(1)</script>").text

    assert "&lt;b&gt;Eve&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_where_comments_are_closed_the_text_can_be_copied(client, engine):
    there_is_a_post(engine, slug="closed", comments_open=False)

    answer = preview(client, "closed", comment="My words.")

    assert answer.status_code == 403
    assert "My words.</textarea>" in answer.text


def test_no_post_has_no_preview(client):
    assert preview(client, "nothing-here").status_code == 404


def test_a_preview_on_a_post_withdrawn_meanwhile_gives_the_text_back(client, engine, post):
    with writing(engine) as session:
        withdraw(session, session.merge(post), by="Erin", now=NOON)

    answer = preview(client, post.slug, comment="My long words.")

    assert answer.status_code == 404
    assert "My long words.</textarea>" in answer.text


def test_where_a_preview_was_drawn_leads_back_to_the_form(client, post):
    answer = client.get(f"/blog/{post.slug}/comments/preview")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/blog/{post.slug}/#respond")


@pytest.mark.parametrize("script", [True, False])
def test_a_correction_can_be_looked_at_first(client, engine, post, script):
    place = reply(client, post.slug).headers["Location"]
    token = re.search(r"mine=([\w.-]+)", place)
    assert token

    answer = client.post(
        f"/blog/{post.slug}/comments/mine/{token[1]}/preview",
        data={"comment": "*Better* words."},
        headers={"X-Fragment": "preview"} if script else {},
    )

    assert answer.status_code == 200
    assert "<em>Better</em> words." in answer.text
    assert ("*Better* words.</textarea>" in answer.text) is not script
    assert rows(engine, Comment)[0].text == "The part about duration made it click."
