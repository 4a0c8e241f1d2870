"""What a phone reads before it keeps the site on its screen."""

import json

from flask import Response

from blog import owner
from blog.frame import PAPERS
from blog.public.door import SHARED, public
from blog.public.faces.graph import LANGUAGE
from blog.shares.icons import SIDES


@public.get("/site.webmanifest")
def manifest() -> Response:
    """https://www.w3.org/TR/appmanifest/"""
    frame, wished = owner.frame(), owner.wishes()
    said = {
        "name": wished.name,
        "short_name": wished.name,
        "description": wished.tagline,
        "lang": LANGUAGE,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": frame.themes[0],
        "background_color": PAPERS[0],
        "icons": _icons(),
    }
    answer = Response(json.dumps(said), mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = SHARED
    return answer


def _icons() -> list[dict[str, str]]:
    icon = owner.frame().icon
    made = [
        {
            "src": icon.url(size),
            "type": "image/png",
            "sizes": f"{SIDES[size]}x{SIDES[size]}",
            "purpose": "maskable" if size == "maskable" else "any",
        }
        for size in ("192", "512", "maskable")
    ]
    drawing = {"src": icon.svg_url, "type": "image/svg+xml", "sizes": "any", "purpose": "any"}
    return [drawing, *made] if icon.svg_url else made
