"""What may stand in a post, whoever wrote it; docs/markdown.md says it to owners."""

import re
from functools import cache

import nh3

_TAGS = set(
    "a abbr address b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div "
    "dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
    "".split()
)
# Their words would make no sense without them.
_GONE_WHOLE = {"script", "style", "template", "svg", "math"}
_ATTRIBUTES = {
    "*": {"class", "dir", "lang", "title"},
    "a": {"href", "id"},
    "blockquote": set[str](),
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id", "value"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLASSES = frozenset(
    "alignleft alignright aligncenter alignnone alignwide alignfull wp-caption wp-caption-text "
    "wp-block-column wp-block-columns wp-block-gallery blocks-gallery-grid has-text-align-left "
    "has-text-align-center has-text-align-right pair side task task--done footnotes footnotes-sep "
    "footnotes-list footnote-ref footnote-item footnote-backref".split()
)
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}")
_NOTE = re.compile(r"fn(ref)?\d{1,6}(:\d{1,6})?")  # the footnotes' own; all others are made later
_NUMBER = re.compile(r"-?\d{1,4}")
_NUMBERS = {"width", "height", "colspan", "rowspan", "start", "value"}
_WIDEST_CELL = 100


def cleaned(html: str) -> str:
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_GONE_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(it for it in value.split() if _is_class(tag, it)) or None
    if name == "id":
        return value if _NOTE.fullmatch(value) else None
    if name in _NUMBERS:
        return _number(name, value)
    return value


def _is_class(tag: str, name: str) -> bool:
    if tag == "code" and _LANGUAGE.fullmatch(name):
        return True
    return name in _CLASSES


def _number(name: str, value: str) -> str | None:
    if name in ("start", "value"):
        return value if value.lstrip("-").isdigit() and len(value) < 12 else None
    if not _NUMBER.fullmatch(value) or value.startswith("-"):
        return None
    return str(min(int(value), _WIDEST_CELL)) if name.endswith("span") else value
