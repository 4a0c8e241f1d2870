"""All that was ever published, by month, by category and by tag: one page to begin looking from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Response, render_template
from sqlalchemy.orm import Session

from blog import owner
from blog.db import reading
from blog.posts.dated import store as dated
from blog.posts.dated.months import Month, month_of, months_between, year_path
from blog.posts.listed import store as listed
from blog.public.door import public, shared
from blog.public.faces.of_list import of_ways
from blog.terms import store as terms
from blog.terms.address import of_category, of_tag
from blog.terms.tags import store as tags
from blog.web.kit import kit

_MOST_TAGS = 200


@dataclass(frozen=True, kw_only=True)
class Term:
    """A way to some posts, and how many they are."""

    path: str
    words: str
    posts: int


@dataclass(frozen=True, kw_only=True)
class Year:
    """Without a path where a post stands at its address."""

    path: str
    words: str
    posts: int
    months: tuple[Term, ...]


@public.get("/blog/archive/")
def overview() -> Response:
    with reading(kit().engine) as session:
        return shared(
            render_template(
                "public/overview.html",
                title="Archive",
                graph=of_ways("Archive", path="/blog/archive/"),
                description=f"Every post of {owner.wishes().name} by month, category and tag.",
                path="/blog/archive/",
                years=list(_years(session)),
                categories=list(_categories(session)),
                tags=_tags(session),
            )
        )


def _years(session: Session) -> Iterator[Year]:
    """The newest first, in each the months from January on."""
    zone, ends = owner.wishes().zone, dated.first_and_last(session)
    if ends is None:
        return
    months = list(months_between(*(month_of(at, zone) for at in ends)))
    counts = dated.counts(session, [it.span(zone) for it in months])
    counted = [it for it in zip(months, counts, strict=True) if it[1]]
    held = dated.years_held(session, {month.year for month, _ in counted})
    years = [(year, list(them)) for year, them in groupby(counted, lambda it: it[0].year)]
    for year, them in reversed(years):
        yield Year(
            path="" if year in held else year_path(year),
            words=f"{year}",
            posts=sum(count for _, count in them),
            months=tuple(_of_month(month, count) for month, count in them),
        )


def _of_month(month: Month, count: int) -> Term:
    return Term(path=month.path, words=month.name, posts=count)


def _categories(session: Session) -> Iterator[Term]:
    """Those that have something to read, in the editors' order; counted with what is below."""
    tree, filed = terms.tree(session), listed.filed(session)
    for it in tree.branches:
        posts = set[int]().union(*(filed.get(below, ()) for below in tree.with_all_below(it.id)))
        if posts:
            yield Term(path=of_category(it.slug), words=it.name, posts=len(posts))


def _tags(session: Session) -> list[Term]:
    """By name; of very many those that most posts have."""
    counts = listed.tag_counts(session)
    most = sorted(counts, key=lambda it: (-counts[it], it))[:_MOST_TAGS]
    return [
        Term(path=of_tag(it.slug), words=it.name, posts=counts[it.id])
        for it in tags.of_ids(session, most)
    ]
