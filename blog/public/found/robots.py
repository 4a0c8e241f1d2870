"""What crawlers are asked to leave alone."""

from flask import Response

from blog.public.door import public
from blog.web.kit import kit

# Pages that are to stay out of search engines say so themselves, and have to be read for that: who
# may not open them can only list their bare addresses, keys and all. So this names nothing but the
# desk, and the many addresses at which the same thread stands once more.
_ROBOTS = """\
User-agent: *
Disallow: /desk/
Disallow: /*?*reply_to=
Disallow: /*?*thread=
Disallow: /blog/*/comments/*/

Sitemap: {url}/sitemap.xml
"""


@public.get("/robots.txt")
def robots() -> Response:
    text = _ROBOTS.format(url=kit().settings.public_url)
    response = Response(text, mimetype="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
