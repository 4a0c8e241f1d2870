"""The link by which the author of a held comment, and nobody else, sees it on its page."""

from datetime import datetime, timedelta

from blog import signed
from blog.web.kit import kit

_PURPOSE = "see a held comment"
_FOR = timedelta(days=14)


def token(comment_id: int, *, written_at: datetime) -> str:
    return signed.sign(
        comment_id, purpose=_PURPOSE, until=written_at + _FOR, secret=kit().settings.secret_key
    )


def comment_id(given: str) -> int | None:
    return signed.number_in(
        given, purpose=_PURPOSE, secret=kit().settings.secret_key, now=kit().now()
    )
