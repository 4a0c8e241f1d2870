"""What a page says of itself, taken out of it as programs do."""

import json
import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog import edition
from blog.db import writing
from blog.posts.model import Post
from blog.site import store as site
from blog.site.look.look import Look
from tests import make

Thing = dict[str, Any]
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')


def published(engine: Engine, **draft: Any) -> Post:
    with writing(engine) as session:
        post = make.a_post(session, **draft)
        edition.turn(session)
        return post


def wear(engine: Engine, **looked: Any) -> None:
    """As if saved at the desk."""
    with writing(engine) as session:
        site.keep(session, Look(**looked))
        edition.turn(session)


def graph(client: FlaskClient, path: str) -> dict[str, Thing]:
    """The things on the page by their kinds."""
    (block,) = _BLOCK.findall(client.get(path).text)
    whole = json.loads(block)
    assert whole["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in whole["@graph"]}


def has_graph(client: FlaskClient, path: str) -> bool:
    return bool(_BLOCK.search(client.get(path).text))


def metas(client: FlaskClient, path: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _META.findall(client.get(path).text)}


def title(client: FlaskClient, path: str) -> str:
    found = re.search(r"<title>(.*?)</title>", client.get(path).text)
    assert found
    return unescape(found[1])
