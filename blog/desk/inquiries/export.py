"""What is filtered, as a table for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, request
from sqlalchemy import Engine

from blog import owner
from blog.db import reading
from blog.desk.door import desk
from blog.desk.inquiries.inbox import people_of
from blog.desk.inquiries.place import place_asked
from blog.inbox.listed import store
from blog.inbox.listed.asked import Asked
from blog.inquiries.reference import reference
from blog.web.kit import kit
from blog.web.times import in_zone

COLUMNS = (
    *("reference", "state", "received", "name", "email", "phone", "organisation", "reach"),
    *("best time", "topic", "message", "page", "labels", "starred", "assignee", "due", "moved"),
    *("seen", "answered", "reasons", "weights", "taught", "consent", "network", "rehearsal"),
)
# What a spreadsheet takes for a formula, also behind signs that show nothing (OWASP).
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_FIRST = ("\t", "\r", "\n")
_BOM = "\ufeff"


@desk.get("/inquiries/export.csv")
def export_inquiries() -> Response:
    place, bom = place_asked(), bool(request.args.get("bom"))
    zone = ZoneInfo(owner.wishes().zone)
    # written while it is sent, when nothing of this request is there any more
    answer = Response(_lines(kit().engine, place.asked, zone, bom=bom))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8; header=present"
    name = f"inquiries-{in_zone(kit().now(), zone.key).date()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def tame(word: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe makes it text."""
    return f"'{word}" if word.startswith(_FIRST) or _FORMULA.match(word) else word


def _lines(engine: Engine, asked: Asked, zone: ZoneInfo, *, bom: bool) -> Iterator[str]:
    yield (_BOM if bom else "") + _written([COLUMNS])
    with reading(engine) as look:
        names = {number: person.name for number, person in people_of(look).items()}
        for rows, labels in store.exported(look, asked):
            yield _written([_cells(row, labels.get(row.id, ()), names, zone) for row in rows])


def _written(rows: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _cells(
    row: Any, labels: tuple[str, ...], names: dict[int, str], zone: ZoneInfo
) -> tuple[str, ...]:
    def at(moment: datetime | None) -> str:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment else ""

    words = (
        *(reference(row.id), row.state, at(row.created_at), row.name, row.email, row.phone),
        *(row.organisation, row.reach, row.best_time, row.topic, row.message, row.page),
        *(", ".join(labels), _yes(row.starred), names.get(row.assignee_id, "")),
        *(row.due_on.isoformat() if row.due_on else "", at(row.moved_at), at(row.seen_at)),
        *(at(row.answered_at), "; ".join(row.reasons), "; ".join(map(str, row.weights or ()))),
        *(row.taught, row.consent, row.network, _yes(row.rehearsal)),
    )
    return tuple(tame(word) for word in words)


def _yes(it: bool) -> str:
    return "yes" if it else ""
