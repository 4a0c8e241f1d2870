"""Addresses of posts and pages in URLs."""

from werkzeug.routing import BaseConverter


class Slug(BaseConverter):
    """`<slug:name>`: what no post can be called is not found before anybody is asked for it."""

    regex = "[a-z0-9][a-z0-9-]{0,199}"
