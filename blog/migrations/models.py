"""Every table there is, for Alembic to compare with what the migrations made."""

from typing import Any

from blog import edition
from blog.admission import model as admission
from blog.answers import model as answers
from blog.authors import model as authors
from blog.comments import model as comments
from blog.db import Base
from blog.decisions import model as decisions
from blog.editors import model as editors
from blog.followers import model as followers
from blog.inbox import model as inbox
from blog.inquiries import model as inquiries
from blog.intake import model as intake
from blog.learned import model as learned
from blog.media import model as media
from blog.menu import model as menu
from blog.notices import model as notices
from blog.outbox import model as outbox
from blog.posts import model as posts
from blog.redirects import model as redirects
from blog.revisions import model as revisions
from blog.saved import model as saved
from blog.search import model as search
from blog.site import model as site
from blog.terms import model as terms
from blog.topics import model as topics
from blog.watch import model as watch

known = (
    *(admission, authors, media, menu, redirects, revisions, terms),
    *(answers, comments, decisions, edition, editors, followers, inbox, inquiries, intake),
    *(learned, notices, outbox, posts, saved, search, site, topics, watch),
)
metadata = Base.metadata


def is_compared(name: str | None, kind: str, _parents: Any) -> bool:
    """The indexes of words are each database's own: tables of FTS5 here, GIN indexes there."""
    words = name or ""
    if kind == "table":
        return not words.startswith(("inquiry_words", "sought_words"))
    if kind == "index":
        return words not in ("ix_inquiry_words", "ix_sought_lexemes")
    return kind != "column" or words != "lexemes"
