"""The page of one comment: all that is known of it, and all that may be done."""

from typing import Any

from flask import abort, render_template, request
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
from blog.web.kit import kit

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
