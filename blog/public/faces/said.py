"""Titles and descriptions of pages that nobody wrote one for; no two pages have the same."""

from blog import owner
from blog.posts.called import called
from blog.posts.listed.store import Listed
from blog.posts.model import Post
from blog.text.opening import opening
from blog.web import times

_LONGEST = 160
_HOW = {"Category": "about {}", "Tag": "tagged {}", "Author": "by {}"}
_TITLES = {"Category": "{}: all posts", "Tag": "Posts tagged {}", "Author": "Posts by {}"}
_TITLES |= {"Month": "Posts of {}", "Year": "Posts of {}"}


def of_post(post: Post) -> str:
    """What an editor wrote about it, or else its first words, or at least its title."""
    return post.description or post.lead or opening(post.html, _LONGEST) or called(post)


def title_of(kind: str, name: str) -> str:
    """Of an archive: a category and a tag may have the same name."""
    return _TITLES.get(kind, "{}").format(name)


def of_archive(kind: str, name: str, total: int, posts: list[Listed], *, number: int = 1) -> str:
    """3 posts about coaching, the latest of 23 November 2026."""
    return of_posts(_HOW.get(kind, "in {}").format(name), total, posts, number=number)


def of_posts(which: str, total: int, posts: list[Listed], *, number: int = 1) -> str:
    """`which` goes on from "3 posts"; `posts` are those of this page of the list."""
    newest = max((it.published_at for it in posts), default=None)
    if newest is None:
        return f"No posts {which} yet."
    if number > 1:
        return f"{total:,} posts {which}, page {number}."
    day = times.day(newest, owner.wishes().zone)
    if total == 1:
        return f"One post {which}, of {day}."
    return f"{total:,} posts {which}, the latest of {day}."


def on_page(words: str, number: int) -> str:
    """Told apart from the first page of the list."""
    return words if number == 1 else f"{words.rstrip('. ')}, page {number}"
