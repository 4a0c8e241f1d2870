"""The site itself and the office behind it, as every page that is found refers to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from blog import owner
from blog.public.faces.graph import LANGUAGE, Thing, at, named, ref, thing, whole
from blog.site.hours import DAYS, Opening
from blog.site.wishes import Wishes

OFFICE, SITE = "organization", "website"
_DAY_ENDS = 24 * 60


def around() -> tuple[Thing, Thing]:
    """The office and its site. Not to be changed: every page has the same."""
    frame = owner.frame()
    about = _Office(
        wished=owner.wishes(),
        icon=at(frame.icon.url("512")),
        picture=at(frame.card.url) if frame.card else "",
        openings=frame.openings,
        social=frame.social,
    )
    return _made(about, at("/"))


def home() -> Thing:
    """Of the first page, where it is no page that somebody wrote."""
    return whole(*around(), page("WebPage", "/", name=owner.wishes().name, about=ref("/", OFFICE)))


def contact(title: str) -> Thing:
    return whole(*around(), page("ContactPage", "/contact/", name=title, about=ref("/", OFFICE)))


def page(kind: str, path: str, **said: object) -> Thing:
    """A page of the site, by its address."""
    known = {"url": at(path), "isPartOf": ref("/", SITE), "inLanguage": LANGUAGE}
    return named(kind, path, "page", **known, **said)


@dataclass(frozen=True, kw_only=True)
class _Office:
    """All that these two depend on."""

    wished: Wishes
    icon: str
    picture: str
    openings: tuple[Opening, ...]
    social: tuple[tuple[str, str], ...]


@lru_cache(4)  # the same for all pages until the owner changes something
def _made(about: _Office, url: str) -> tuple[Thing, Thing]:
    return _office(about, url), _site(about.wished, url)


def _site(wished: Wishes, url: str) -> Thing:
    place = thing("EntryPoint", urlTemplate=at("/search?q={search_term_string}"))
    return named(
        "WebSite",
        "/",
        SITE,
        url=url,
        name=wished.name,
        description=wished.tagline,
        publisher=ref("/", OFFICE),
        inLanguage=LANGUAGE,
        potentialAction=thing("SearchAction", target=place),
    )


def _office(about: _Office, url: str) -> Thing:
    """One that people can visit, where it says where and when."""
    wished = about.wished
    address, hours = _address(wished), _hours(about.openings)
    can_be_visited = address and hours
    return named(
        "LocalBusiness" if can_be_visited else "Organization",
        "/",
        OFFICE,
        name=wished.name,
        url=url,
        logo=about.icon,
        image=about.picture,
        description=wished.tagline,
        email=wished.office_email,
        telephone=wished.phone,
        address=address,
        hasMap=wished.map_url if can_be_visited else None,
        openingHoursSpecification=hours if can_be_visited else None,
        sameAs=[address for _, address in about.social],
    )


def _address(wished: Wishes) -> Thing | None:
    if not (wished.street or wished.city):
        return None
    return thing("PostalAddress", streetAddress=wished.street, addressLocality=wished.city)


def _hours(openings: Iterable[Opening]) -> list[Thing]:
    """As far as they are times; a line of other words is for people."""
    return [
        thing(
            "OpeningHoursSpecification",
            dayOfWeek=[f"https://schema.org/{DAYS[day]}" for day in each.on],
            opens=_clock(since),
            closes=_clock(till),
        )
        for each in openings
        for since, till in each.spans
    ]


def _clock(minutes: int) -> str:
    """24:00 is no time of a day."""
    minutes = min(minutes, _DAY_ENDS - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"
