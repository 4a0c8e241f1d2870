"""A thread is read in pages, whatever its length, and each comment has an address that lasts."""

import re
from dataclasses import replace

import pytest

from blog import edition
from blog.comments.model import Comment, Status
from blog.db import writing
from tests.public.sent import reply
from tests.public.there import (
    the_owner_wishes,
    there_are_comments,
    there_is_a_comment,
    there_is_a_post,
)
from tests.rows import rows


def numbers_on(answer):
    """Of the comments, in the order of the page."""
    return [int(found) for found in re.findall(r'<article [^>]*id="comment-(\d+)"', answer.text)]


def said_on(answer):
    for_people, _, _ = answer.text.partition("application/ld+json")
    return re.findall(r"Number \d+\.", for_people)


def test_three_comments_need_no_pages(client, engine, post):
    there_are_comments(engine, post, None, 1, None)

    page = client.get(f"/blog/{post.slug}/")

    assert said_on(page) == ["Number 1.", "Number 2.", "Number 3."]
    assert "Replies page" not in page.text


def test_three_hundred_comments_stand_on_six_pages(client, engine, post):
    there_are_comments(engine, post, *[None] * 300)

    pages = [client.get(f"/blog/{post.slug}/?comments={number}") for number in range(1, 7)]

    assert [len(numbers_on(page)) for page in pages] == [50] * 6
    assert len({number for page in pages for number in numbers_on(page)}) == 300
    assert all("300 replies" in page.text for page in pages)
    assert "Replies page 2 of 6" in pages[1].text


def test_the_first_page_is_the_post_itself(client, engine, post):
    there_are_comments(engine, post, *[None] * 60)

    assert numbers_on(client.get(f"/blog/{post.slug}/")) == numbers_on(
        client.get(f"/blog/{post.slug}/?comments=1")
    )


