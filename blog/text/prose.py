"""What an editor writes: Markdown with HTML in it, into HTML that is safe to show."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from blog.text.dressed import dressed
from blog.text.pictures import Pictures

LONGEST = 400_000
"""Characters of a text; what is longer is refused, for making it a page takes too long."""

# Beyond this no bare address becomes a link and no quote a curly one: both look at all the rest.
_LONGEST_FINERY = 100_000
_DEEPEST = 40
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,30}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_AN_ANCHOR = re.compile(r"[^\w-]+")
_TAGS = set(
    """p br em strong b i u s del ins mark small sub sup abbr cite q dfn kbd code var samp pre
    blockquote ul ol li dl dt dd a img hr h2 h3 h4 h5 h6 table caption colgroup col thead tbody
    tfoot tr th td div span section figure figcaption details summary input time""".split()
)
_SIDES = {"alignleft", "alignright", "aligncenter", "alignnone", "alignwide", "alignfull"}
_COLUMNS = {"to-left", "to-center", "to-right"}
_CLASSES = {
    "div": {"pair", "side"} | _SIDES,
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "hr": {"footnotes-sep"},
    "a": {"footnote-backref"},
    "li": {"task-list-item", "footnote-item"},
    "ul": {"contains-task-list"},
    "ol": {"footnotes-list"},
    "img": _SIDES,
    "figure": {"wp-caption"} | _SIDES,
    "p": {"wp-caption-text"},
    "table": _SIDES,
    "th": _COLUMNS,
    "td": _COLUMNS,
}
_WITH_AN_ANCHOR = ("h2", "h3", "h4", "h5", "h6", "li", "sup")
_CELL = {"align", "colspan", "rowspan", "headers", "scope"}


def post_html(markdown: str, *, pictures: Pictures | None = None) -> str:
    """Sanitised all the same: an author is not trusted with script. Of the `pictures` of ours that
    it shows, each gets its size and its lighter variants."""
    parser = _markdown(with_finery=len(markdown) <= _LONGEST_FINERY)
    return dressed(_cleaner().clean(parser.render(markdown)).strip(), pictures or {})


@cache
def _markdown(*, with_finery: bool) -> MarkdownIt:
    options = {
        "html": True,
        "linkify": with_finery,
        "typographer": with_finery,
        "maxNesting": _DEEPEST,
    }
    markdown = MarkdownIt("commonmark", options)
    markdown.enable(["table", "strikethrough"])
    if with_finery:
        markdown.enable(["linkify", "replacements", "smartquotes"])
        assert markdown.linkify is not None
        markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    markdown.use(anchors_plugin, min_level=1, max_level=4, slug_func=_anchor)
    markdown.use(footnote_plugin)
    markdown.use(tasklists_plugin)
    markdown.use(attrs_plugin, after=("image",), allowed=("class",))
    for name in ("pair", "side"):
        markdown.use(container_plugin, name)
    markdown.core.ruler.push("one_h1", _lower_the_first)
    markdown.core.ruler.push("columns", _columns)
    markdown.core.ruler.push("captions", _captions)
    return markdown


def _anchor(title: str) -> str:
    words = unicodedata.normalize("NFKC", title).strip().lower()
    return _NOT_IN_AN_ANCHOR.sub("-", words).strip("-") or "section"


def _lower_the_first(state: StateCore) -> None:
    """The title is the page's own h1."""
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


def _columns(state: StateCore) -> None:
    """How a column of a table is set, as a class: pages carry no styles of their own."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open"):
            _, _, side = str(token.attrs.pop("style", "")).partition("text-align:")
            if side:
                token.attrSet("class", f"to-{side}")


def _captions(state: StateCore) -> None:
    """A picture that stands alone and has a title is a figure, with the title under it."""
    for before, inline, after in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if before.type != "paragraph_open" or before.hidden:
            continue
        if caption := _caption_of(inline.children or []):
            before.tag = after.tag = "figure"
            if side := str(caption.attrs.pop("class", "")):
                before.attrSet("class", side)
            words = escape(str(caption.attrs.pop("title")))
            below = Token("html_inline", "", 0, content=f"<figcaption>{words}</figcaption>")
            inline.children = [caption, below]


def _caption_of(children: Sequence[Token]) -> Token | None:
    alone = len(children) == 1 and children[0].type == "image"
    return children[0] if alone and children[0].attrs.get("title") else None


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={
            "a": {"href", "id", "title", "hreflang", "lang"},
            "abbr": {"title"},
            "dfn": {"title"},
            "code": {"class"},
            "col": {"span"},
            "details": {"open"},
            "img": {"src", "alt", "title", "width", "height"},
            "input": {"checked"},
            "ol": {"start", "reversed"},
            "table": {"id"},
            "th": _CELL,
            "td": _CELL,
            "time": {"datetime"},
            "q": {"cite"},
            "blockquote": {"cite"},
            "p": {"lang", "dir"},
            "span": {"lang", "dir"},
            "div": {"lang", "dir"},
            **{tag: {"id"} for tag in _WITH_AN_ANCHOR},
        },
        attribute_filter=_as_it_may_be,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )


def _as_it_may_be(tag: str, attribute: str, value: str) -> str | None:
    """Of code only its language; no address with signs in it that hide what it is."""
    if (tag, attribute) == ("code", "class") and not _LANGUAGE.fullmatch(value):
        return None
    if attribute in ("href", "src") and _CONTROL.search(value):
        return None
    return value
