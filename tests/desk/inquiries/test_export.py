"""The export: all of what is filtered, and nothing a spreadsheet would run."""

import csv
import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.desk.inquiries.export import COLUMNS
from blog.editors.model import Editor
from blog.inbox import store as beside
from blog.inquiries.model import State
from blog.inquiries.reference import reference
from blog.text.plain import clean_text
from tests import make
from tests.clock import NOON
from tests.shared_data import shared

EXPORT = "/desk/inquiries/export.csv"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def table(client: FlaskClient, query: str = "state=all") -> list[dict[str, str]]:
    answer = client.get(f"{EXPORT}?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))


def test_every_field_is_there_with_times_that_name_their_zone(
    client: FlaskClient, engine: Engine, editor: Editor
):
    with writing(engine) as session:
        inquiry = make.an_inquiry(
            session, message='Two lines,\n"quoted"', phone="555 0100", organisation="Tea",
            reach="By phone", best_time="noon", topic="Coaching", consent="I agree.", starred=True,
            reasons=["3 links"], weights=[45], assignee_id=editor.id, due_on=NOON.date(),
            seen_at=NOON, answered_at=NOON + timedelta(hours=1), moved_at=NOON,
        )  # fmt: skip
        beside.label(session, inquiry.id, "urgent")
        beside.label(session, inquiry.id, "later")

    (row,) = table(client)

    assert tuple(row) == COLUMNS
    assert (row["reference"], row["state"]) == (reference(inquiry.id), "new")
    assert row["message"] == 'Two lines,\n"quoted"'
    assert row["received"] == "2026-11-23T04:00:00-08:00"
    assert row["answered"] == "2026-11-23T05:00:00-08:00"
    assert (row["labels"], row["starred"], row["assignee"]) == ("later, urgent", "yes", "Erin")
    assert (row["due"], row["reasons"], row["weights"]) == ("2026-11-23", "3 links", "45")
    assert (row["organisation"], row["consent"], row["topic"]) == ("Tea", "I agree.", "Coaching")


def test_what_is_filtered_is_exported_and_in_its_order(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        make.an_inquiry(session, name="Ada", created_at=NOON - timedelta(hours=1))
        make.an_inquiry(session, name="Sam")
        make.an_inquiry(session, name="Eve", state=State.SPAM)
        make.an_inquiry(session, name="Rehearsal", rehearsal=True)

    assert [row["name"] for row in table(client, "state=new")] == ["Sam", "Ada"]
    assert [row["name"] for row in table(client, "state=new&order=oldest")] == ["Ada", "Sam"]
    assert [row["name"] for row in table(client, "state=all&words=eve")] == ["Eve"]


def test_more_than_one_batch_is_exported_whole(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        for number in range(1_203):
            make.an_inquiry(session, name=f"Sam {number}")

    assert len({row["name"] for row in table(client)}) == 1_203


def test_the_file_is_for_editors_and_kept_by_nobody(client: FlaskClient):
    plain, marked = client.get(EXPORT), client.get(f"{EXPORT}?bom=1")

    assert plain.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    assert plain.headers["Content-Disposition"] == (
        'attachment; filename="inquiries-2026-11-23.csv"'
    )
    assert plain.headers["Cache-Control"] == "no-store"
    assert plain.data[:1] == b'"'
    assert marked.data[:3] == b"\xef\xbb\xbf"


def test_real_formulas_come_out_as_text(client: FlaskClient, engine: Engine):
    folder = shared("badinput/csv-formula")
    lines = [
        line
        for path in sorted(folder.iterdir())
        for line in path.read_text("utf-8", "replace").splitlines()
        if clean_text(line)
    ]
    assert lines
    with writing(engine) as session:
        for line in lines:
            said = clean_text(line)
            make.an_inquiry(session, name=said[:245], organisation=said[:245], message=said)

    found = table(client, "state=all&order=oldest")

    assert len(found) == len(lines)
    for line, row in zip(lines, found, strict=True):
        for cell in (row["name"], row["organisation"], row["message"]):
            assert cell.lstrip()[:1] not in tuple("=+-@")
            assert cell.removeprefix("'")[:50] == clean_text(line)[:50]
