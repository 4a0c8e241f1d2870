"""A picture on its way from an editor's hand to a reader's eye."""

import re

from playwright.sync_api import expect

from blog.db import writing
from blog.posts.life.publish import publish
from blog.posts.write import Draft, write
from tests import make
from tests.browser.test_axe import faults_on
from tests.browser.visits import records_of
from tests.clock import NOON
from tests.media import files

_MARKDOWN = re.compile(r"!\[A red and a blue half\]\(/media/[0-9a-f]{24}\.(jpg|png)\)")
_DROP = """async ([name, bytes]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
  for (const kind of ["dragover", "drop"])
    dispatchEvent(new DragEvent(kind, { dataTransfer: carried, cancelable: true }));
}"""


def test_a_picture_is_dropped_made_smaller_described_and_seen_by_readers(site, erin, arrive):
    page = erin.to("/desk/pictures/")
    page.evaluate(_DROP, ["<b>cat.jpg", list(files.photo((1000, 600), red=77))])
    page.evaluate(_DROP, ["not-a-picture.jpg", list(b"<svg onload=alert(1)>")])
    said = page.get_by_role("status").filter(has_text="is in.")
    expect(said).to_contain_text("SVG drawing, which may hold a program")
    # dropped pictures come one by one: the refusal is no fault of the page
    assert [it for it in erin.complaints() if not it.startswith("422")] == []
    assert faults_on(page) == []

    page.get_by_role("link", name="“<b>cat.jpg” is in.").click()
    page.get_by_label("What it shows").fill("A red and a blue half")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("To put it into a text")).to_have_value(_MARKDOWN)
    expect(page.get_by_text("of 11 made")).to_have_count(0)  # by itself, once all are made
    page.reload()
    page.get_by_text("All its files").click()
    expect(page.get_by_role("link", name="AVIF, 1000 × 600")).to_be_visible()
    assert faults_on(page) == []
    markdown = page.get_by_label("To put it into a text").input_value()

    _publish(site, markdown)
    reader = arrive(viewport={"width": 390, "height": 800}, device_scale_factor=1)
    seen = reader.to("/blog/with-a-picture/").locator("article img").first
    expect(seen).to_have_attribute("alt", "A red and a blue half")
    assert seen.evaluate("it => it.decode().then(() => it.currentSrc)").endswith("-640.avif")
    assert seen.evaluate("it => it.naturalWidth > 0 && it.width > 300")
    assert faults_on(reader.page) == []


def test_a_featured_picture_brings_its_words_and_takes_none_that_are_typed(site, erin):
    engine = records_of(site)
    with writing(engine) as session:
        for red, name in ((40, "owl"), (50, "fox")):
            make.a_picture(session, red=red, file_name=f"{name}.jpg", alt=f"An old {name}")
    engine.dispose()
    page = erin.to("/desk/posts/new")
    page.get_by_text("Picture", exact=True).click()
    words = page.get_by_label("What the picture shows")

    def choose(name: str, button: str):
        page.get_by_role("button", name=button).click()
        page.get_by_role("dialog").get_by_role("button", name=name).click()

    choose("owl.jpg", "Choose a picture")
    expect(words).to_have_value("An old owl")
    choose("fox.jpg", "Another one than “owl.jpg”")
    expect(words).to_have_value("An old fox")
    words.fill("Our fox")
    choose("owl.jpg", "Another one than “fox.jpg”")
    expect(words).to_have_value("Our fox")


def test_without_script_a_picture_is_sent_by_the_form(arrive, erins_session):
    visit = arrive(script=False, storage_state=erins_session)
    page = visit.to("/desk/pictures/")
    picture = {"name": "dog.jpg", "mimeType": "image/jpeg", "buffer": files.photo(red=99)}

    page.get_by_label("Add pictures").set_input_files(picture)
    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("dog.jpg")


def _publish(site, markdown):
    engine = records_of(site)
    with writing(engine) as session:
        draft = Draft(title="With a picture", body=markdown)
        post = write(session, draft, author="Erin", now=NOON)
        publish(session, post, by="Erin", now=NOON)
    engine.dispose()
