"""The menu, in and out of the database."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from blog.menu.entry import Area, Entry
from blog.menu.model import Way
from blog.menu.usual import PAGES, usual
from blog.posts.called import called_by
from blog.posts.model import Kind, Post, Standing
from blog.posts.store import OPENING
from blog.posts.tree.moves import Branches

ARRANGED = "menu arranged"
"""The mark of a site whose menu is its own."""
_AWAY = "-away"  # follows the area of an entry that was taken off and can be put back


def entries(session: Session) -> list[Entry]:
    """In order among their siblings, those to pages that are not published as well."""
    found = (
        select(Way, Post.title, Post.slug, Post.standing, OPENING, Post.published_at)
        .outerjoin(Post, Way.post_id == Post.id)
        .where(Way.area.in_(list(Area)))
        .order_by(Way.area, Way.place, Way.id)
    )
    known = [_value(*row) for row in session.execute(found)]
    there = {None, *(each.id for each in known)}
    return [each for each in known if each.parent_id in there]  # else it was taken off as well


def as_usual(session: Session) -> list[Entry]:
    """The menu while nobody has arranged it."""
    found = select(Post.slug, Post.id, Post.standing).where(
        Post.slug.in_(PAGES), Post.kind == Kind.PAGE, Post.standing != Standing.TRASH
    )
    return usual({row.slug: (row.id, row.standing) for row in session.execute(found)})


def ours(session: Session) -> list[Entry]:
    """As `entries`; nobody else changes those until this transaction ends."""
    session.scalars(select(Way.id).order_by(Way.id).with_for_update()).all()
    session.expire_all()
    return entries(session)


def begin(session: Session) -> None:
    """The usual menu becomes the owner's own, to be changed."""
    for entry in as_usual(session):
        add(session, entry.area, label=entry.label, target=entry.target, post_id=entry.post_id)


def add(session: Session, area: Area, *, label: str, target: str, post_id: int | None) -> None:
    """At the end."""
    last = session.scalar(select(func.max(Way.place)).where(Way.area == area)) or 0
    session.add(
        Way(area=area, place=last + 1, label=label, target=target, post_id=post_id, parent_id=None)
    )
    session.flush()


def change(session: Session, way_id: int, *, label: str, target: str, post_id: int | None) -> None:
    values = {"label": label, "target": target, "post_id": post_id}
    session.execute(update(Way).where(Way.id == way_id).values(**values))


def arrange(session: Session, branches: Branches) -> None:
    for parent, under in branches.items():
        for place, way_id in enumerate(under, start=1):
            values = {"parent_id": parent, "place": place}
            session.execute(update(Way).where(Way.id == way_id).values(**values))
    session.expire_all()


def put_away(session: Session, way_id: int) -> None:
    """With all that stands under it, to be put back. What was put away before goes for good."""
    session.execute(delete(Way).where(Way.area.like(f"%{_AWAY}")))
    session.execute(update(Way).where(Way.id == way_id).values(area=Way.area + _AWAY))


def put_back(session: Session, way_id: int) -> str | None:
    """At its place, what stood under it as well; its words, or None where it is gone for good."""
    way = session.scalar(select(Way).where(Way.id == way_id, Way.area.like(f"%{_AWAY}")))
    if way is None:
        return None
    way.area = way.area.removesuffix(_AWAY)
    if way.parent_id is not None and not _is_there(session, way.parent_id):
        way.parent_id = None
    session.flush()
    return next(it.words for it in entries(session) if it.id == way_id)


def clear(session: Session) -> None:
    session.execute(delete(Way))


def _is_there(session: Session, way_id: int) -> bool:
    found = select(Way.id).where(Way.id == way_id, Way.area == Area.TOP, Way.parent_id.is_(None))
    return session.scalar(found) is not None


def _value(
    way: Way,
    title: str | None,
    slug: str | None,
    standing: Standing | None,
    opening: str | None,
    published_at: datetime | None,
) -> Entry:
    """`title` and what follows it are None where it leads to no page."""
    return Entry(
        id=way.id,
        area=Area(way.area),
        parent_id=way.parent_id,
        label=way.label,
        target=way.target,
        post_id=way.post_id,
        title=(title or called_by(opening or "", published_at)) if way.post_id else "",
        slug=slug or "",
        standing=standing,
    )
