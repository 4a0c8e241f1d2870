"""What a person has in front of them: a browser of their own, and what went wrong in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    expect,
)
from sqlalchemy import Engine

from blog.db import open_engine
from tests.serving.site import Site

POST = "/blog/coaching-vs-mentorship/"
EITHER_WAY = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])

_PATIENCE_MILLISECONDS = 20_000
# Said aloud, so that it is heard in whichever page or frame it happens.
_TELL_WHAT_RUNS = """
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...said) => console.error("executed", name, ...said);
"""
# Chromium says it of every answer that is no 200; `_hear_answer` knows which are at fault.
_SAID_OF_ANSWERS = "Failed to load resource: the server responded with a status of"

expect.set_options(timeout=_PATIENCE_MILLISECONDS)


class Visit:
    """A fresh browser on the site, which hears what no page of ours may ever cause."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self._heard: list[str] = []
        self._base = base
        context.set_default_timeout(_PATIENCE_MILLISECONDS)
        context.add_init_script(_TELL_WHAT_RUNS)
        context.on("request", self._hear_request)
        context.on("response", self._hear_answer)
        context.on("console", self._hear_console)
        context.on("weberror", lambda error: self._heard.append(f"error: {error.error}"))
        context.on("dialog", self._hear_dialog)
        self.page: Page = context.new_page()

    def to(self, path: str) -> Page:
        """The page, opened there."""
        self.page.goto(path)
        return self.page

    def complaints(self) -> list[str]:
        """What was heard since this was last asked."""
        heard, self._heard = self._heard, []
        return heard

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith(f"{self._base}/"):
            self._heard.append(f"asked elsewhere: {request.url}")

    def _hear_answer(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._heard.append(f"{response.status}: {response.url}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_SAID_OF_ANSWERS):
            self._heard.append(f"console: {message.text}")

    def _hear_dialog(self, dialog: Dialog) -> None:
        self._heard.append(f"dialog: {dialog.type} {dialog.message}")
        dialog.dismiss()


@contextmanager
def visiting(
    chromium: Browser, site: Site, *, script: bool = True, **options: Any
) -> Iterator[Visit]:
    """Somebody comes with a browser that has nothing in it, and leaves without a complaint."""
    context = chromium.new_context(base_url=site.base, java_script_enabled=script, **options)
    visit = Visit(context, site.base)
    yield visit
    context.close()
    assert visit.complaints() == []


def records_of(site: Site) -> Engine:
    """The database of a running site, for what no page shows."""
    return open_engine(f"sqlite:///{site.instance / 'site.db'}")


def letters_of(site: Site) -> list[Path]:
    return sorted((site.instance / "mail").glob("*.eml"))


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def mark_of(page: Page) -> str:
    return urlsplit(page.url).fragment


def is_in_sight(page: Page, id: str) -> bool:
    """Whether the screen shows the top of it."""
    return bool(page.evaluate(_IS_IN_SIGHT, id))


_IS_IN_SIGHT = """id => {
  const top = document.getElementById(id).getBoundingClientRect().top;
  return top >= 0 && top < innerHeight;
}"""
