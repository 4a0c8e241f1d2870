"""What the owner wishes, for both doors; read again only when the edition has turned."""

import sqlite3
from dataclasses import replace
from urllib.parse import urlsplit

from flask import current_app, g, has_request_context

from blog import edition
from blog.config import BadSettings
from blog.db import NO_DATABASE, reading, writing
from blog.outbox.office import Office
from blog.site import store
from blog.site.wishes import Wishes
from blog.web.kit import kit

_SETTLED = "office settled"


def wishes() -> Wishes:
    """As this request found them."""
    if not has_request_context():
        return _wishes_now()
    if "wishes" not in g:
        g.wishes = _wishes_now()
    found: Wishes = g.wishes
    return found


def _wishes_now() -> Wishes:
    """Saving the settings turns the edition, so this is never older than the page around it.

    While the database does not answer, what was read last: the page that says so needs it."""
    seen, kept = current_app.extensions.get("wishes", (None, Wishes()))
    try:
        number = kit().edition()  # before reading: too new for its number is fine, too old is not
        if seen != number:
            with reading(kit().engine) as session:
                kept = store.wishes(session)
            current_app.extensions["wishes"] = (number, kept)
    except (*NO_DATABASE, sqlite3.Error):
        current_app.logger.error("The settings could not be read")
    assert isinstance(kept, Wishes)
    return kept


def office() -> Office:
    """Letters go to the address on the site where the owner has named no other."""
    wished, url = wishes(), kit().settings.public_url
    return Office(
        letters_to=wished.letters_to or (wished.office_email,),
        site_name=wished.name,
        public_url=url,
        domain=_domain_of(kit().settings.mail.sender) or urlsplit(url).hostname or "localhost",
    )


def _domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip("> ")


def settle() -> None:
    """At the first start, whom FLASK_OFFICE_EMAIL names gets the letters; later the desk says."""
    with reading(kit().engine) as session:
        if _SETTLED in store.marks(session):
            return
    given = kit().settings.office_email
    if kit().settings.mail.server and not given:
        raise BadSettings("FLASK_OFFICE_EMAIL: name the address that gets the office's letters.")
    with writing(kit().engine) as session:
        if store.claim(session, _SETTLED) and given:
            wished = replace(store.wishes(session), letters_to=given, office_email=given[0])
            store.keep(session, wished)
            edition.turn(session)
