"""Pages for what went wrong; each says what to do now, none shows how the site is made."""

import re

from flask import Response, current_app, render_template, request
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from blog.db import NO_DATABASE, cause_of
from blog.public.door import private, public
from blog.public.moved import moved
from blog.text.plain import one_line

_LONGEST_PATH, _LONGEST_WORDS = 500, 100
_ENDING = re.compile(r"\.[a-z0-9]{2,5}$")
_NO_WORDS = re.compile(r"[^\w'’]+|_")
_PIECE = 64 * 1024
_MOST_LEFT_TO_FINISH = 32 * 1024 * 1024
_WORDS = {
    400: ("That did not reach us whole", "Go back and try again."),
    403: ("Not from here", "Go back to the page you came from and try again there."),
    404: ("Nothing stands here", "The page may have moved, or the address has a slip in it."),
    405: ("That is not how this page is used", "Open it from the menu above."),
    413: (
        "That is more than we can take",
        "A form may hold one megabyte. Go back: your browser still has what you typed.",
    ),
    500: (
        "Something broke on our side",
        "It is in our log. If you were sending something, go back: your browser still has it.",
    ),
    503: (
        "We cannot reach our records just now",
        "Please try again in a minute. If you were sending something, go back: your browser "
        "still has it.",
    ),
}


@public.app_errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response:
    if error.response is not None:  # a redirect, such as to the address with its slash
        return error.response  # type: ignore[return-value]
    code = error.code or 500
    if code == 404 and (way := _moved()):
        return way
    if code == 413:
        _let_it_finish()
    title, words = _WORDS.get(code, (error.name, "Go back and try again."))
    page = render_template(
        "public/error.html",
        code=code,
        title=title,
        words=words,
        path="",
        noindex=True,
        **_found_instead(code),
    )
    answer = private(page, code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _found_instead(code: int) -> dict[str, str]:
    """What somebody may have been looking for there, to be searched for."""
    if code != 404 or request.path.startswith("/desk"):
        return {}
    parts = [it for it in request.path[-_LONGEST_PATH:].split("/") if it]
    name = request.args.get("q") or (_ENDING.sub("", parts[-1]) if parts else "")
    return {"looks_for": one_line(_NO_WORDS.sub(" ", name))[:_LONGEST_WORDS]}


def _moved() -> Response | None:
    try:
        return moved()
    except NO_DATABASE as error:
        return no_database(error)


def _let_it_finish() -> None:
    """A client that is still sending does not read our answer, so what it sends goes nowhere,
    a little at a time; one that goes on for ever is cut off."""
    body = request.environ["wsgi.input"]
    for _ in range(_MOST_LEFT_TO_FINISH // _PIECE):
        if not body.read(_PIECE):
            return


@public.app_errorhandler(DBAPIError)
@public.app_errorhandler(TimeoutError)
def no_database(error: DBAPIError | TimeoutError) -> Response:
    current_app.logger.error("The database did not answer: %s", cause_of(error))
    return http_error(ServiceUnavailable())


@public.app_errorhandler(Exception)
def surprise(error: Exception) -> Response:
    current_app.logger.exception("A page broke")
    return http_error(InternalServerError())
