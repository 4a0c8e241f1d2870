"""What a visitor types; a test names only what it cares about."""

from playwright.sync_api import Locator, Page, Response

REPLY = {
    "name": "Ada Reader",
    "email": "ada@reader.example",
    "comment": "The part about duration made it click.",
}
LINE = {
    "name": "Sam Stranger",
    "email": "sam@prospect.example",
    "message": "We are twelve people and would like a coach.",
}


def reply_form(page: Page) -> Locator:
    return page.locator(".respond__form")


def line_form(page: Page) -> Locator:
    return page.locator(".line__form")


def reply(page: Page, **fields: str) -> Response:
    """The answer, once its page is there."""
    fill(reply_form(page), REPLY | fields)
    return send(reply_form(page))


def drop_a_line(page: Page, **fields: str) -> Response:
    fill(line_form(page), LINE | fields)
    return send(line_form(page))


def fill(form: Locator, fields: dict[str, str]) -> None:
    for name, text in fields.items():
        form.locator(f"[name={name}]").fill(text)


def send(form: Locator) -> Response:
    with form.page.expect_navigation() as answer:
        form.get_by_role("button").first.click()
    assert answer.value is not None
    return answer.value


def typed_in(form: Locator, *names: str) -> list[str]:
    return [form.locator(f"[name={name}]").input_value() for name in names]


def leave_the_checking_to_the_site(form: Locator) -> None:
    """As a browser does that does not know how to check."""
    form.evaluate("form => { form.noValidate = true }")
