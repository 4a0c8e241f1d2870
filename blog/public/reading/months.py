"""What was published in one month, or in one year, of the site's own calendar."""

from datetime import datetime

from flask import Response, abort
from sqlalchemy.orm import Session

from blog import owner
from blog.db import reading
from blog.posts.dated import store as dated
from blog.posts.dated.months import Month, Span, is_on_the_calendar, month_of, year_of, year_path
from blog.posts.listed import store as listed
from blog.public.door import public
from blog.public.reading.archives import Way, drawn
from blog.web.kit import kit


@public.get("/blog/<int(fixed_digits=4):year>/<int(fixed_digits=2):number>/")
def month(year: int, number: int) -> Response:
    if not is_on_the_calendar(year, number):
        abort(404)
    found, zone = Month(year=year, month=number), owner.wishes().zone
    span = found.span(zone)
    with reading(kit().engine) as session:
        _need_some(session, span)
        held = dated.years_held(session, [year])
        before, after = (at and _of_month(month_of(at, zone)) for at in dated.ends(session, span))
        return drawn(
            session,
            dated.between(span),
            kind="Month",
            name=str(found),
            about=f"Everything published in {found}.",
            url=found.path,
            above=[] if held else [(year_path(year), f"{year}")],
            beside=(before, after),
        )


def year_page(session: Session, year: int) -> Response:
    """Its posts, and the ways to its months."""
    if not is_on_the_calendar(year):
        abort(404)
    zone = owner.wishes().zone
    span = year_of(year, zone)
    _need_some(session, span)
    before, after = (_of_year(session, at, zone) for at in dated.ends(session, span))
    return drawn(
        session,
        dated.between(span),
        kind="Year",
        name=f"{year}",
        about=f"Everything published in {year}.",
        url=year_path(year),
        below=_months_of(session, year, zone),
        below_is=f"Months of {year}",
        beside=(before, after),
    )


def _need_some(session: Session, span: Span) -> None:
    """A month in which nothing appeared is not found: there are more of them than of others."""
    if not listed.count(session, dated.between(span)):
        abort(404)


def _months_of(session: Session, year: int, zone: str) -> list[Way]:
    months = [Month(year=year, month=number) for number in range(1, 13)]
    counts = dated.counts(session, [it.span(zone) for it in months])
    return [(it.path, it.name) for it, count in zip(months, counts, strict=True) if count]


def _of_month(found: Month) -> Way:
    return found.path, str(found)


def _of_year(session: Session, at: datetime | None, zone: str) -> Way | None:
    """None as well where a post stands at its address."""
    if at is None:
        return None
    year = month_of(at, zone).year
    return None if dated.years_held(session, [year]) else (year_path(year), f"{year}")
