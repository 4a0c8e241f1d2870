"""The steps of a rehearsal on a site where one of them goes wrong."""

import pytest

from blog.inquiries.model import Inquiry
from blog.rehearsal.steps import Rehearsal, failed_at
from blog.rehearsal.visitor import Answer, Unreachable
from tests.rows import rows
from tests.watch.watching import taken

FORM = """<form action="/contact/" method="post">
<input name="email" type="email"><textarea name="message"></textarea></form>"""


class Wire:
    """A site far away: it answers as it is told."""

    def __init__(self, shown, posted=None):
        self.shown, self.posted = shown, posted

    def get(self, path):
        if self.shown is None:
            raise Unreachable("Connection refused")
        return self.shown

    def post(self, path, fields, header):
        return self.posted


@pytest.mark.parametrize(
    ("wire", "failed", "steps"),
    [
        (Wire(None), "The form is shown: Connection refused", 1),
        (Wire(Answer(status=503, text="")), "The form is shown: The answer is 503, not 200.", 1),
        (Wire(Answer(status=200, text="<p>We moved.")), "The form is shown: /contact/ has no", 1),
        (
            Wire(Answer(status=200, text=FORM), Answer(status=422, text="")),
            "The form is taken: The answer is 422, not 303.",
            2,
        ),
        (
            Wire(Answer(status=200, text=FORM), Answer(status=303, text="")),
            "The inquiry is stored: It is not in the database",
            3,
        ),
    ],
)
def test_the_step_that_fails_is_named_and_no_further_one_is_tried(app, engine, wire, failed, steps):
    with app.app_context():
        found = list(Rehearsal(visitor=wire, send=taken, claimant="us").steps())

    assert failed_at(found).startswith(failed)
    assert len(found) == steps
    assert rows(engine, Inquiry) == []
