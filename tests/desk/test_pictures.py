"""Pictures at the desk: sent, refused with the reason, described, looked for, deleted."""

from dataclasses import replace

import pytest
from sqlalchemy import event, update

from blog.db import writing
from blog.decisions.model import Decision
from blog.desk.pictures import upload
from blog.editors.model import Role
from blog.media import change
from blog.media.change import Said
from blog.media.model import Picture, Stage, Variant
from blog.site import store as site
from tests import make
from tests.desk.at_the_desk import (
    edition_of,
    page,
    press,
    press_stale,
    signed_out,
    without_tags,
    words,
)
from tests.desk.pictures_sent import BY_SCRIPT, PICTURES, send
from tests.media import files
from tests.rows import rows

CAT = (files.photo(), "cat.jpg")
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture(autouse=True)
def _signed_in(client, editor):
    make.sign_in(client)


@pytest.fixture
def picture(engine):
    with writing(engine) as session:
        return make.a_picture(session)


def said_in(answer, name="words"):
    """What the script is told."""
    return answer.get_json()[name]


def an_author(client, engine):
    """Sam, in place of Erin."""
    make.an_editor(engine, name="Sam", email="sam@howard.example", role=Role.AUTHOR)
    return make.sign_in(signed_out(client), "sam@howard.example")


# -- sending


def test_a_picture_sent_is_in_the_library_and_asks_what_it_shows(client, engine):
    answer = send(client, CAT)

    assert (answer.status_code, answer.location) == (303, "/desk/pictures/1")
    shown = without_tags(page(client, answer.location))
    assert "“cat.jpg” is in." in shown
    assert "What it shows" in shown
    assert "0 of 5 made" in shown
    assert rows(engine, Picture)[0].by == "Erin"


def test_several_at_once_are_each_taken_or_refused_for_itself(client, engine):
    answer = send(client, CAT, (SVG, "logo.svg"), (files.drawing(), "chart.png"))

    assert answer.status_code == 422
    shown = without_tags(words(answer))
    assert "“logo.svg” was not taken. This is an SVG drawing, which may hold a program." in shown
    assert "“cat.jpg” is in. “chart.png” is in." in shown
    assert [it.file_name for it in rows(engine, Picture)] == ["cat.jpg", "chart.png"]


def test_several_good_ones_lead_back_to_the_library(client):
    answer = send(client, CAT, (files.drawing(), "chart.png"))

    assert (answer.status_code, answer.location) == (303, PICTURES)


def test_the_same_picture_again_was_here_already(client, engine):
    send(client, CAT)

    answer = send(client, (CAT[0], "kitten.jpg"))

    assert "“kitten.jpg” was here already, as “cat.jpg”." in page(client, answer.location)
    assert len(rows(engine, Picture)) == 1


