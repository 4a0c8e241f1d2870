"""What the owner wishes, for both doors; read again only when the edition has turned."""

import sqlite3
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from flask import current_app, g, has_request_context

from blog import edition
from blog.comments.policy import Policy, Publish
from blog.config import BadSettings
from blog.db import NO_DATABASE, reading, writing
from blog.frame import Frame, frame_of
from blog.inquiries import routing
from blog.outbox.office import Office
from blog.site import store
from blog.site.discussion import Discussion
from blog.site.reception import Reception
from blog.site.wishes import Wishes
from blog.spam.signals import Limits
from blog.spam.words import words_in
from blog.topics import store as topics_store
from blog.topics.topic import Topic
from blog.web import times
from blog.web.kit import kit

_SETTLED = "office settled"


@dataclass(frozen=True, kw_only=True)
class _Wished:
    """All that the owner wishes, read at once."""

    wishes: Wishes = field(default_factory=Wishes)
    discussion: Discussion = field(default_factory=Discussion)
    policy: Policy = field(default_factory=Policy)
    reception: Reception = field(default_factory=Reception)
    topics: tuple[Topic, ...] = ()
    frame: Frame = field(default_factory=Frame)


def wishes() -> Wishes:
    """Of the site, as this request found them."""
    return _wished().wishes


def discussion() -> Discussion:
    """Of comments, as this request found it."""
    return _wished().discussion


def reception() -> Reception:
    """Of inquiries, as this request found it."""
    return _wished().reception


def topics() -> tuple[Topic, ...]:
    """What an inquiry may be about, in order, those that are off as well."""
    return _wished().topics


def frame() -> Frame:
    """What stands around each public page, the menu above all."""
    return _wished().frame


def policy() -> Policy:
    """The same as the rules read it."""
    return _wished().policy


def _wished() -> _Wished:
    if not has_request_context():
        return _wished_now()
    if "wished" not in g:
        g.wished = _wished_now()
    found: _Wished = g.wished
    return found


def _wished_now() -> _Wished:
    """Saving the settings turns the edition, so this is never older than the page around it.

    While the database does not answer, what was read last: the page that says so needs it."""
    seen, kept = current_app.extensions.get("wished", (None, _Wished()))
    try:
        number = kit().edition()  # before reading: too new for its number is fine, too old is not
        if seen != number:
            kept = _read()
            current_app.extensions["wished"] = (number, kept)
    except (*NO_DATABASE, sqlite3.Error):
        current_app.logger.error("The settings could not be read")
    assert isinstance(kept, _Wished)
    return kept


def _read() -> _Wished:
    with reading(kit().engine) as session:
        wishes, wished = store.wishes(session), store.discussion(session)
        return _Wished(
            wishes=wishes,
            frame=frame_of(session, wishes),
            discussion=wished,
            policy=policy_of(wished),
            reception=store.reception(session),
            topics=topics_store.all_of(session),
        )


def policy_of(wished: Discussion) -> Policy:
    return Policy(
        publish=Publish(wished.publish),
        tell_of_approved=wished.approved_letters,
        limits=Limits(
            links_to_hold_at=wished.links_to_hold_at,
            hold_words=words_in(wished.hold_words),
            block_words=words_in(wished.block_words),
            lately_from_network=wished.lately_from_network,
            learned_holds_at=wished.learned_holds_at,
            learned_spam_at=wished.learned_spam_at,
            spam_at=wished.spam_at,
        ),
    )


def office() -> Office:
    """Letters go to the address on the site where the owner has named no other."""
    wished, url = wishes(), kit().settings.public_url
    return Office(
        letters_to=wished.letters_to or (wished.office_email,),
        site_name=wished.name,
        public_url=url,
        domain=_domain_of(kit().settings.mail.sender) or urlsplit(url).hostname or "localhost",
        secret=kit().settings.secret_key,
    )


def office_for(topic_id: int | None) -> Office:
    """With those that get the letter about an inquiry on that topic, whoever is away today."""
    found = office()
    topic = next((it for it in topics() if it.id == topic_id), None)
    to = routing.recipients(
        topic.letters_to if topic else (),
        found.letters_to,
        reception().absences,
        today=times.in_zone(kit().now(), wishes().zone).date(),
    )
    return replace(found, letters_to=to)


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
