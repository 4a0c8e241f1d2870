"""What a page such as About says of itself."""

from collections.abc import Iterable
from typing import Any

from blog import owner
from blog.posts.called import called
from blog.posts.model import Post
from blog.public.faces import graph, of_site, said
from blog.public.faces.graph import Way
from blog.public.faces.shown import card_of
from blog.web import times


def told(post: Post, *, path: str, above: Iterable[Way] = ()) -> dict[str, Any]:
    """As the head of the page takes it; `above` are the pages above it, from the root down. The
    front page has the name and the picture of the site."""
    is_home, wished = path == "/", owner.wishes()
    written = post.description or post.lead
    known: dict[str, Any] = {
        "title": wished.name if is_home else called(post),
        "description": written or (wished.tagline if is_home else "") or said.of_post(post),
    }
    if post.noindex:
        return known
    if not is_home:
        known["card"] = card_of(post)
    return known | {"graph": _graph(post, known, path, tuple(above))}


def _graph(post: Post, known: dict[str, Any], path: str, above: tuple[Way, ...]) -> graph.Thing:
    changed = post.revised_at or post.published_at
    page = of_site.page(
        "WebPage",
        path,
        name=known["title"],
        description=known["description"],
        datePublished=times.iso(post.published_at) if post.published_at else None,
        dateModified=times.iso(changed) if changed else None,
        about=graph.ref("/", of_site.OFFICE) if path == "/" else None,
    )
    ways = [("/", "Home"), *above, (path, known["title"])]
    crumbs = [graph.crumbs(path, ways)] if above else []
    return graph.whole(*of_site.around(), page, *crumbs)
