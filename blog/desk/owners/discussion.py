"""The owner's wishes about comments, and whom the editors trust."""

from dataclasses import replace

from flask import redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.comments.model import Trusted
from blog.comments.submit import BOOK
from blog.db import reading, writing
from blog.desk.chrome import say
from blog.desk.door import desk
from blog.desk.owners.discussion_form import DiscussionForm, DistrustForm, filled_with
from blog.desk.owners.keeping import Meanwhile, kept
from blog.learned import train
from blog.moderation import store as moderation
from blog.moderation.trust import distrust
from blog.site import store
from blog.site.blocked import joined_since, mark_of
from blog.text.plain import shortened
from blog.web.fields import typed
from blog.web.kit import kit

_CHANGED = (
    "Somebody took lines off the blocked words after you opened this page, so nothing was saved. "
    "All that you typed is still here: saving again keeps the list as it stands below."
)
_MOST_NAMED = 5


@desk.get("/settings/comments/")
def discussion() -> str:
    with reading(kit().engine) as look:
        wished = store.discussion(look)
    return _page(filled_with(wished))


@desk.post("/settings/comments/")
def keep_discussion() -> Answer | tuple[str, int]:
    form = DiscussionForm()

    def keep(session: Session) -> str:
        joined = _keep(session, form)
        return f"The rules are saved. They count from the next comment on.{_said_of(joined)}"

    return kept(form, keep, page=lambda: _page(form), to=url_for("desk.discussion"))


@desk.post("/settings/comments/distrusted")
def distrust_author() -> Answer | tuple[str, int]:
    form = DistrustForm()
    if not form.validate():
        with reading(kit().engine) as look:
            again = filled_with(store.discussion(look))
        again.object_to(form.objection)
        return _page(again), 422
    email_key, name = typed(form.email_key), typed(form.name)
    with writing(kit().engine) as session:
        was_trusted = distrust(session, email_key, name)
    say(f"{name} is no longer trusted." if was_trusted else f"{name} was not trusted any more.")
    return redirect(url_for("desk.discussion"), 303)


def _keep(session: Session, form: DiscussionForm) -> list[str]:
    """The lines that an editor blocked since the page was opened: they are kept as well."""
    stands, wished = store.blocked_words(session), form.discussion()
    since = joined_since(stands, typed(form.words_seen))
    if since is None and stands.strip() != wished.block_words.strip():
        form.words_seen.data = mark_of(stands)
        raise Meanwhile(_CHANGED)
    mine = wished.block_words.splitlines()
    joined = [line for line in since or () if line not in mine]
    words = "\n".join([*mine, *joined]) if joined else wished.block_words
    store.keep(session, replace(wished, block_words=words))
    return joined


def _said_of(joined: list[str]) -> str:
    named = ", ".join(f"“{shortened(line, 60)}”" for line in joined[:_MOST_NAMED])
    rest = f" and {len(joined) - _MOST_NAMED:,} more" if len(joined) > _MOST_NAMED else ""
    return f" Blocked by an editor meanwhile, and kept: {named}{rest}." if joined else ""


def _page(form: DiscussionForm) -> str:
    with reading(kit().engine) as look:
        trusted: list[Trusted] = moderation.trusted(look)
        knowledge = train.knowledge(look, BOOK)
    return render_template(
        "desk/discussion.html", form=form, trusted=trusted, knowledge=knowledge.words
    )
