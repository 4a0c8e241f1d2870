"""Pictures, in and out of the database."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, delete, exists, select, update
from sqlalchemy.orm import Session

from blog.db import insert_into
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


def named(session: Session, name: str) -> Picture | None:
    return session.scalar(select(Picture).where(Picture.name == name))


def picture(session: Session, picture_id: int) -> Picture | None:
    return session.get(Picture, picture_id)


def some(session: Session, ids: Iterable[int]) -> list[Picture]:
    """Those of these numbers that are there."""
    return list(session.scalars(select(Picture).where(Picture.id.in_(list(ids)))))


def picture_to_change(session: Session, picture_id: int) -> Picture | None:
    """As it is now, and nobody else changes it until this transaction ends."""
    return session.get(Picture, picture_id, with_for_update=True, populate_existing=True)


def file_of(session: Session, name: str, width: int | None, ending: str) -> Variant | None:
    """Without its bytes; no width asks for the full one."""
    found = select(Variant).join(Picture).where(Picture.name == name, Variant.ending == ending)
    full = Variant.is_master if width is None else ~Variant.is_master
    if width is not None:
        full = full & (Variant.width == width)
    return session.scalar(found.where(full))


def body_of(session: Session, file: Variant) -> bytes:
    found = select(Variant.body).where(
        Variant.picture_id == file.picture_id,
        Variant.width == file.width,
        Variant.ending == file.ending,
    )
    return session.scalar(found) or b""


def files_of(session: Session, picture_id: int) -> list[Variant]:
    """All of it, without the bytes: the full one first, then the widest."""
    found = select(Variant).where(Variant.picture_id == picture_id)
    order = (Variant.is_master.desc(), Variant.width.desc(), Variant.ending)
    return list(session.scalars(found.order_by(*order)))


def add(session: Session, values: dict[str, Any]) -> int | None:
    """Its number, or None if a picture of that name is there; of two at once one is first."""
    table = Picture.__table__
    assert isinstance(table, Table)
    added: int | None = session.scalar(
        insert_into(session.get_bind().dialect.name, table)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["name"])
        .returning(table.c.id)
    )
    return added


def remove_unused(session: Session, picture_id: int) -> bool:
    """Gone with its files, unless a post or page shows it."""
    is_shown = exists().where(PictureUse.picture_id == Picture.id)
    gone = session.scalar(
        delete(Picture)
        .where(Picture.id == picture_id, ~is_shown)
        .returning(Picture.id)
        .execution_options(synchronize_session=False)
    )
    return gone is not None


def shown_by(session: Session, picture_id: int) -> list[int]:
    """The numbers of the posts and pages that show it."""
    found = select(PictureUse.post_id).where(PictureUse.picture_id == picture_id)
    return list(session.scalars(found.order_by(PictureUse.post_id)))


def file_names(session: Session) -> dict[int, str]:
    """Of all pictures by number, those that came last first."""
    found = select(Picture.id, Picture.file_name).order_by(Picture.created_at.desc(), Picture.id)
    return {row.id: row.file_name for row in session.execute(found)}


def square_names(session: Session, *, least: int) -> dict[int, str]:
    """Of those that are about square and no smaller than `least` pixels, as `file_names`."""
    large = (Picture.width >= least, Picture.height >= least)
    about_square = (
        Picture.width * 4 <= Picture.height * 5,
        Picture.height * 4 <= Picture.width * 5,
    )
    found = select(Picture.id, Picture.file_name).where(*large, *about_square)
    rows = session.execute(found.order_by(Picture.created_at.desc(), Picture.id))
    return {row.id: row.file_name for row in rows}


def sign(session: Session, was: str, name: str) -> None:
    """Whoever brought pictures under one name is called otherwise now."""
    renamed = update(Picture).where(Picture.by == was).values(by=name)
    session.execute(renamed.execution_options(synchronize_session=False))
