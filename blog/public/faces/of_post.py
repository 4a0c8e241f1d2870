"""What the page of a post says of itself: in its head, where it is shared, and to programs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from blog.posts.called import called
from blog.posts.model import Post
from blog.public.faces import graph, of_site, said
from blog.public.faces.graph import LANGUAGE, Thing, Way, at, crumbs, named, ref, thing
from blog.public.faces.shown import card_of
from blog.public.replies.face import Drawn as Branch
from blog.public.replies.face import Face
from blog.shares.picture import Card
from blog.text.opening import words_of_comment
from blog.text.pictures import Drawn
from blog.web import times


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of a post, as far as it matters here. `number` is that of its page of replies,
    `replies` are those that stand on it, of `approved` in all."""

    post: Post
    path: str
    number: int
    categories: tuple[Way, ...]
    tags: tuple[Way, ...]
    author: str
    picture: Drawn | None
    replies: Iterable[Branch]
    approved: int
    takes_comments: bool


def told(page: Page, *, is_found: bool) -> dict[str, Any]:
    """As the head of the page takes it; what nobody is to find gets no card and no graph."""
    title, description = called(page.post), said.of_post(page.post)
    known = {
        "title": title if page.number == 1 else f"{title}, replies page {page.number}",
        "description": description if page.number == 1 else _further(title, page),
    }
    if not is_found:
        return known
    card = card_of(page.post, page.picture)
    return known | {
        "kind_of_page": "article",
        "card": card,
        "article": page,
        "graph": _graph(page, title, description, card),
    }


def _further(title: str, page: Page) -> str:
    return f"Replies to “{title}”, page {page.number}: {page.approved:,} in all."


def _graph(page: Page, title: str, description: str, card: Card) -> Thing:
    ways = [("/", "Home"), ("/blog/", "Blog"), *page.categories[:1], (page.path, title)]
    posting = _posting(page, title, description, card)
    return graph.whole(*of_site.around(), posting, crumbs(page.path, ways))


def _posting(page: Page, title: str, description: str, card: Card) -> Thing:
    post, path = page.post, page.path
    changed = post.revised_at or post.published_at
    return named(
        "BlogPosting",
        path,
        "post",
        mainEntityOfPage=at(path),
        url=at(path),
        headline=title,
        description=description,
        datePublished=times.iso(post.published_at) if post.published_at else None,
        dateModified=times.iso(changed) if changed else None,
        author=_author(page),
        publisher=ref("/", of_site.OFFICE),
        isPartOf=ref("/", of_site.SITE),
        image=graph.image(card),
        articleSection=[name for _, name in page.categories],
        keywords=[name for _, name in page.tags],
        wordCount=len(post.body.split()),
        timeRequired=f"PT{post.minutes}M",
        inLanguage=LANGUAGE,
        comment=list(_comments(page.replies, at(path))),
        potentialAction=_reply(path) if page.takes_comments else None,
    ) | {"commentCount": page.approved}


def _author(page: Page) -> Thing:
    """The one of the author's page, where there is one."""
    name = page.post.author
    if not page.author:
        return thing("Person", name=name)
    return named("Person", page.author, "person", name=name, url=at(page.author))


def _reply(path: str) -> Thing:
    return thing("CommentAction", target=f"{at(path)}#respond", name="Leave a reply")


def _comments(branches: Iterable[Branch], page: str, answered: int = 0) -> Iterator[Thing]:
    """Those on the `page`, an address in full, in their order, each with the one it answers."""
    for branch in branches:
        if branch.face and not branch.face.held:
            to = branch.beside.id if branch.beside else answered
            yield _comment(branch.face, page, to)
        yield from _comments(branch.answers, page, branch.number)
        yield from _comments(branch.more, page, branch.number)


def _comment(face: Face, page: str, answered: int) -> Thing:
    """Written out, since a page makes a hundred of them."""
    here = f"{page}#comment-{face.id}"
    found: Thing = {
        "@type": "Comment",
        "@id": here,
        "url": here,
        "text": words_of_comment(face.body),
        "dateCreated": face.iso,
        "author": {"@type": "Person", "name": face.name},
    }
    if answered:
        found["parentItem"] = {"@id": f"{page}#comment-{answered}"}
    return found
