"""Whatever an editor writes, or somebody who took an editor's place: nothing of it can run, and
nothing of it keeps the site waiting."""

import json
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.text.prose.posts import post_html
from tests.shared_data import shared

_ALIVE = set(
    "script style iframe frame frameset object embed applet base link meta svg math form button "
    "textarea select option video audio track template noscript portal title body html head".split()
)
_ATTRIBUTES = set(
    "href src srcset sizes type alt title width height loading decoding class id rel lang dir "
    "align colspan rowspan scope start reversed value open datetime role tabindex aria-label "
    "disabled checked".split()
)
_ADDRESS = re.compile(r"(?i)(?:https?:|mailto:|tel:|(?![\0-\x20]*[a-z][a-z0-9+.-]*:))")
_SECONDS = 4  # of one core; the slowest needs a fourth of it


@pytest.mark.parametrize("folder", ["xss", "naughty"])
def test_nothing_of_the_lists_of_attacks_can_run(folder):
    lines = [it for path in sorted(shared(f"badinput/{folder}").iterdir()) for it in read(path)]
    assert len(lines) > 200

    harmful = {line: harm for line in lines if (harm := harm_in(line))}

    assert harmful == {}
    assert harm_in("\n\n".join(lines)) == harm_in("".join(lines)) == []


def test_harm_would_be_found():
    found = harm_of('<svg><a href="java&#10;script:x" onclick="y"><input type="text">')

    assert found == ["<svg>", "href", "onclick", "<input>"]


@pytest.mark.parametrize(
    "place", ["![{}]({} '{}')", "[{}](<{}>)", '<a title="{}" href="{}">{}</a>']
)
def test_nothing_gets_out_of_the_place_where_it_was_put(place):
    for line in read(shared("badinput/xss/RSNAKE_XSS.txt")):
        assert harm_in(place.format(line, line, line)) == []


@given(st.text(alphabet=st.sampled_from("<>/'\"=()[]!`*_^|-:&;# \nasvgimxtonerd"), max_size=120))
def test_whatever_is_typed_nothing_can_run(typed):
    assert harm_in(typed) == []


@given(st.text(alphabet=st.sampled_from("<>/'\"= \nab&"), max_size=60))
def test_no_quotation_mark_ends_an_attribute_of_ours(typed):
    name = "0123456789abcdef01234567"

    assert (
        harm_in(f'<div title="{typed}\n\n![{typed}](/media/{name}.jpg "{typed}")\n\n{typed}') == []
    )


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("[", 10_000),
        ("[", 1_000_000),
        ("![](", 1_000_000),
        ("*a_ ", 50_000),
        ("> ", 200_000),
        ("- ", 100_000),
        ("<div>", 1_000_000),
        ("<b x=1><p>", 1_000_000),
        ("'a", 1_000_000),
        ("http://a.example/ ", 50_000),
        ("[^1]\n\n[^1]: ", 50_000),
        ("^[a]", 100_000),
        ("|a|b\n|-|-\n", 50_000),
        ("# a\n\n", 50_000),
        ("<img src=x>", 50_000),
        ("- [ ] a\n", 50_000),
        ("A sentence that is “plain”, with *a* [link](/x).\n\n", 100_000),
        ("word ", 5_000_000),
    ],
)
def test_nobody_waits_long(unit, size):
    began = time.process_time()
    html = post_html((unit * (size // len(unit) + 1))[:size])

    assert time.process_time() - began < _SECONDS
    assert len(html) < 20 * size + 100_000


def read(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        found = json.loads(text)
        return [it if isinstance(it, str) else str(it["payload"]) for it in found]
    return [line for line in text.splitlines() if line.strip()]


def harm_in(markdown):
    return harm_of(post_html(markdown.replace("\0", "")))


def harm_of(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.harm


class _Reader(HTMLParser):
    """Reads as browsers do where it matters: what a tag is, and what its attributes are."""

    def __init__(self):
        super().__init__()
        self.harm = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in _ALIVE or (tag == "input" and values.get("type") != "checkbox"):
            self.harm.append(f"<{tag}>")
        self.harm += [name for name, value in attrs if not _is_harmless(tag, name, value or "")]

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        self.harm.append("comment")


def _is_harmless(tag, name, value):
    if name in ("href", "src"):
        return bool(_ADDRESS.match(re.sub(r"[\t\n\r]", "", value)))
    return name in _ATTRIBUTES or tag == "input"
