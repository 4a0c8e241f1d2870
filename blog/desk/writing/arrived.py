"""Which forms have arrived: a browser keeps what it sent until it is told so."""

import re

from flask import request, session

_KEY = "arrived"
_MOST = 8  # of as many pages at once as anybody writes on
_MARK = re.compile(r"[0-9a-z]{1,40}")


def note_arrival() -> None:
    """The text of the form at hand is at the server now. A form sent without the script has no
    mark, and needs none."""
    mark = request.form.get("sent", "")
    if _MARK.fullmatch(mark):
        session[_KEY] = [*(it for it in arrived() if it != mark), mark][-_MOST:]


def arrived() -> list[str]:
    """The marks of the last ones, the latest last."""
    found: list[str] = session.get(_KEY, [])
    return found
