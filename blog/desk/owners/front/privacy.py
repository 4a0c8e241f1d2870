"""A draft of a privacy page, made from the settings as they are; it overwrites nothing."""

from flask import redirect, render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.comments.revise import FRESH
from blog.db import reading
from blog.desk.door import desk, me
from blog.desk.forms import ButtonForm
from blog.desk.owners.keeping import kept
from blog.editors.sign_in import LONGEST
from blog.errands import COUNTS_ARE_KEPT, ENTRIES_ARE_KEPT
from blog.followers.links import CONFIRM_WITHIN
from blog.inquiries.draft import labels_with
from blog.posts import store as posts
from blog.posts.model import Kind, Post
from blog.posts.write import Draft, write
from blog.privacy.draft import LEAD, SLUG, TITLE, Facts, draft
from blog.text.prose.posts import post_html
from blog.web.kit import kit


@desk.get("/settings/privacy/")
def privacy() -> str:
    return _page(ButtonForm(formdata=None))


@desk.post("/settings/privacy/")
def draft_privacy() -> Answer | tuple[str, int]:
    form = ButtonForm()
    written: list[Post] = []

    def keep(session: Session) -> str:
        words = Draft(
            title=TITLE,
            slug=_free_slug(session),
            lead=LEAD,
            body=draft(facts()),
            comments_open=False,
            kind=Kind.PAGE,
        )
        written.append(write(session, words, author=me().name, now=kit().now()))
        return "This is the draft. Read it, make it yours, and publish it when it says the truth."

    answer = kept(form, keep, page=lambda: _page(form), to="", for_readers=False)
    if not isinstance(answer, Answer):
        return answer
    return redirect(url_for("desk.edit_post", post_id=written[0].id), 303)


def facts() -> Facts:
    """As the site is set up now."""
    wished, discussion, reception = owner.wishes(), owner.discussion(), owner.reception()
    return Facts(
        site=wished.name,
        place=", ".join(each for each in (wished.street, wished.city) if each),
        email=wished.office_email,
        asked=_asked(),
        asks_consent=bool(reception.consent_text),
        sends_receipt=reception.receipt_on,
        tells_of_held=discussion.held_letters,
        tells_of_approved=discussion.approved_letters,
        spam_days=discussion.spam_days,
        trash_days=discussion.trash_days,
        minutes_to_correct=int(FRESH.total_seconds() // 60),
        days_to_confirm=CONFIRM_WITHIN.days,
        days_of_counts=COUNTS_ARE_KEPT.days,
        days_signed_in=LONGEST.days,
        days_of_entries=ENTRIES_ARE_KEPT.days,
    )


def _asked() -> tuple[str, ...]:
    """The topic is asked for once there are two to choose from."""
    wished = owner.reception()
    labels = labels_with(wished.line_words)
    has_topics = sum(topic.is_on for topic in owner.topics()) > 1
    names = (*(["topic"] if has_topics else []), *wished.line_fields)
    return tuple(labels[name] for name in names)


def _free_slug(session: Session) -> str:
    slugs = (SLUG, *(f"{SLUG}-{number}" for number in range(2, 1_000)))
    return next(slug for slug in slugs if not posts.slug_taken(session, slug))


def _page(form: ButtonForm) -> str:
    with reading(kit().engine) as look:
        taken = posts.slug_taken(look, SLUG)
    # post_html sanitises, so that its result may be shown as it is
    shown = Markup(post_html(draft(facts())))
    return render_template("desk/front/privacy.html", form=form, shown=shown, taken=taken)
