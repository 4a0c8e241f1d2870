"""What a person has in front of them: a browser of their own, and what went wrong in it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response
from sqlalchemy import Engine

from blog.db import open_engine
from tests.serving.site import Site

POST = "/blog/coaching-vs-mentorship/"
EITHER_WAY = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
PATIENCE_MILLISECONDS = 20_000

# Said aloud, so that it is heard in whichever page or frame it happens.
_TELL_WHAT_RUNS = """
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...said) => console.error("executed", name, ...said);
"""
# Chromium says it of every page that is no 200; `_hear_answer` knows which of them are at fault.
_SAID_OF_ANSWERS = "Failed to load resource: the server responded with a status of"


class Visit:
    """A fresh browser on the site. `complaints` is what no page of ours may ever cause."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self.base = base
        self.complaints: list[str] = []
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        context.add_init_script(_TELL_WHAT_RUNS)
        context.on("request", self._hear_request)
        context.on("response", self._hear_answer)
        context.on("console", self._hear_console)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("dialog", self._hear_dialog)
        self.page: Page = context.new_page()

    def to(self, path: str) -> Page:
        """The page, opened there."""
        self.page.goto(path)
        return self.page

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:", "about:")):
            self.complaints.append(f"another host: {request.url}")

    def _hear_answer(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_SAID_OF_ANSWERS):
            self.complaints.append(f"console: {message.text}")

    def _hear_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.type} {dialog.message}")
        dialog.dismiss()


def records_of(site: Site) -> Engine:
    """The database of a running site, for what no page shows."""
    return open_engine(f"sqlite:///{site.instance / 'site.db'}")


def letters_of(site: Site) -> list[Path]:
    return sorted((site.instance / "mail").glob("*.eml"))


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def is_in_sight(page: Page, id: str) -> bool:
    """Whether the screen shows the top of it."""
    return bool(
        page.evaluate(
            """id => {
              const top = document.getElementById(id).getBoundingClientRect().top;
              return top >= 0 && top < innerHeight;
            }""",
            id,
        )
    )


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))
