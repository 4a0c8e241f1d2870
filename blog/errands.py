"""What the courier does beside delivering: it gathers letters to the office, and tidies."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from blog import owner
from blog.admission import reset
from blog.admission import store as admission
from blog.comments.model import Status
from blog.db import reading, writing
from blog.editors import store as editors
from blog.editors.model import Editor
from blog.editors.people import email_key
from blog.followers import follow
from blog.intake import store as intake
from blog.moderation import empty
from blog.notices import store as notices
from blog.notices.gather import Recipient, gather
from blog.outbox.office import Office
from blog.site.discussion import Discussion
from blog.trash import delete as trash
from blog.web.kit import kit
from blog.web.times import moment

COUNTS_ARE_KEPT = timedelta(days=2)
ENTRIES_ARE_KEPT = timedelta(days=90)


def tell_the_office(app: Flask) -> None:
    """Write the letters about comments that are due. Asked each second; while nothing is owed
    that is one small question to the database."""
    engine = app.extensions["kit"].engine
    with reading(engine) as look:
        if not notices.is_owed(look):
            return
        told = notices.told_at(look)
    with app.app_context():
        _tell(told)


def answer_who_forgot(app: Flask) -> None:
    """Write the letters with a link to a new password. While nobody asked for one, that is one
    small question to the database."""
    engine = app.extensions["kit"].engine
    with reading(engine) as look:
        if not admission.is_anything_asked(look):
            return
    with app.app_context():
        zone, office = owner.wishes().zone, owner.office()
        with writing(engine) as session:
            reset.answer(
                session, office=office, in_words=lambda at: moment(at, zone), now=kit().now()
            )


def _tell(told: datetime | None) -> None:
    wished, office, now = owner.discussion(), owner.office(), kit().now()
    pause = timedelta(minutes=wished.minutes_between_letters)
    if not notices.is_due(told, pause=pause, now=now):
        return
    with writing(kit().engine) as session:
        gather(
            session,
            recipients(session, wished, office),
            wanted=_wanted(wished),
            pause=pause,
            office=office,
            now=now,
        )


def recipients(session: Session, wished: Discussion, office: Office) -> list[Recipient]:
    """Whom letters about comments go to: the addresses the owner named for them or else the
    office's, and editors about their own posts if the owner wants that. Each address once."""
    people = editors.everyone(session)
    numbers = {editor.email: editor.id for editor in people}
    named = {email_key(it): it for it in wished.comment_letters_to or office.letters_to}
    found = [
        Recipient(address=address, editor_id=numbers.get(key, 0)) for key, address in named.items()
    ]
    if not wished.author_gets_letters:
        return found
    return found + [_of_own_posts(editor) for editor in people if editor.email not in named]


def _of_own_posts(editor: Editor) -> Recipient:
    return Recipient(address=editor.email, editor_id=editor.id, only_posts_of=editor.name)


def _wanted(wished: Discussion) -> set[Status]:
    wishes = {Status.HELD: wished.held_letters, Status.APPROVED: wished.approved_letters}
    return {status for status, is_wanted in wishes.items() if is_wanted}


def tidy(app: Flask) -> None:
    """Forget, every hour, what is kept for a time only."""
    with app.app_context():
        wished, now = owner.discussion(), kit().now()
        with writing(kit().engine) as session:
            intake.forget(session, before=now - COUNTS_ARE_KEPT)
            empty.tidy(session, spam_days=wished.spam_days, trash_days=wished.trash_days, now=now)
            follow.forget_unanswered(session, now=now)
            admission.forget(session, before=now - ENTRIES_ARE_KEPT, now=now)
            trash.tidy(session, now=now)
