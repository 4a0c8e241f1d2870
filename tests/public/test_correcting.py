"""For fifteen minutes the author of a comment can correct it, or take it back."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from blog import edition
from blog.comments.model import Comment, Owed, Status, Taught, Version
from blog.comments.rules import FIRST_COMMENT
from blog.db import reading, writing
from blog.decisions.model import Decision
from blog.moderation.action import Action
from blog.moderation.edit import edit
from blog.moderation.moderate import move
from blog.outbox.office import Office
from blog.posts.life.publish import withdraw as take_back
from blog.spam.of_conduct import TOO_FAST
from tests.clock import NOON
from tests.public.sent import errors_of, reply
from tests.public.there import the_owner_wishes, there_is_a_comment, there_is_a_post
from tests.rows import rows

OFFICE = Office(letters_to=(), site_name="Howard Street", public_url="", domain="howard.example")


class Author:
    """Ada, once she has replied: the page she was led to, and what she does by its link."""

    def __init__(self, client, post, **fields):
        self.client, self.post = client, post
        self.place = reply(client, post.slug, **fields).headers["Location"]
        token = re.search(r"mine=([\w.-]+)", self.place)
        assert token
        self.link = f"/blog/{post.slug}/comments/mine/{token[1]}/"

    def page(self):
        return self.client.get(self.place)

    def correct(self, comment, **headers):
        return self.client.post(self.link, data={"comment": comment}, headers=headers)

    def withdraw(self, **fields):
        return self.client.post(f"{self.link}withdrawal", data=fields)


@pytest.fixture
def ada(client, post):
    """A first comment, which waits for an editor."""
    return Author(client, post)


@pytest.fixture
def known_ada(client, engine, post):
    """Approved before, so that her comment is on the page at once."""
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")
    return Author(client, post, comment="I learned somethign today.")


def the_comment(engine):
    return rows(engine, Comment)[-1]


def number_of_edition(engine):
    with reading(engine) as session:
        return edition.current(session)


def decided(engine):
    """On comments; the post was published by a decision as well."""
    return [it for it in rows(engine, Decision) if it.thing == "comment"]


def owed(engine):
    with reading(engine) as session:
        return dict(session.execute(select(Owed.comment_id, Owed.status)).all())


def erin_moves(engine, to, *, seen=Status.HELD, at=NOON):
    with writing(engine) as session:
        number = the_comment(engine).id
        move(session, number, seen=seen, to=to, action=Action(by="Erin", at=at, office=OFFICE))


def erin_edits(engine, text):
    seen = the_comment(engine)
    action = Action(by="Erin", at=NOON, office=OFFICE)
    with writing(engine) as session:
        edit(session, seen.id, seen=seen.text, text=text, html=f"<p>{text}</p>", action=action)


# -- the link ----------------------------------------------------------------------------------


def is_the_authors_page(author):
    page = author.page()
    return (
        f'href="{author.link}">Correct or withdraw it</a> (until 04:15)' in page.text
        and page.headers["Cache-Control"] == "private, no-store"
        and page.headers["X-Robots-Tag"] == "noindex"
        and 'rel="canonical"' not in page.text
    )


def test_after_posting_the_author_is_led_to_a_page_with_the_link(ada):
    assert is_the_authors_page(ada)  # in San Francisco's time


def test_so_is_one_whose_comment_is_public_already(known_ada):
    assert is_the_authors_page(known_ada)


def test_nobody_else_gets_the_link(client, known_ada):
    assert "Correct or withdraw" not in client.get(f"/blog/{known_ada.post.slug}/").text


def test_an_approved_comment_is_said_to_be_on_the_page(known_ada):
    assert "It is on the page for everybody." in known_ada.page().text


def test_after_fifteen_minutes_the_link_is_gone(clock, ada):
    clock.forward(timedelta(minutes=14, seconds=59))
    assert "Correct or withdraw" in ada.page().text

    clock.forward(timedelta(seconds=1))

    assert "Correct or withdraw" not in ada.page().text


def test_the_link_opens_a_form_with_the_text(ada):
    page = ada.client.get(ada.link)

    assert "The part about duration made it click.</textarea>" in page.text
    assert re.findall(r'<button class="[^"]+" type="submit"[^>]*>(\w+)<', page.text) == [
        "Save",
        "Preview",
        "Withdraw",
    ]
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("token", ["x", "WzEsOTk5OTk5OTk5OV0.forged", "a.b.c", "é"])
@pytest.mark.parametrize("action", ["", "withdrawal", "preview"])
def test_a_forged_link_changes_nothing(client, engine, ada, token, action):
    place = f"/blog/{ada.post.slug}/comments/mine/{token}/{action}"

    answers = [client.post(place, data={"comment": "By Eve."}), client.get(place)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert the_comment(engine).text != "By Eve."
    assert the_comment(engine).status is Status.HELD


def test_the_link_works_under_its_own_post_only(client, engine, ada):
    there_is_a_post(engine, slug="other")
    elsewhere = ada.link.replace(ada.post.slug, "other")

    assert client.get(elsewhere).status_code == 404
    assert client.post(elsewhere, data={"comment": "Elsewhere."}).status_code == 404
    assert the_comment(engine).text != "Elsewhere."


def test_looking_changes_nothing(client, engine, ada):
    before = vars(the_comment(engine)).copy()

    for place in (ada.link, f"{ada.link}withdrawal", f"{ada.link}preview"):
        client.get(place)

    after = vars(the_comment(engine))
    assert {key: after[key] for key in before if key != "_sa_instance_state"} == {
        key: value for key, value in before.items() if key != "_sa_instance_state"
    }


# -- correcting --------------------------------------------------------------------------------


def test_a_correction_is_what_the_comment_says_and_editors_see_both(engine, ada):
    answer = ada.correct("The part about *duration* made it click for me.")

    (version,) = rows(engine, Version)
    comment = the_comment(engine)
    assert (answer.status_code, answer.headers["Location"]) == (303, ada.place)
    assert comment.text == "The part about *duration* made it click for me."
    assert "<em>duration</em>" in comment.html
    assert comment.edited_at == NOON
    assert (version.text, version.by) == ("The part about duration made it click.", "")


def test_the_answer_says_what_happened(ada):
    page = ada.client.get(ada.correct("Better words.").headers["Location"]).text

    assert "Corrected at 04:00. Awaiting moderation." in page
    assert "Better words." in page


def test_a_correction_is_on_the_warm_page(client, engine, known_ada):
    client.get(f"/blog/{known_ada.post.slug}/")
    before = number_of_edition(engine)

    known_ada.correct("I learned something today.")

    assert number_of_edition(engine) > before
    page = client.get(f"/blog/{known_ada.post.slug}/").text
    assert "I learned something today." in page
    assert "somethign" not in page
    assert the_comment(engine).status is Status.APPROVED
    assert decided(engine) == []


def test_correcting_what_nobody_sees_leaves_the_page_in_the_cache(engine, ada):
    before = number_of_edition(engine)

    ada.correct("Better words.")

    assert number_of_edition(engine) == before


def test_a_correction_is_judged_again_and_may_be_held(client, engine, known_ada):
    client.get(f"/blog/{known_ada.post.slug}/")
    known_ada.correct("I learned it all from http://a.example and from http://b.example today.")

    comment = the_comment(engine)
    (decision,) = decided(engine)
    assert (comment.status, comment.reasons, comment.weights) == (Status.HELD, ["2 links"], [30])
    assert (decision.was, decision.became) == ("approved", "held")
    assert (decision.by, decision.why) == ("its author", "corrected")
    assert "I learned it all" not in client.get(f"/blog/{known_ada.post.slug}/").text
    assert owed(engine) == {comment.id: Status.HELD}


def test_a_correction_may_be_spam_which_the_office_is_not_told(engine, known_ada):
    the_owner_wishes(engine, block_words="casino", approved_letters=True)

    known_ada.correct("Come to the casino.")

    assert the_comment(engine).status is Status.SPAM
    assert owed(engine) == {}


def test_a_known_author_who_takes_a_link_out_still_waits_for_an_editor(client, engine, post):
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")
    ada = Author(
        client, post, comment="I read both of these with my team: http://a.example http://b.example"
    )

    for text in ("I read one of these with my team: http://a.example", "I read it all."):
        ada.correct(text)

    comment = the_comment(engine)
    assert (comment.status, comment.reasons, comment.text) == (
        Status.HELD,
        ["2 links"],
        "I read it all.",
    )
    assert decided(engine) == []
    assert owed(engine) == {comment.id: Status.HELD}


def test_no_correction_rescues_what_was_sent_too_fast_for_a_person(client, engine, post):
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")
    eve = Author(client, post, seconds="0.4")

    seen = []
    for text in ("See http://a.example or http://b.example, both.", "A word.", "Another word."):
        eve.correct(text)
        seen.append((the_comment(engine).status, the_comment(engine).reasons[0]))

    assert seen == [(Status.HELD, TOO_FAST)] * 3
    assert "Another word." not in client.get(f"/blog/{post.slug}/").text


def test_no_correction_rescues_what_was_held_for_its_network(client, engine, post):
    the_owner_wishes(engine, lately_from_network=1)
    there_is_a_comment(
        engine, post, name="Ada Reader", email="ada@example.org", network="127.0.0.0/24"
    )
    eve = Author(client, post)
    assert the_comment(engine).weights == [20]
    the_owner_wishes(engine, lately_from_network=0)

    eve.correct("A word.")

    assert the_comment(engine).status is Status.HELD


def test_who_was_held_as_a_stranger_alone_is_on_the_page_once_known(client, engine, post):
    ada = Author(client, post)
    number = the_comment(engine).id
    there_is_a_comment(engine, post, name="Ada Reader", email="ada@example.org")

    ada.correct("I learned something today.")

    with reading(engine) as session:
        assert session.get_one(Comment, number).status is Status.APPROVED
    assert "I learned something today." in client.get(f"/blog/{post.slug}/").text


def test_what_an_editor_approved_waits_again_when_a_stranger_changes_it(engine, ada):
    erin_moves(engine, Status.APPROVED)

    ada.correct("Something else altogether.")

    assert the_comment(engine).status is Status.HELD
    assert the_comment(engine).reasons == [FIRST_COMMENT]


def test_the_earlier_words_are_no_repetition(engine, ada):
    the_owner_wishes(engine, lately_from_network=1)

    ada.correct("The part about duration made it click at once.")
    ada.correct("The part about duration made it click.")

    assert the_comment(engine).reasons == [FIRST_COMMENT]


def test_the_whole_address_is_judged_again_and_not_kept(client, engine, known_ada):
    the_owner_wishes(engine, block_words="192.0.2.77")
    client.environ_base["REMOTE_ADDR"] = "192.0.2.77"

    known_ada.correct("I learned something today.")

    assert the_comment(engine).status is Status.SPAM
    assert "192.0.2.77" not in str(vars(the_comment(engine))["network"])


def test_what_was_caught_stays_caught_and_its_author_does_not_learn_it(client, engine, post):
    eve = Author(client, post, remark="cheap pills")
    first_reasons = the_comment(engine).reasons

    answer = eve.correct("An innocent word.")

    assert answer.status_code == 303
    assert "Awaiting moderation" in eve.page().text
    comment = the_comment(engine)
    assert (comment.status, comment.text) == (Status.SPAM, "An innocent word.")
    assert comment.reasons == first_reasons
    assert owed(engine) == {}


def test_the_same_words_again_change_nothing(engine, ada):
    answer = ada.correct("  The part about duration made it click.\r\n")

    assert answer.status_code == 303
    assert rows(engine, Version) == []


def test_a_second_click_on_save_is_the_same_correction(engine, ada):
    first, second = ada.correct("Better words."), ada.correct("Better words.")

    assert first.headers["Location"] == second.headers["Location"]
    assert len(rows(engine, Version)) == 1


def test_twenty_clicks_at_once_are_one_correction(app, engine, ada):
    def send(_):
        return app.test_client().post(ada.link, data={"comment": "Better words."}).status_code

    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = set(pool.map(send, range(20)))

    assert answers == {303}
    assert len(rows(engine, Version)) == 1


def test_the_office_is_told_of_a_held_correction_once(engine, ada):
    ada.correct("Better words.")
    ada.correct("Even better words.")

    assert owed(engine) == {the_comment(engine).id: Status.HELD}


def test_the_office_is_told_of_a_public_correction_where_it_wants_to_be(engine, known_ada):
    the_owner_wishes(engine, approved_letters=True)

    known_ada.correct("I learned something today.")

    assert owed(engine) == {the_comment(engine).id: Status.APPROVED}


def test_what_the_filter_was_taught_of_other_words_is_taught_no_longer(engine, ada):
    erin_moves(engine, Status.APPROVED)
    assert the_comment(engine).taught is Taught.GOOD

    ada.correct("Something else altogether.")

    assert the_comment(engine).taught is Taught.NOTHING


@pytest.mark.parametrize("blank", ["", "  \n", "\u3164"])
def test_a_blank_correction_is_refused_in_place(engine, ada, blank):
    answer = ada.correct(blank)

    assert answer.status_code == 422
    assert errors_of(answer) == {"reply-comment": "Write your comment."}
    assert 'aria-invalid="true"' in answer.text
    assert rows(engine, Version) == []


def test_a_correction_that_is_too_long_is_kept_on_the_page(ada):
    answer = ada.correct("x" * 65_526)

    assert answer.status_code == 422
    assert "x" * 65_526 in answer.text


def test_a_correction_from_another_site_is_refused(engine, ada):
    answer = ada.correct("By Eve.", **{"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert the_comment(engine).text != "By Eve."


# -- too late ----------------------------------------------------------------------------------


def test_a_correction_that_comes_too_late_is_given_back(clock, engine, ada):
    clock.forward(timedelta(minutes=15))

    answer = ada.correct("Long & </textarea>")

    assert answer.status_code == 403
    assert "can be corrected for 15 minutes" in answer.text
    assert re.search(r"<textarea id=\"unsent\"[^>]* readonly", answer.text)
    assert "Long &amp; &lt;/textarea&gt;</textarea>" in answer.text
    assert rows(engine, Version) == []


def test_the_link_says_that_it_is_too_late(clock, ada):
    clock.forward(timedelta(minutes=15))

    page = ada.client.get(ada.link)

    assert page.status_code == 200
    assert "can be corrected for 15 minutes" in page.text
    assert "The part about duration made it click." in page.text
    assert ">Save<" not in page.text


@pytest.mark.parametrize("to", [Status.SPAM, Status.TRASH])
def test_what_an_editor_put_away_cannot_be_corrected(engine, ada, to):
    erin_moves(engine, to)

    answer = ada.correct("Better words.")

    assert answer.status_code == 409
    assert "An editor has decided on this comment meanwhile" in answer.text
    assert "Better words.</textarea>" in answer.text
    assert the_comment(engine).text != "Better words."
    assert "Correct or withdraw" not in ada.page().text


def test_what_an_editor_changed_cannot_be_corrected(engine, ada):
    erin_edits(engine, "Shorter.")

    answer = ada.correct("Better words.")

    assert answer.status_code == 409
    assert "An editor has changed this comment meanwhile" in answer.text
    assert the_comment(engine).text == "Shorter."


def test_what_an_editor_holds_is_approved_by_no_correction(engine, known_ada):
    erin_moves(engine, Status.HELD, seen=Status.APPROVED)

    known_ada.correct("I learned something today.")

    assert the_comment(engine).status is Status.HELD
    assert the_comment(engine).text == "I learned something today."


def test_a_correction_of_a_withdrawn_post_is_given_back(engine, ada):
    with writing(engine) as session:
        take_back(session, session.merge(ada.post), by="Erin", now=NOON)

    answer = ada.correct("Better words.")

    assert answer.status_code == 404
    assert "Better words.</textarea>" in answer.text


def test_too_many_corrections_are_a_flood(app, client, engine, ada):
    kit = app.extensions["kit"]
    app.extensions["kit"] = replace(kit, settings=replace(kit.settings, flood_limit=2))

    answers = [ada.correct(f"Better words {number}.") for number in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "Better words 2.</textarea>" in answers[2].text
    assert the_comment(engine).text == "Better words 1."


# -- withdrawing -------------------------------------------------------------------------------


def test_a_withdrawn_comment_is_in_the_trash_by_its_author(engine, ada):
    answer = ada.withdraw(comment="")

    (decision,) = decided(engine)
    assert answer.status_code == 303
    assert the_comment(engine).status is Status.TRASH
    assert (decision.was, decision.became) == ("held", "trash")
    assert (decision.by, decision.why) == ("its author", "withdrawn")
    assert owed(engine) == {}
    assert "You have withdrawn this comment." in ada.client.get(answer.headers["Location"]).text


def test_a_withdrawn_comment_is_off_the_warm_page(client, known_ada):
    assert "somethign" in client.get(f"/blog/{known_ada.post.slug}/").text

    known_ada.withdraw()

    assert "somethign" not in client.get(f"/blog/{known_ada.post.slug}/").text


def test_withdrawing_twice_is_once(engine, ada):
    assert [ada.withdraw().status_code, ada.withdraw().status_code] == [303, 303]
    assert len(decided(engine)) == 1


def test_a_withdrawn_comment_cannot_be_corrected(engine, ada):
    ada.withdraw()

    answer = ada.correct("Better words.")

    assert answer.status_code == 409
    assert "You have withdrawn this comment" in answer.text


def test_it_can_be_too_late_to_withdraw(clock, engine, ada):
    clock.forward(timedelta(minutes=15))

    answer = ada.withdraw(comment="The text.")

    assert answer.status_code == 403
    assert "The text.</textarea>" in answer.text
    assert the_comment(engine).status is Status.HELD


def test_what_an_editor_changed_can_still_be_withdrawn(engine, ada):
    erin_edits(engine, "Shorter.")

    assert ada.withdraw().status_code == 303
    assert the_comment(engine).status is Status.TRASH


def test_what_an_editor_put_into_the_trash_stays_hers(engine, ada):
    erin_moves(engine, Status.TRASH)

    assert ada.withdraw().status_code == 409
    assert "An editor has taken this comment down." in ada.page().text


def test_another_site_withdraws_nothing(client, engine, ada):
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"

    assert ada.withdraw().status_code == 403
    assert the_comment(engine).status is Status.HELD