def test_the_script_gets_the_picture_and_what_puts_it_into_a_text(client, engine):
    first, again = send(client, CAT, headers=BY_SCRIPT), send(client, CAT, headers=BY_SCRIPT)

    assert (first.status_code, again.status_code) == (201, 200)
    name = rows(engine, Picture)[0].name
    assert first.json == {
        "id": 1,
        "url": f"/media/{name}.jpg",
        "markdown": f"![](/media/{name}.jpg)",
        "page": "/desk/pictures/1",
        "words": "“cat.jpg” is in.",
    }
    assert "already" in said_in(again, "words")


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (SVG, "logo.png", "SVG drawing"),
        (b"<!doctype html><script>alert(1)</script>", "page.png", "web page"),
        (CAT[0][:300], "cut.jpg", "damaged"),
        (b"", "empty.jpg", "empty"),
        (files.moving(), "moving.gif", "moves"),
        (CAT[0], "cat.html", "Its name ends in “.html”"),
        (b"%PDF-1.7", "paper.pdf", "PDF"),
        (b"PK\x03\x04", "all.zip", "packed"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(client, engine, body, name, why):
    by_script = send(client, (body, name), headers=BY_SCRIPT)
    by_hand = send(client, (body, name))

    assert (by_script.status_code, by_hand.status_code) == (422, 422)
    assert why in said_in(by_script, "words")
    assert why in words(by_hand)
    assert rows(engine, Picture) == []


def test_nothing_chosen_is_said(client):
    assert "Choose a picture first." in words(send(client))


def test_one_of_25_megabytes_is_taken_and_one_byte_more_is_not(client, engine):
    body = CAT[0] + bytes(upload.LARGEST - len(CAT[0]))

    assert send(client, (body, "large.jpg"), headers=BY_SCRIPT).status_code == 201
    answer = send(client, (body + b"\0", "larger.jpg"), headers=BY_SCRIPT)

    assert answer.status_code == 413
    assert "larger than 25 MB" in said_in(answer, "words")
    assert len(rows(engine, Picture)) == 1


def test_more_than_100_megabytes_at_once_are_refused_in_place(client):
    answer = client.post(
        PICTURES,
        data=b"the beginning",
        content_type=files.FORM,
        environ_overrides={"CONTENT_LENGTH": str(110 * 1024 * 1024)},
    )

    assert answer.status_code == 413
    assert "more than 100 MB at once" in words(answer)
    assert "Add pictures" in words(answer)


def test_an_upload_cut_off_in_the_middle_leaves_nothing_and_says_so(client, engine):
    body = files.encoded_form(make.csrf_token(page(client, PICTURES)), CAT)

    for options in ({}, {"headers": BY_SCRIPT}):
        answer = client.post(
            PICTURES,
            data=body[: len(body) // 2],
            content_type=files.FORM,
            environ_overrides={"CONTENT_LENGTH": str(len(body))},
            **options,
        )
        assert answer.status_code == 422
        assert "stopped in the middle" in words(answer)
    assert rows(engine, Picture) == []
    assert rows(engine, Variant) == []


def test_a_stale_form_takes_nothing_and_the_script_gets_a_fresh_token(client, engine):
    token = make.csrf_token(page(client, PICTURES))
    make.sign_in(signed_out(client))

    by_hand = send(client, CAT, token=token)
    by_script = send(client, CAT, token=token, headers=BY_SCRIPT)

    assert (by_hand.status_code, by_script.status_code) == (422, 422)
    assert "Choose the pictures once more" in words(by_hand)
    assert (
        send(client, CAT, token=said_in(by_script, "token"), headers=BY_SCRIPT).status_code == 201
    )


def test_a_stranger_is_told_to_sign_in_and_nothing_is_taken(app, engine):
    answer = app.test_client().post(
        PICTURES,
        data=files.encoded_form("x", CAT),
        content_type=files.FORM,
        headers=BY_SCRIPT,
    )

    assert answer.status_code == 401
    assert rows(engine, Picture) == []


def test_another_website_sends_no_picture(client):
    answer = send(client, CAT, headers={**BY_SCRIPT, "Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "another website" in said_in(answer, "words")


def test_a_moderator_sends_no_picture(client, engine):
    make.an_editor(engine, name="Bob", email="bob@howard.example", role=Role.MODERATOR)
    make.sign_in(signed_out(client), "bob@howard.example")

    answer = send(client, CAT, token="none", headers=BY_SCRIPT)

    assert answer.status_code == 403
    assert "Your role" in said_in(answer, "words")


def test_when_all_turns_are_taken_it_is_said(client, monkeypatch):
    monkeypatch.setattr(upload, "_PATIENCE_SECONDS", 0.01)
    with upload._TURNS, upload._TURNS:
        answer = send(client, CAT, headers=BY_SCRIPT)

    assert answer.status_code == 503
    assert "Others are sending" in said_in(answer, "words")


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>.png",
        "<svg onload=alert(1)>.jpg",
        "{{7*7}}.png",
        "‮gnp.jpg",
    ],
)
def test_a_hostile_name_is_only_words(client, name):
    send(client, (CAT[0], name))

    for path in (PICTURES, "/desk/pictures/1", "/desk/pictures/1/removal"):
        shown = page(client, path)
        for evil in ("<img src=x", "<svg onload", "49.png", "‮"):
            assert evil not in shown


# -- looking for


def test_the_library_is_searched_and_narrowed(client, engine):
    with writing(engine) as session:
        make.a_picture(session, red=1, file_name="dog.jpg", alt="A dog")
        used = make.a_picture(session, red=80, file_name="used.jpg")
        make.a_draft(session, picture_id=used.id)

    def found(query):
        shown = page(client, PICTURES + query)
        return [it for it in ("dog.jpg", "used.jpg") if it in shown]

    assert found("") == ["dog.jpg", "used.jpg"]
    assert found("?q=a+DOG") == ["dog.jpg"]
    assert found("?which=unused") == ["dog.jpg"]
    assert found("?which=without-words") == ["used.jpg"]
    assert found("?q=%00x") == []
    assert "No picture is called so" in page(client, f"{PICTURES}?q=cat")


def test_the_library_has_pages(client, engine):
    with writing(engine) as session:
        for number in range(25):
            make.a_picture(session, body=b"%d" % number, file_name=f"{number}.jpg")

    assert ">24.jpg<" in page(client, PICTURES)
    assert ">0.jpg<" in page(client, f"{PICTURES}?page=2")
    assert client.get(f"{PICTURES}?which=lost").status_code == 404


def test_the_progress_is_told_to_a_script(client, engine, picture):
    asked = "/desk/pictures/progress?of=1&of=99&of=x"
    assert client.get(asked).json == {"1": {"words": "Smaller ones: 0 of 5 made", "is_done": False}}

    with writing(engine) as session:
        session.execute(update(Picture).values(stage=Stage.READY))

    assert client.get(asked).json == {"1": {"words": "", "is_done": True}}


def test_of_many_pictures_no_more_is_asked_than_of_one(app, client, engine, picture):
    with writing(engine) as session:
        for red in range(3):
            make.a_picture(session, red=red)
    said: list[str] = []
    kit = app.extensions["kit"].engine

    def statements(asked: str) -> int:
        said.clear()
        assert client.get(f"/desk/pictures/progress?{asked}").json
        return len(said)

    event.listen(kit, "before_cursor_execute", lambda *args: said.append(args[2]))

    assert statements("of=1&of=2&of=3&of=4") == statements("of=1")


# -- one picture


def describe(client, **fields):
    seen = make_seen(client)
    return press(client, "/desk/pictures/1", on="/desk/pictures/1", **{"seen": seen, **fields})


def make_seen(client):
    return page(client, "/desk/pictures/1").partition('name="seen" type="hidden" value="')[2][:16]


def test_what_it_shows_is_kept_and_put_into_its_markdown(client, engine, picture):
    answer = describe(client, alt="A [red] cat")

    assert answer.status_code == 303
    assert f"![A \\[red\\] cat](/media/{picture.name}.jpg)" in page(client, answer.location)


def test_only_decoration_is_an_answer_and_no_answer_is_none(client, engine, picture):
    assert describe(client, decorative="y").status_code == 303
    assert rows(engine, Picture)[0].decorative

    for fields in ({}, {"alt": "A cat", "decorative": "y"}):
        answer = describe(client, **fields)
        assert answer.status_code == 422
        assert "Either say what it shows, or call it decoration." in words(answer)
    assert 'value="A cat"' in words(answer)


def test_two_who_describe_it_at_once_see_each_other(client, engine, picture):
    seen = make_seen(client)
    with writing(engine) as session:
        change.say(session, make.the_picture(session), Said(alt="Theirs", decorative=False))

    answer = describe(client, alt="Mine", seen=seen)

    assert answer.status_code == 409
    assert "“Theirs”" in words(answer)
    assert 'value="Mine"' in words(answer)
    assert rows(engine, Picture)[0].alt == "Theirs"


def test_a_stale_description_is_kept_in_the_form(client, picture):
    answer = press_stale(client, "/desk/pictures/1", on="/desk/pictures/1", alt="A cat")

    assert answer.status_code == 422
    assert 'value="A cat"' in words(answer)


def test_readers_of_a_featured_picture_see_its_new_description(client, engine, picture):
    with writing(engine) as session:
        make.a_post(session, picture_id=picture.id)
    before = edition_of(engine)

    describe(client, alt="A red cat")

    assert edition_of(engine) > before
    assert 'alt="A red cat"' in client.get("/blog/coaching-vs-mentorship/").text


def test_where_it_is_used_is_shown(client, engine, picture):
    with writing(engine) as session:
        make.a_draft(session, title="In the text", body=f"![](/media/{picture.name}.jpg)")
        make.a_draft(session, title="On top", picture_id=picture.id)

    shown = without_tags(page(client, "/desk/pictures/1"))

    assert "In the text post, draft On top post, draft, featured" in shown


def test_what_failed_says_why_and_is_tried_again_once(client, engine, picture):
    with writing(engine) as session:
        session.execute(update(Picture).values(stage=Stage.FAILED, why="No memory."))
    assert "No memory." in page(client, "/desk/pictures/1")

    for said in ("It is tried again.", "It is being worked on already."):
        answer = press(client, "/desk/pictures/1/variants", on="/desk/pictures/1")
        assert said in page(client, answer.location)
    assert rows(engine, Picture)[0].stage is Stage.WAITING
    assert client.get("/desk/pictures/1/variants").location == "/desk/pictures/1"


# -- deleting


def remove(client, press=press):
    return press(client, "/desk/pictures/1/removal", on="/desk/pictures/1/removal")


def test_deleting_is_asked_before_and_noted(client, engine, picture):
    assert "It goes for good" in page(client, "/desk/pictures/1/removal")

    answer = remove(client)

    assert answer.location == PICTURES
    assert "“cat.jpg” is deleted." in page(client, PICTURES)
    assert client.get("/desk/pictures/1").status_code == 404
    assert [(it.thing, it.became, it.why) for it in rows(engine, Decision)] == [
        ("picture", "deleted", "cat.jpg")
    ]
    assert "cat.jpg" in page(client, "/desk/decisions/?thing=picture")


def test_deleting_twice_is_deleting_once(client, picture):
    token = make.csrf_token(page(client, "/desk/pictures/1/removal"))
    for _ in range(2):
        answer = client.post("/desk/pictures/1/removal", data={"csrf_token": token})
        assert answer.status_code == 303


def test_a_picture_in_use_is_not_deleted_and_the_page_says_where_it_is(client, engine, picture):
    asked = make.csrf_token(page(client, "/desk/pictures/1/removal"))
    with writing(engine) as session:
        make.a_draft(session, title="Shows it", picture_id=picture.id)

    answer = client.post("/desk/pictures/1/removal", data={"csrf_token": asked})

    assert answer.status_code == 409
    assert "Shows it" in words(answer)
    assert len(rows(engine, Picture)) == 1
    assert "Delete it for good" not in page(client, "/desk/pictures/1/removal")


@pytest.mark.parametrize("as_what", ["logo_id", "logo_dark_id", "icon_id"])
def test_a_logo_is_not_unused_and_not_deleted(client, engine, picture, as_what):
    asked = make.csrf_token(page(client, "/desk/pictures/1/removal"))
    with writing(engine) as session:
        site.keep(session, replace(site.look(session), **{as_what: picture.id}))

    answer = client.post("/desk/pictures/1/removal", data={"csrf_token": asked})

    assert answer.status_code == 409
    assert "It is a logo or the icon of the site." in words(answer)
    assert "It is a logo or the icon of the site." in page(client, "/desk/pictures/1")
    assert "There is none of these." in page(client, f"{PICTURES}?which=unused")


def test_a_stale_deletion_asks_again(client, engine, picture):
    assert remove(client, press_stale).status_code == 422
    assert len(rows(engine, Picture)) == 1


# -- authors


def test_an_author_sends_and_changes_their_own(client, engine):
    an_author(client, engine)
    send(client, CAT)

    assert describe(client, alt="A cat").status_code == 303
    assert remove(client).status_code == 303


def test_an_author_sees_what_is_somebody_elses_and_changes_nothing(client, engine, picture):
    an_author(client, engine)
    token = make.csrf_token(page(client, PICTURES))
    shown = page(client, "/desk/pictures/1")
    assert "Nobody has said yet what it shows." in shown
    assert "Delete" not in shown

    for path in ("", "/removal", "/variants"):
        answer = client.post(f"/desk/pictures/1{path}", data={"csrf_token": token, "alt": "x"})
        assert answer.status_code == 403
        assert "somebody else" in words(answer)
    assert "Delete it for good" not in page(client, "/desk/pictures/1/removal")
