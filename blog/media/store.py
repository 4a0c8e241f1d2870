"""Pictures, in and out of the database."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from blog.media.model import Picture, PictureUse, Variant
from blog.text.pictures import Drawn, Source


def drawn(session: Session, names: Iterable[str]) -> dict[str, Drawn]:
    """Those that are there, by name."""
    found = session.scalars(select(Picture).where(Picture.name.in_(list(names)))).all()
    return {it.name: it for it in _drawn(session, found)}


def drawn_by_id(session: Session, ids: Iterable[int]) -> dict[int, Drawn]:
    found = session.scalars(select(Picture).where(Picture.id.in_(list(ids)))).all()
    return {it.id: it for it in _drawn(session, found)}


def use(session: Session, post_id: int, picture_ids: Iterable[int]) -> None:
    """The post shows these, and no others any more."""
    session.execute(delete(PictureUse).where(PictureUse.post_id == post_id))
    session.add_all(PictureUse(post_id=post_id, picture_id=it) for it in set(picture_ids))
    session.flush()


def _drawn(session: Session, pictures: Iterable[Picture]) -> list[Drawn]:
    known = list(pictures)
    rows = session.execute(
        select(Variant.picture_id, Variant.width, Variant.ending)
        .where(Variant.picture_id.in_([it.id for it in known]), ~Variant.is_master)
        .order_by(Variant.width)
    ).all()
    sources = defaultdict(list)
    for picture_id, width, ending in rows:
        sources[picture_id].append((width, ending))
    return [_one(it, sources[it.id]) for it in known]


def _one(picture: Picture, sources: Iterable[tuple[int, str]]) -> Drawn:
    base = f"/media/{picture.name}"
    return Drawn(
        id=picture.id,
        name=picture.name,
        url=f"{base}.{picture.ending}",
        width=picture.width,
        height=picture.height,
        colour=picture.colour,
        alt=picture.alt,
        decorative=picture.decorative,
        sources=tuple(
            Source(url=f"{base}-{width}.{ending}", width=width, ending=ending)
            for width, ending in sources
        ),
    )


def file_names(session: Session) -> dict[int, str]:
    """Of all pictures by number, those that came last first."""
    found = select(Picture.id, Picture.file_name).order_by(Picture.created_at.desc(), Picture.id)
    return {row.id: row.file_name for row in session.execute(found)}
