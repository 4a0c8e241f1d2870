"""The site itself and the office behind it, as every page that is found refers to them."""

from collections.abc import Iterable

from blog import owner
from blog.public.faces.graph import LANGUAGE, Thing, at, named, ref, thing, whole
from blog.site.hours import DAYS, Opening
from blog.site.wishes import Wishes

OFFICE, SITE = "organization", "website"
_DAY_ENDS = 24 * 60


def around() -> tuple[Thing, Thing]:
    """The office and its site."""
    return office(), site()


def home() -> Thing:
    """Of the first page, where it is no page that somebody wrote."""
    return whole(*around(), page("WebPage", "/", name=owner.wishes().name, about=ref("/", OFFICE)))


def contact(title: str) -> Thing:
    return whole(*around(), page("ContactPage", "/contact/", name=title, about=ref("/", OFFICE)))


def page(kind: str, path: str, **said: object) -> Thing:
    """A page of the site, by its address."""
    known = {"url": at(path), "isPartOf": ref("/", SITE), "inLanguage": LANGUAGE}
    return named(kind, path, "page", **known, **said)


def site() -> Thing:
    wished = owner.wishes()
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": at("/search?q={search_term_string}"),
        },
        "query-input": "required name=search_term_string",
    }
    return named(
        "WebSite",
        "/",
        SITE,
        url=at("/"),
        name=wished.name,
        description=wished.tagline,
        publisher=ref("/", OFFICE),
        inLanguage=LANGUAGE,
        potentialAction=search,
    )


def office() -> Thing:
    """One that people can visit, where it says where and when."""
    wished, frame = owner.wishes(), owner.frame()
    address, hours = _address(wished), _hours(frame.openings)
    can_be_visited = address and hours
    return named(
        "LocalBusiness" if can_be_visited else "Organization",
        "/",
        OFFICE,
        name=wished.name,
        url=at("/"),
        logo=thing("ImageObject", url=at(frame.icon.url("512")), width=512, height=512),
        image=at(frame.card.url) if frame.card else None,
        description=wished.tagline,
        email=wished.office_email,
        telephone=wished.phone,
        address=address,
        hasMap=wished.map_url if can_be_visited else None,
        openingHoursSpecification=hours if can_be_visited else None,
        sameAs=[address for _, address in frame.social],
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
