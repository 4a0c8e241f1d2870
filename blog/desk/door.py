"""The desk's door: closed to all but editors who signed in, and never kept by any cache."""

import re
from itertools import islice
from typing import Any
from wsgiref.types import WSGIEnvironment

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import Forbidden, HTTPException, NotFound
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions.store import AlreadyDecided
from blog.desk import chrome, rights
from blog.editors import sign_in, store
from blog.editors.roles import Right, may
from blog.editors.store import Present
from blog.web.guard import is_foreign
from blog.web.kit import kit

desk = Blueprint("desk", __name__, url_prefix="/desk")
# Numbers in addresses end where the database's do.
NUMBER = "int(min=1, max=2147483647)"

# The owner's lists of words: those that people pass around come to more than a megabyte.
LONGER_BODIES = {"/desk/settings/comments/": 4 * 1024 * 1024}
# Several pictures at once; how large one may be, its view knows.
UPLOADS = {"/desk/pictures/": 101 * 1024 * 1024}
# A post of 400,000 signs, three bytes each, with room for one that is too long to come back.
_A_POST, _LONGEST_POST = (
    re.compile(r"/desk/(?:posts|pages)/(?:new|[0-9]+)(?:/[a-z]+)*"),
    12 * 1024 * 1024,
)

_TOKEN, _JSON = "token", "application/json"
_OPEN_TO_STRANGERS = frozenset(
    (
        *("desk.sign_in", "desk.try_sign_in", "desk.forgotten", "desk.ask_for_password"),
        *("desk.new_password", "desk.set_password", "desk.welcome", "desk.come_in"),
    )
)
_READS = frozenset(("GET", "HEAD"))
_MOST_FIELDS = 80  # more than any form of ours; a stranger may send half a million


def longest_body(path: str) -> int | None:
    """Where more may be sent than elsewhere, and how many bytes."""
    return _LONGEST_POST if _A_POST.fullmatch(path) else LONGER_BODIES.get(path)


def is_signed_in() -> bool:
    return g.present is not None


def is_perhaps_signed_in(app: Flask, environ: WSGIEnvironment) -> bool:
    """Whether the browser has a session of ours, asked before anything else is done."""
    found = app.session_interface.open_session(app, app.request_class(environ))
    return bool(found and found.get(_TOKEN))


def me() -> Present:
    """The editor who asks."""
    found: Present = g.present
    return found


def is_my_own(first: AlreadyDecided, goal: str) -> bool:
    """Whether who was first is the one who asks, and wanted just this: they clicked twice."""
    decided = first.decision
    return decided is not None and (decided.by, decided.became) == (me().name, goal)


def let_in(token: str) -> None:
    """A new session for the browser; whatever an older one held is gone."""
    session.clear()
    session.permanent = True
    session[_TOKEN] = token


def let_out() -> str:
    """Forget the session in the browser; the token it had, to be ended here as well."""
    token = session.get(_TOKEN, "")
    session.clear()
    return str(token)


def i_may(right: Right) -> bool:
    return may(me().role, right)


def refuse_unless(allowed: bool, words: str) -> None:
    """Where the right to the page is not enough, such as for a post of somebody else."""
    if not allowed:
        raise Forbidden(words)


@desk.before_request
def _as_long_as_it_may_be() -> None:
    """First of all, for who is signed out has the words back as well."""
    if longest := longest_body(request.path):
        request.max_content_length = request.max_form_memory_size = longest
    if longest := UPLOADS.get(request.path):
        request.max_content_length = longest


@desk.before_request
def _same_site_only() -> None:
    if is_foreign():
        raise Forbidden("This came from another website, so nothing was done.")


@desk.before_request
def _editors_only() -> Answer | None:
    g.present = _who_asks()
    if g.present is not None or request.endpoint in _OPEN_TO_STRANGERS:
        return None
    if request.method in _READS:
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("desk.sign_in", next=wanted), 303)
    # What was typed goes into the page, so that it outlives the sign-in.
    typed = ((name, text) for name, text in request.form.items(multi=True) if _is_typed(name))
    page = render_template("desk/signed_out.html", typed=islice(typed, _MOST_FIELDS))
    return Response(page, 401)


@desk.before_request
def _only_with_the_right() -> None:
    """What each part of the desk asks for stands in `rights`."""
    view = current_app.view_functions.get(request.endpoint or "")
    if g.present is None or view is None:
        return
    right = rights.needed(view.__module__)
    if right is Right.OWN and not i_may(right):
        raise Forbidden("This page is for the owner of the site.")
    if right is None or (isinstance(right, Right) and not i_may(right)):
        raise Forbidden("Your role at this desk does not include this page.")


@desk.after_request
def _keep_to_ourselves(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@desk.context_processor
def _around_each_page() -> dict[str, Any]:
    return chrome.around(g.get("present"), now=kit().now())


@desk.errorhandler(NotFound)
@desk.errorhandler(Forbidden)
def _refuse(error: HTTPException) -> Answer:
    if request.headers.get("X-Fragment") == "picture":
        return Response(jsonify(words=error.description).data, error.code, mimetype=_JSON)
    return Response(render_template("desk/refused.html", error=error), error.code)


def _who_asks() -> Present | None:
    token = session.get(_TOKEN)
    if not isinstance(token, str):
        return None
    with reading(kit().engine) as look:
        present = sign_in.who(look, token, now=kit().now())
    if present is not None and sign_in.is_to_be_noted(present, now=kit().now()):
        _note_presence(present)
    return present


def _note_presence(present: Present) -> None:
    try:
        with writing(kit().engine) as session:
            store.see(session, present.session_id, now=kit().now())
    except OperationalError:
        # A full disk shall not close the desk to those who read it; the next request tries again.
        current_app.logger.warning("the time of a visit to the desk could not be written")


def _is_typed(name: str) -> bool:
    return name not in ("csrf_token", "password")
