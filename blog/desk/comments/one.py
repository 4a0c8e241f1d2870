"""The page of one comment: all that is known of it, and all that may be done."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import abort, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from blog.comments.model import Status
from blog.db import reading
from blog.decisions import store as decisions
from blog.desk.comments.forms import fingerprint
from blog.desk.comments.place import Place, place_asked
from blog.desk.comments.queue import around
from blog.desk.door import NUMBER, desk
from blog.moderation.block import BLOCK
from blog.moderation.edit import TEXT
from blog.moderation.moderate import COMMENT
from blog.moderation.trust import AUTHOR
from blog.outbox import store as outbox
from blog.queue import store
from blog.web.fields import as_text
from blog.web.kit import kit

_View = ParamSpec("_View")
_ABOUT_IT = (COMMENT, TEXT, AUTHOR, BLOCK)


@desk.get(f"/comments/<{NUMBER}:comment_id>/")
def comment(comment_id: int) -> str | Answer:
    return page(place_asked(on=comment_id), comment_id)


def page(place: Place, comment_id: int, **refusal: Any) -> str:
    """`refusal` holds the words that were not taken, by the name of their form, and why not."""
    with reading(kit().engine) as look:
        found = store.queued(look, [comment_id]) or abort(404)
        letters = outbox.about(look, COMMENT, comment_id)
        shown = around(look, place.but(status=Status(found[0].comment.status)), found)
        back = place if "status" in request.args else shown["place"]
        return render_template(
            "desk/comments/one.html",
            **shown | {"query": place.query, "back": back.but(on=0)},
            queued=found[0],
            seen_text=fingerprint(found[0].comment.text),
            history=decisions.of_all(look, _ABOUT_IT, comment_id),
            letters=letters,
            attempts=outbox.attempts_by_letter(look, [letter.id for letter in letters]),
            **refusal,
        )


def keeping_words(view: Callable[_View, Any]) -> Callable[_View, Any]:
    """What an editor typed about a comment that is gone by now is handed back."""

    @wraps(view)
    def kept(*args: _View.args, **kwargs: _View.kwargs) -> Any:
        try:
            return view(*args, **kwargs)
        except NotFound:
            unsent = as_text(request.form.get("text") or request.form.get("line")) or ""
            return render_template("desk/comments/gone.html", unsent=unsent), 410

    return kept
