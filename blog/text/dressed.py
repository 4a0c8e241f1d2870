"""What is done to an editor's HTML once it is safe: pictures get their sizes, wide things a place
to scroll in, and no two parts of a page share an id."""

import re
from collections.abc import Callable
from html import escape, unescape

from blog.text.pictures import Pictures, names_in, picture_html

# Of HTML as the sanitiser writes it: every attribute has a value, and none holds < or >.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [\w:-]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([\w:-]+)=\"([^\"]*)\"")
_TOP = re.compile(r"/(?!/)")
# Parts of the pages around the text.
_TAKEN = frozenset(
    """main line line-title line-terms respond respond-title reply-remember replies replies-title
    own-title preview preview-title unsent latest-title hero-title true""".split()
)
_SIZES = "(min-width: 46rem) 42rem, 100vw"
_SIDES = ("alignleft", "alignright")


def dressed(html: str, pictures: Pictures) -> str:
    """The same text, as a page shows it. `html` has to come from the sanitiser."""
    return _TAG.sub(_Dresser(pictures).tag, html)


class _Dresser:
    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._ids: set[str] = set()
        self._tables = 0
        self._links = 0
        self._closing: dict[str, Callable[[], str]] = {"table": lambda: "</table></div>"}
        self._opening: dict[str, Callable[[str, dict[str, str]], str]] = {
            "table": self._table,
            "pre": lambda whole, _: whole.replace("<pre", '<pre tabindex="0"', 1),
            "input": lambda _, about: _tick(done="checked" in about),
            "img": self._picture,
        }

    def tag(self, found: re.Match[str]) -> str:
        whole, closes, name = found[0], found[1], found[2]
        if name == "a":
            self._links += -1 if closes else 1
        if closes:
            return self._closing.get(name, lambda: whole)()
        if ' id="' in found[3]:
            whole = self._with_an_id_of_its_own(whole)
        if name not in self._opening:
            return whole
        return self._opening[name](whole, dict(_ATTRIBUTE.findall(found[3])))

    def _with_an_id_of_its_own(self, whole: str) -> str:
        name = dict(_ATTRIBUTE.findall(whole))["id"]
        if name in self._ids or name in _TAKEN or name.startswith("comment-"):
            return whole.replace(f' id="{name}"', "", 1)
        self._ids.add(name)
        return whole

    def _table(self, whole: str, _: dict[str, str]) -> str:
        self._tables += 1
        which = f"Table {self._tables}"
        return f'<div class="wide" role="region" tabindex="0" aria-label="{which}">{whole}'

    def _picture(self, whole: str, about: dict[str, str]) -> str:
        source = about.get("src", "")
        ours = [self._pictures[name] for name in names_in(source) if name in self._pictures]
        if ours:
            drawn = picture_html(ours[0], alt=unescape(about.get("alt", "")), sizes=_SIZES)
            return _with_class(drawn, about.get("class", ""))
        if _TOP.match(source):
            return whole
        words = about.get("alt") or "A picture"
        # no page loads anything from elsewhere
        if self._links or not source.startswith(("http://", "https://")):
            return f'<span class="elsewhere">{words}</span>'
        return f'<a class="elsewhere" href="{source}" rel="noopener">{words}</a>'


def _with_class(picture: str, names: str) -> str:
    return picture.replace("<picture", f'<picture class="{escape(names)}"', 1) if names else picture


def _tick(*, done: bool) -> str:
    words, sign = ("Done", "☑") if done else ("Not done", "☐")
    return f'<span class="task" role="img" aria-label="{words}">{sign}</span>'
