"""Addresses at which programs look on every site: whom to tell of a weakness, where to change a
password."""

from datetime import datetime, time, timedelta
from urllib.parse import quote

from flask import Response, redirect
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.public.door import public
from blog.web.kit import kit

# RFC 9116 wants less than a year. It stands for as long as the site does, so it moves on each day.
_GOOD_FOR = timedelta(days=180)


@public.get("/.well-known/security.txt")
def security() -> Response:
    """Whom to tell who found a weakness (RFC 9116)."""
    response = Response(_security(kit().now()), mimetype="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public.get("/security.txt")
def security_elsewhere() -> Answer:
    return redirect("/.well-known/security.txt", 301)


@public.get("/.well-known/change-password")
def change_password() -> Answer:
    """Where password managers lead (W3C)."""
    return redirect("/desk/me/", 302)


def _security(now: datetime) -> str:
    url, address = kit().settings.public_url, owner.wishes().office_email
    ends = datetime.combine(now.date(), time(), now.tzinfo) + _GOOD_FOR
    lines = [f"Contact: mailto:{quote(address, safe='@+')}"] if address else []
    return "\n".join([
        *lines,
        f"Contact: {url}/contact/",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {url}/.well-known/security.txt",
        "",
    ])  # fmt: skip
