"""Who has a post open: said by its page while it is, and answered with who else has."""

from typing import Any

from flask import jsonify
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from wtforms import HiddenField
from wtforms.validators import AnyOf

from blog.db import writing
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import DeskForm
from blog.desk.writing.page import in_words, post_of_mine
from blog.revisions import looking
from blog.web.kit import kit


class PresenceForm(DeskForm):
    """`now` is "looks", "writes" or "leaves"."""

    now = HiddenField(validators=[AnyOf(["looks", "writes", "leaves"])])


@desk.post(f"/posts/<{NUMBER}:post_id>/presence")
def be_at_post(post_id: int) -> Any:
    form = PresenceForm()
    if not form.validate():
        return jsonify(words=form.objection, token=generate_csrf()), 422
    with writing(kit().engine) as session:
        post_of_mine(session, post_id)
        _note(session, post_id, form.now.data or "")
        others = looking.others(session, post_id, but=me().editor_id, now=kit().now())
        return jsonify(words=in_words(session, others))


def _note(session: Session, post_id: int, what: str) -> None:
    mine, now = (post_id, me().editor_id), kit().now()
    if what == "leaves":
        looking.look_away(session, *mine, now=now)
    else:
        looking.look(session, *mine, writes_at=now if what == "writes" else None, now=now)
