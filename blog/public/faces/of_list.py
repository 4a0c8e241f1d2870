"""What a list of posts says of itself: the blog, an archive, the page of an author."""

from collections.abc import Iterable
from typing import Any

from blog.posts.listed.store import Listed
from blog.public.faces import graph, of_site, said
from blog.public.faces.graph import Thing, Way, at, named, ref, thing

_BLOG = ("/blog/", "Blog")


def of_blog(total: int, posts: list[Listed], *, path: str, number: int) -> dict[str, Any]:
    """As the head of the page takes it, as all here; `number` is the page of the list, whose
    address is `path`."""
    blog = named("Blog", "/blog/", "blog", name="Blog", url=at("/blog/"), publisher=_office())
    words = said.of_posts("in the blog", total, posts, number=number)
    return _told("Blog", words, path, number, posts, [_BLOG], blog, about=ref("/blog/", "blog"))


def of_archive(
    kind: str,
    name: str,
    total: int,
    posts: list[Listed],
    *,
    path: str,
    number: int,
    above: Iterable[Way] = (),
    about: str = "",
) -> dict[str, Any]:
    """`about` is what somebody wrote about it, in plain words."""
    made = said.of_archive(kind, name, total, posts, number=number)
    words = said.on_page(about, number) if about else made
    ways = [_BLOG, *above]
    if kind == "Author":
        return _of_author(name, words, path, number, ways, about=about)
    title = said.title_of(kind, name)
    return _told(title, words, path, number, posts, [*ways, (path, name)])


def of_ways(title: str, *, path: str) -> Thing:
    """Of a page below the blog that holds nothing but ways to others."""
    page = of_site.page("CollectionPage", path, name=title)
    way = graph.crumbs(path, [("/", "Home"), _BLOG, (path, title)])
    return graph.whole(*of_site.around(), page, way)


def _of_author(
    name: str, words: str, path: str, number: int, ways: list[Way], *, about: str
) -> dict[str, Any]:
    person = named("Person", path, "person", name=name, url=at(path), description=about)
    title = said.on_page(said.title_of("Author", name), number)
    page = of_site.page("ProfilePage", path, name=title, mainEntity=person)
    return _known(title, words, page, graph.crumbs(path, [("/", "Home"), *ways, (path, name)]))


def _told(
    title: str,
    words: str,
    path: str,
    number: int,
    posts: list[Listed],
    ways: list[Way],
    *things: Thing,
    **beside: Any,
) -> dict[str, Any]:
    title = said.on_page(title, number)
    page = of_site.page(
        "CollectionPage", path, name=title, description=words, mainEntity=_items(posts), **beside
    )
    return _known(title, words, page, graph.crumbs(path, [("/", "Home"), *ways]), *things)


def _known(title: str, words: str, *things: Thing) -> dict[str, Any]:
    known = graph.whole(*of_site.around(), *things)
    return {"title": title, "description": words, "graph": known}


def _items(posts: list[Listed]) -> Thing:
    items = [
        thing("ListItem", position=place, url=at(f"/blog/{post.slug}/"), name=post.title)
        for place, post in enumerate(posts, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": items}


def _office() -> Thing:
    return ref("/", of_site.OFFICE)
