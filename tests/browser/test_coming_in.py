"""From an invitation to the desk in a browser, and back in with a forgotten password."""

import re
from email import message_from_bytes, policy

from playwright.sync_api import expect

from tests.browser.test_axe import faults_on
from tests.browser.visits import letters_of
from tests.serving.test_serve import until

ADA = "ada@invited.example"


def link_in_a_letter(site, words):
    """The path of the link in the letter whose subject has these words, once it has left."""

    def found():
        for path in reversed(letters_of(site)):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if letter["To"] == ADA and words in letter["Subject"]:
                return re.findall(r"http://[^/]+(/desk/\S+)", letter.get_content())[0]
        return None

    return until(found)


def test_a_guest_comes_in_by_a_letter_and_back_in_by_another(site, erin, arrive):
    page = erin.to("/desk/people/")
    page.get_by_label("Email").fill(ADA)
    page.get_by_label("Name").fill("Ada Lovelace")
    page.get_by_label("Role").select_option("Author")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status")).to_contain_text("is on its way")
    assert faults_on(page) == []
    assert faults_on(erin.to("/desk/people/1/")) == []

    guest = arrive(script=False).page
    guest.goto(link_in_a_letter(site, "invites you"))
    expect(guest.get_by_label("Your name")).to_have_value("Ada Lovelace")
    guest.get_by_label("Password").fill("nine purple teapots")
    guest.get_by_role("button", name="Come in").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Today")
    expect(guest.get_by_role("link", name="Comments")).to_have_count(0)

    lost = arrive().page
    lost.goto("/desk/sign-in")
    lost.get_by_role("link", name="Forgotten your password?").click()
    lost.get_by_label("Email").fill(ADA)
    lost.get_by_role("button", name="Send me a link").click()
    expect(lost.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    lost.goto(link_in_a_letter(site, "new password"))
    assert faults_on(lost) == []
    lost.get_by_label("New password").fill("ten purple teapots")
    lost.get_by_role("button", name="Set the password").click()
    lost.get_by_role("link", name="Ada Lovelace").click()
    expect(lost.get_by_role("region", name="Log")).to_contain_text("New password by letter")
    assert faults_on(lost) == []

    guest.reload()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Sign in to the desk")
