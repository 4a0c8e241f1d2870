"""The menu of a site whose owner has arranged none."""

from collections.abc import Mapping

from blog.menu.entry import Area, Entry, Link
from blog.posts.model import Standing

PAGES = ("about", "privacy")
WITHOUT_PAGES = (Link(href="/blog/", words="Blog"), Link(href="/contact/", words="Contact"))
"""What stands at the top while nothing is known of any page."""
_USUAL = (
    (Area.TOP, "about", "About", ""),
    (Area.TOP, "", "Blog", "/blog/"),
    (Area.TOP, "", "Contact", "/contact/"),
    (Area.FOOT, "privacy", "Privacy", ""),
)


def usual(pages: Mapping[str, tuple[int, Standing]]) -> list[Entry]:
    """Of the pages with these slugs those that are there, with their number and standing."""
    return [
        Entry(
            id=number,
            area=area,
            parent_id=None,
            label=words,
            target=target,
            post_id=pages[slug][0] if slug else None,
            slug=slug,
            standing=pages[slug][1] if slug else None,
        )
        for number, (area, slug, words, target) in enumerate(_USUAL, start=1)
        if not slug or slug in pages
    ]
