"""The owner's wishes about inquiries, on two pages: the form with its answers, and the letters."""

from datetime import date

from flask import render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading
from blog.desk.door import desk
from blog.desk.owners import inquiries_form, letters_form
from blog.desk.owners.inquiries_form import InquiriesForm
from blog.desk.owners.keeping import kept
from blog.desk.owners.letters_form import LettersForm
from blog.inquiries.reference import reference
from blog.saved.fill import fill
from blog.site import store
from blog.site.reception import FIELDS, USUAL_WORDS, Reception
from blog.text.markup import consent_html
from blog.web.kit import kit
from blog.web.times import in_zone

_SAMPLE = 1042  # of the letter that is shown


@desk.get("/settings/inquiries/")
def inquiries_settings() -> str:
    return _inquiries_page(inquiries_form.filled_with(_wished()))


@desk.post("/settings/inquiries/")
def keep_inquiries_settings() -> Answer | tuple[str, int]:
    form = InquiriesForm()

    def keep(session: Session) -> str:
        store.keep(session, form.reception(), only=inquiries_form.KEPT)
        return "The settings are saved. The form shows them at once."

    to = url_for("desk.inquiries_settings")
    return kept(form, keep, page=lambda: _inquiries_page(form), to=to)


@desk.get("/settings/letters/")
def letters_settings() -> str:
    return _letters_page(letters_form.filled_with(_wished()))


@desk.post("/settings/letters/")
def keep_letters_settings() -> Answer | tuple[str, int]:
    form = LettersForm()

    def keep(session: Session) -> str:
        store.keep(session, form.reception(today=_today()), only=letters_form.KEPT)
        return "The settings are saved."

    return kept(form, keep, page=lambda: _letters_page(form), to=url_for("desk.letters_settings"))


def _wished() -> Reception:
    with reading(kit().engine) as look:
        return store.reception(look)


def _today() -> date:
    return in_zone(kit().now(), owner.wishes().zone).date()


def _inquiries_page(form: InquiriesForm) -> str:
    """Beside what is typed stands what is saved, as people get it."""
    wished = owner.reception()
    said = {
        "reference": reference(_SAMPLE),
        "site": owner.wishes().name,
        "status": f"{kit().settings.public_url}/status/…",
    }
    return render_template(
        "desk/settings_inquiries.html",
        form=form,
        names=tuple(USUAL_WORDS),
        usual=USUAL_WORDS,
        optional=FIELDS,
        consent=Markup(consent_html(wished.consent_text)),
        letter={
            "subject": fill(wished.receipt_subject, said),
            "text": fill(wished.receipt_text, said),
        },
    )


def _letters_page(form: LettersForm) -> str:
    return render_template("desk/settings_letters.html", form=form.with_empty_rows())
