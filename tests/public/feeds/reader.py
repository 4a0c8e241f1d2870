"""A feed as a feed reader understands it."""

import json
from typing import Any

import feedparser
from flask.testing import FlaskClient

XML = ("feed/", "feed/atom/")


def parsed(client: FlaskClient, path: str) -> Any:
    """Nothing in it may be wrong."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    found = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not found.bozo, found.get("bozo_exception")
    return found


def as_json(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.content_type == "application/feed+json; charset=utf-8"
    return json.loads(answer.data)


def titles(client: FlaskClient, place: str) -> list[str]:
    """Of the entries of the feed in all its forms, which have to be the same."""
    rss, atom = ([it.title for it in parsed(client, place + form).entries] for form in XML)
    items = [it["title"] for it in as_json(client, f"{place}feed/json/")["items"]]
    assert rss == atom == items
    return items