def test_a_page_leads_to_the_one_before_and_the_one_after(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    there_are_comments(engine, post, *[None] * 6)

    page = client.get(f"/blog/{post.slug}/?comments=2").text

    assert f'href="/blog/{post.slug}/#replies" rel="prev">Older replies' in page
    assert f'href="/blog/{post.slug}/?comments=3#replies" rel="next">Newer replies' in page


def test_the_first_page_has_none_before_and_the_last_none_after(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    there_are_comments(engine, post, *[None] * 4)

    assert 'rel="prev"' not in client.get(f"/blog/{post.slug}/").text
    assert 'rel="next"' not in client.get(f"/blog/{post.slug}/?comments=2").text


def test_each_page_is_its_own_to_search_engines_and_says_which_it_is(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    there_are_comments(engine, post, *[None] * 4)
    canonical = f'<link rel="canonical" href="http://localhost/blog/{post.slug}/'

    first, second = (client.get(f"/blog/{post.slug}/?comments={n}").text for n in (1, 2))

    assert f'{canonical}">' in first
    assert f'{canonical}?comments=2">' in second
    assert f"<title>{post.title} —" in first
    assert f"<title>{post.title}, replies page 2 —" in second
    assert "noindex" not in first + second


@pytest.mark.parametrize("number", ["0", "-1", "x", "3", "99", "9" * 40, "1.5", "%00", "", "１"])
def test_a_page_of_replies_nobody_has_is_not_found(client, engine, post, number):
    the_owner_wishes(engine, threads_a_page=2)
    there_are_comments(engine, post, *[None] * 4)

    assert client.get(f"/blog/{post.slug}/?comments={number}").status_code == 404


def test_the_owner_may_want_the_newest_first_and_answers_still_follow_each_other(
    client, engine, post
):
    the_owner_wishes(engine, threads_a_page=2, newest_first=True)
    one, two, three, answer, another = there_are_comments(engine, post, None, None, None, 2, 2)

    first, second = (client.get(f"/blog/{post.slug}/?comments={n}") for n in (1, 2))

    assert numbers_on(first) == [three, two, answer, another]
    assert numbers_on(second) == [one]
    assert "Older replies" in first.text


def test_the_owner_says_how_deep_a_thread_goes(client, engine, post):
    the_owner_wishes(engine, depth=2)
    _, second, _ = there_are_comments(engine, post, None, 1, 2)

    page = client.get(f"/blog/{post.slug}/").text

    assert page.count('<ol class="thread">') == 2
    assert f'to <a href="#comment-{second}"><bdi>Reader 2</bdi></a>' in page


def test_a_turn_of_the_page_is_kept_apart_in_the_cache(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    there_are_comments(engine, post, *[None] * 4)

    answers = [client.get(f"/blog/{post.slug}/?comments={n}") for n in (1, 2, 1, 2)]

    assert numbers_on(answers[0]) == numbers_on(answers[2]) != numbers_on(answers[1])
    assert {answer.headers["Cache-Control"] for answer in answers} == {
        "public, max-age=0, must-revalidate"
    }


# -- the lasting address -----------------------------------------------------------------------


def test_the_address_of_a_comment_leads_to_its_page(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    numbers = there_are_comments(engine, post, None, None, None, None, 3)

    places = [client.get(f"/blog/{post.slug}/comments/{n}/").headers["Location"] for n in numbers]

    assert places == [
        f"/blog/{post.slug}/#comment-{numbers[0]}",
        f"/blog/{post.slug}/#comment-{numbers[1]}",
        f"/blog/{post.slug}/?comments=2#comment-{numbers[2]}",
        f"/blog/{post.slug}/?comments=2#comment-{numbers[3]}",
        f"/blog/{post.slug}/?comments=2#comment-{numbers[4]}",
    ]


def test_the_address_still_leads_there_when_another_comment_is_gone(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    first, *_, last = there_are_comments(engine, post, *[None] * 3)
    before = client.get(f"/blog/{post.slug}/comments/{last}/")
    with writing(engine) as session:
        session.get_one(Comment, first).status = Status.TRASH
        edition.turn(session)

    after = client.get(f"/blog/{post.slug}/comments/{last}/")

    assert "comments=2" in before.headers["Location"]
    assert "comments=2" not in after.headers["Location"]
    assert (after.status_code, after.headers["Cache-Control"]) == (302, "no-store")


@pytest.mark.parametrize("status", [Status.HELD, Status.SPAM, Status.TRASH, Status.GONE])
def test_what_is_not_public_has_no_address(client, engine, post, status):
    number = there_is_a_comment(engine, post, status=status)

    assert client.get(f"/blog/{post.slug}/comments/{number}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "9" * 40])
def test_a_comment_nobody_wrote_has_no_address(client, post, number):
    assert client.get(f"/blog/{post.slug}/comments/{number}/").status_code == 404


def test_a_comment_has_its_address_under_its_own_post_only(client, engine, post):
    number = there_is_a_comment(engine, post)
    there_is_a_post(engine, slug="other")

    assert client.get(f"/blog/other/comments/{number}/").status_code == 404
    assert client.get(f"/blog/nothing-here/comments/{number}/").status_code == 404


def test_the_date_of_a_comment_is_the_link_to_it(client, engine, post):
    number = there_is_a_comment(engine, post)

    page = client.get(f"/blog/{post.slug}/").text

    assert f'class="comment__when" href="/blog/{post.slug}/comments/{number}/"' in page


# -- long threads ------------------------------------------------------------------------------


def test_of_a_long_thread_the_first_answers_stand_open_and_the_rest_is_one_click_away(
    client, engine, post
):
    there_are_comments(engine, post, None, *[1] * 28)

    page = client.get(f"/blog/{post.slug}/").text

    assert '<details class="more">' in page
    assert '<span class="more__show">Show</span> 23 more answers</summary>' in page
    assert page.index("Number 6.") < page.index("<details") < page.index("Number 7.")


def test_the_address_of_a_folded_answer_opens_the_fold(client, engine, post):
    the_owner_wishes(engine, threads_a_page=1)
    _, top, *_, last = there_are_comments(engine, post, None, None, *[2] * 12)

    place = client.get(f"/blog/{post.slug}/comments/{last}/").headers["Location"]
    page = client.get(place).text

    assert place == f"/blog/{post.slug}/?comments=2&thread={top}#comment-{last}"
    assert '<details class="more" open>' in page
    assert "noindex" in page
    assert f'<link rel="canonical" href="http://localhost/blog/{post.slug}/?comments=2">' in page
    assert '<details class="more">' in client.get(f"/blog/{post.slug}/?comments=2").text


def test_the_address_of_an_answer_that_stands_open_opens_no_fold(client, engine, post):
    _, second, *_ = there_are_comments(engine, post, None, *[1] * 12)

    assert (
        client.get(f"/blog/{post.slug}/comments/{second}/").headers["Location"]
        == f"/blog/{post.slug}/#comment-{second}"
    )


@pytest.mark.parametrize("thread", ["x", "0", "99999", "9" * 40])
def test_a_thread_that_is_not_there_opens_nothing(client, engine, post, thread):
    there_are_comments(engine, post, None, *[1] * 12)

    page = client.get(f"/blog/{post.slug}/?thread={thread}")

    assert page.status_code == 200
    assert '<details class="more">' in page.text


def test_hundreds_of_answers_are_not_in_the_page_before_somebody_asks(client, engine, post):
    top, *_, last = there_are_comments(engine, post, None, *[1] * 350)

    page = client.get(f"/blog/{post.slug}/")
    found = re.search(r'href="([^"]+)" rel="nofollow">Show 345 more answers', page.text)

    assert len(numbers_on(page)) == 6
    assert found
    assert len(numbers_on(client.get(found[1].replace("&amp;", "&")))) == 351
    assert (
        f"thread={top}#comment-{last}"
        in (client.get(f"/blog/{post.slug}/comments/{last}/").headers["Location"])
    )


# -- replying to what stands on another page ---------------------------------------------------


def test_the_form_for_an_answer_stands_under_the_page_of_what_it_answers(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    numbers = there_are_comments(engine, post, *[None] * 5)

    page = client.get(f"/blog/{post.slug}/?reply_to={numbers[4]}")

    assert numbers_on(page) == [numbers[4]]
    assert "Leave a Reply to <bdi>Reader 5</bdi>" in page.text
    assert f'href="/blog/{post.slug}/?comments=3#respond">Cancel reply' in page.text


def test_an_answer_that_is_refused_is_drawn_under_the_page_of_what_it_answers(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    numbers = there_are_comments(engine, post, *[None] * 5)

    answer = reply(client, post.slug, email="", reply_to=str(numbers[4]))

    assert answer.status_code == 422
    assert numbers_on(answer) == [numbers[4]]
    assert "Leave a Reply to <bdi>Reader 5</bdi>" in answer.text


def test_a_held_answer_is_shown_to_its_author_on_the_page_it_stands_on(client, engine, post):
    the_owner_wishes(engine, threads_a_page=2)
    numbers = there_are_comments(engine, post, None, None, None, *[3] * 12)
    place = reply(client, post.slug, reply_to=str(numbers[2])).headers["Location"]

    page = client.get(place)

    assert numbers_on(page)[0] == numbers[2]
    assert "Awaiting moderation" in page.text
    assert '<details class="more" open>' in page.text
    assert "15 replies" in page.text


def test_comments_under_another_post_are_no_part_of_the_thread(client, engine, post):
    there_are_comments(engine, post, None, 1)
    there_are_comments(engine, there_is_a_post(engine, slug="other"), None, None)

    assert len(numbers_on(client.get(f"/blog/{post.slug}/"))) == 2


# -- whose comment it is -----------------------------------------------------------------------


def test_readers_see_who_speaks_for_the_office(client, engine, post):
    there_is_a_comment(engine, post, name="Erin")
    assert "comment__office" not in client.get(f"/blog/{post.slug}/").text

    there_is_a_comment(engine, post, name="Erin", by_office=True)
    with writing(engine) as session:
        edition.turn(session)

    page = client.get(f"/blog/{post.slug}/").text
    assert page.count('<span class="comment__office">Howard Street</span>') == 1


def test_the_colour_of_initials_is_the_one_that_was_kept(client, engine, post):
    there_is_a_comment(engine, post, hue=7)

    assert "face face--7" in client.get(f"/blog/{post.slug}/").text


def test_one_address_has_one_colour_whatever_its_case_or_name(client, engine, post):
    reply(client, post.slug, email="ada@example.org")
    reply(client, post.slug, email="Ada@Example.org", name="Somebody", comment="Else.")

    one, other = rows(engine, Comment)
    assert one.hue == other.hue
    assert 0 <= one.hue < 12


def test_colours_are_spread_over_addresses_and_differ_from_site_to_site(app, client, engine, post):
    def hues(word):
        for number in range(30):
            reply(client, post.slug, email=f"ada{number}@example.org", comment=f"{word} {number}")
        return [comment.hue for comment in rows(engine, Comment)[-30:]]

    here = hues("Here")
    kit = app.extensions["kit"]
    elsewhere = replace(kit.settings, secret_key="the secret of another site")
    app.extensions["kit"] = replace(kit, settings=elsewhere)
    there = hues("There")

    assert len(set(here)) > 6
    assert here != there
