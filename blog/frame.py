"""What stands around each public page: the menu, the logo, the colours, the foot."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup
from sqlalchemy.orm import Session

from blog.media import store as media
from blog.menu import store as menu
from blog.menu.entry import Area, Link, links
from blog.menu.usual import WITHOUT_PAGES
from blog.posts import store as posts
from blog.posts.model import Kind, Standing
from blog.shares.icons import Icon
from blog.shares.picture import Card, Shared, card
from blog.site import store as site
from blog.site.hours import Opening, openings
from blog.site.look.accent import USUAL, sheet
from blog.site.look.look import Look
from blog.site.wishes import Wishes
from blog.text.markup import consent_html
from blog.text.pictures import Drawn, Source

PAPERS = ("#fbfaf6", "#16181a")
"""What pages are written on by day and by night, as in static/tokens.css."""
_LOGO_HEIGHT, _LOGO_WIDEST = 40, 240
_SHARPEST = 2  # pixels of the picture for one of the page


@dataclass(frozen=True, kw_only=True)
class Logo:
    """`width` and `height` as the page shows it; `dark_url` is the one for the night, if any."""

    url: str
    width: int
    height: int
    dark_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """`home_id` is the page that readers find at "/", if it is one. The stylesheet with the
    owner's colours is empty where they chose none; `mark` tells it from any other. `themes` are
    what a phone puts around a page, by day and by night; `card` is the picture, and `shared` what
    it says, that goes with pages which have none of their own."""

    top: tuple[Link, ...] = WITHOUT_PAGES
    foot: tuple[Link, ...] = ()
    home_id: int | None = None
    logo: Logo | None = None
    sheet: str = ""
    mark: str = ""
    words: str = ""
    social: tuple[tuple[str, str], ...] = ()
    openings: tuple[Opening, ...] = ()
    icon: Icon = field(default_factory=lambda: Icon(accent=USUAL["light"]))
    themes: tuple[str, str] = PAPERS
    shared: Shared | None = None
    card: Card | None = None


def frame_of(session: Session, wishes: Wishes) -> Frame:
    look, home_id = site.look(session), _home(session, wishes.home_page_id)
    arranged = menu.ARRANGED in site.marks(session)
    entries = menu.entries(session) if arranged else menu.as_usual(session)
    colours = sheet(look)
    shown = _shown(session, look)
    accent = look.accent_light or USUAL["light"]
    shared = Shared(title=wishes.name, under=wishes.tagline, accent=accent)
    return Frame(
        top=links(entries, Area.TOP, home_id=home_id),
        foot=links(entries, Area.FOOT, home_id=home_id),
        home_id=home_id,
        logo=_logo(shown, look),
        sheet=colours,
        mark=hashlib.sha256(colours.encode()).hexdigest()[:12] if colours else "",
        # consent_html sanitises, so that its result may be shown as it is
        words=Markup(consent_html(look.footer_text)) if look.footer_text else "",
        social=look.social,
        openings=openings(wishes.hours),
        icon=_icon(shown, look, accent),
        themes=(look.accent_light or PAPERS[0], look.accent_dark or PAPERS[1]),
        shared=shared,
        card=card("site", shared),
    )


def _home(session: Session, page_id: int) -> int | None:
    """None, where readers may not open it: the latest posts stand there then."""
    found = posts.post(session, page_id) if page_id else None
    is_open = found and found.kind is Kind.PAGE and found.standing is Standing.PUBLISHED
    return page_id if is_open else None


def _shown(session: Session, look: Look) -> dict[int, Drawn]:
    wanted = [each for each in (look.logo_id, look.logo_dark_id, look.icon_id) if each]
    return media.drawn_by_id(session, wanted) if wanted else {}


def _icon(found: dict[int, Drawn], look: Look, accent: str) -> Icon:
    picture = found.get(look.icon_id)
    if picture is None:
        return Icon(accent=accent)
    return Icon(accent=accent, picture_id=picture.id, picture=picture.name)


def _logo(found: dict[int, Drawn], look: Look) -> Logo | None:
    drawn, dark = found.get(look.logo_id), found.get(look.logo_dark_id)
    if drawn is None:
        return None
    width, height = _fitted(drawn)
    dark_url = _light_file(dark, width) if dark else ""
    return Logo(url=_light_file(drawn, width), width=width, height=height, dark_url=dark_url)


def _fitted(drawn: Drawn) -> tuple[int, int]:
    scale = min(_LOGO_HEIGHT / drawn.height, _LOGO_WIDEST / drawn.width)
    return max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))


def _light_file(drawn: Drawn, width: int) -> str:
    """The smallest that is sharp enough, in a format that every browser reads."""
    whole = drawn.url.rpartition(".")[2]
    fit = (it for it in drawn.sources if it.ending in (whole, "webp"))
    return _smallest(fit, _SHARPEST * width) or drawn.url


def _smallest(sources: Iterable[Source], width: int) -> str:
    found = sorted(sources, key=lambda it: (it.width, it.ending != "webp"))
    return next((it.url for it in found if it.width >= width), "")
