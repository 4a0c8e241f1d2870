"""A long thread, as it is read: in pages, folded, by its lasting addresses, on any screen."""

from playwright.sync_api import expect

from tests.browser.visits import EITHER_WAY, is_in_sight, mark_of, path_of


@EITHER_WAY
def test_a_reader_turns_the_pages_of_a_thread(arrive, furniture, script):
    page = arrive(script=script).to(furniture.long_post)
    expect(page.get_by_role("heading", name="300 replies")).to_be_visible()

    page.get_by_role("link", name="Newer replies").click()

    expect(page.get_by_text("Replies page 2 of 6")).to_be_visible()
    assert is_in_sight(page, "replies")
    page.get_by_role("link", name="Last page").click()
    expect(page.get_by_text("Replies page 6 of 6")).to_be_visible()
    page.get_by_role("link", name="Older replies").click()
    expect(page.get_by_text("Replies page 5 of 6")).to_be_visible()


@EITHER_WAY
def test_a_reader_unfolds_a_long_thread_with_a_key(arrive, furniture, script):
    page = arrive(script=script).to(f"{furniture.long_post}?comments=3")
    folded = page.locator(f"#comment-{furniture.folded_id}")
    expect(folded).to_be_hidden()

    page.locator("summary").last.focus()
    page.keyboard.press("Enter")

    expect(folded).to_be_visible()
    expect(page.get_by_text("Answer 21.")).to_be_visible()


@EITHER_WAY
def test_the_address_of_a_folded_answer_shows_it(arrive, furniture, script):
    page = arrive(script=script).to(f"{furniture.long_post}comments/{furniture.folded_id}/")

    assert path_of(page) == furniture.long_post
    expect(page.locator(f"#comment-{furniture.folded_id}")).to_be_in_viewport()


def test_the_date_of_a_comment_leads_to_it(visitor, furniture):
    page = visitor.to(f"{furniture.long_post}?comments=2")
    comment = page.get_by_role("article").nth(20)

    comment.locator(".comment__when").click()

    assert "comments=2" in page.url
    assert is_in_sight(page, mark_of(page))


@EITHER_WAY
def test_what_stands_on_a_later_page_is_answered_there(arrive, furniture, script):
    page = arrive(script=script).to(f"{furniture.long_post}?comments=3")
    page.get_by_role("link", name="Reply to Deep 0").click()

    expect(page.locator(".respond__title")).to_have_text("Leave a Reply to Deep 0")
    form = page.locator(".respond__form")
    for name, text in (("comment", "I see."), ("name", "Ada"), ("email", "ada@x.example")):
        form.locator(f"[name={name}]").fill(text)
    form.get_by_role("button", name="Post comment").click()

    expect(page.get_by_role("article").filter(has_text="I see.")).to_contain_text("Awaiting")
    assert is_in_sight(page, mark_of(page))
    expect(page.get_by_text("Replies page 3 of 6")).to_be_visible()


def test_no_page_of_a_thread_is_wider_than_its_screen(visitor, furniture):
    for query in ("?comments=1", f"comments/{furniture.folded_id}/"):
        page = visitor.to(furniture.long_post + query)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})

            assert page.evaluate("document.documentElement.scrollWidth") == width
