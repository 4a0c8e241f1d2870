"""A new password by letter. Whoever asks learns nothing of who is an editor here."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.admission import letters, store, tokens
from blog.admission.model import What
from blog.editors import store as editors
from blog.editors.model import Editor
from blog.editors.sign_in import From
from blog.outbox.office import Office
from blog.outbox.write import write

FOR = timedelta(hours=1)


def answer(
    session: Session, *, office: Office, in_words: Callable[[datetime], str], now: datetime
) -> int:
    """Write to those who asked and are editors; how many. Whoever asked twice gets one letter,
    and what was asked longer ago than a link lives is let be."""
    asked = {it.email for it in store.take_asked(session) if it.at > now - FOR}
    found = [it for it in (editors.by_email(session, email) for email in sorted(asked)) if it]
    for editor in found:
        token = tokens.new()
        until = now + FOR
        store.keep_reset(session, editor.id, token_hash=tokens.hashed(token), now=now, until=until)
        letter = letters.reset(editor, token, office=office, until=in_words(until))
        write(session, letter, domain=office.domain, now=now)
    return len(found)


def use(
    session: Session, token: str, *, editor: Editor, kept: str, come_from: From, now: datetime
) -> bool:
    """The password is the new one, and every session with the old one ends. False where the link
    opens nothing any more."""
    if not store.use_reset(session, tokens.hashed(token), now=now):
        return False
    return change(session, editor, kept=kept, what=What.RESET, come_from=come_from, now=now)


def change(
    session: Session, editor: Editor, *, kept: str, what: What, come_from: From, now: datetime
) -> bool:
    """False where it was changed since `editor` was read. A link asked for before opens nothing."""
    if not editors.change_password(session, editor.id, seen=editor.password, to=kept):
        return False
    editors.end_all(session, editor.id)
    store.end_reset(session, editor.id)
    store.note(
        session,
        editor.email,
        what=what,
        network=come_from.network,
        browser=come_from.browser,
        now=now,
    )
    return True


def tell(session: Session, editor: Editor, *, office: Office, at: str, now: datetime) -> None:
    """A word to the person that their password was changed."""
    letter = letters.changed(editor, office=office, at=at)
    write(session, letter, domain=office.domain, now=now)
