"""Arranging categories and tags, so that no post is lost and every old address leads on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog import edition
from blog.redirects import store as redirects
from blog.terms import address, store
from blog.terms.model import Tag
from blog.terms.tags import store as tags
from blog.terms.tags.store import SlugTaken
from blog.terms.tree import Branch, Tree
from blog.text.numbered import free
from blog.text.plain import slug_from


class NoPlace(Exception):
    """It cannot stand under that category: a circle, too deep, or that one is gone."""


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What an editor typed of a category; an empty slug is made from the name."""

    name: str
    slug: str = ""
    about: str = ""
    parent_id: int | None = None


def add_category(session: Session, filing: Filing) -> int:
    """Its number. Raises NoPlace and SlugTaken."""
    tree = store.tree_to_change(session)
    if not tree.may_stand(None, under=filing.parent_id):
        raise NoPlace
    slug = _slug(tree, filing)
    new = store.add(
        session, name=filing.name, slug=slug, about=filing.about, parent_id=filing.parent_id
    )
    redirects.drop(session, address.of_category(slug))
    edition.turn(session)
    return new.id


def change_category(
    session: Session, tree: Tree, category: Branch, filing: Filing, *, by: str, now: datetime
) -> None:
    """`tree` is one to change. Raises NoPlace and SlugTaken."""
    if not tree.may_stand(category.id, under=filing.parent_id):
        raise NoPlace
    slug = _slug(tree, filing, mine=category)
    store.change(
        session,
        category.id,
        name=filing.name,
        slug=slug,
        about=filing.about,
        parent_id=filing.parent_id,
    )
    if slug != category.slug:
        old, new = address.of_category(category.slug), address.of_category(slug)
        redirects.lead_to(session, old, target=new, by=by, now=now)
    edition.turn(session)


def order_categories(session: Session, ids: Sequence[int]) -> None:
    """Those that stand side by side, in this order."""
    store.arrange(session, ids)
    edition.turn(session)


def remove_category(session: Session, tree: Tree, category: Branch) -> int:
    """What stood below it moves up to its place; its posts keep their other categories. How many
    posts there were."""
    posts = store.post_count(session, category.id)
    beside = [it.id for it in tree.below(category.parent_id)]
    place = beside.index(category.id)
    beside[place : place + 1] = [it.id for it in tree.below(category.id)]
    store.hang(session, beside, under=category.parent_id)
    store.remove(session, category.id)
    redirects.drop_to(session, address.of_category(category.slug))
    edition.turn(session)
    return posts


def rename_tag(session: Session, tag: Tag, *, name: str, slug: str, by: str, now: datetime) -> None:
    """An empty slug is made from the name. Raises SlugTaken."""
    before, wanted = tag.slug, slug_from(slug or name)
    if wanted != before and (there := tags.at(session, wanted)) and there.id != tag.id:
        if slug:
            raise SlugTaken(wanted)
        wanted = tags.free_slug(session, wanted)
    tags.change(session, tag, name=name, slug=wanted)
    if wanted != before:
        old, new = address.of_tag(before), address.of_tag(wanted)
        redirects.lead_to(session, old, target=new, by=by, now=now)
    edition.turn(session)


def merge_tag(session: Session, tag: Tag, into: Tag, *, by: str, now: datetime) -> int:
    """Its posts have the other from now on, and its address leads there. How many there were."""
    posts = tags.post_count(session, tag.id)
    old, new = address.of_tag(tag.slug), address.of_tag(into.slug)
    tags.pass_on(session, tag.id, to=into.id)
    tags.remove(session, tag.id)
    redirects.lead_to(session, old, target=new, by=by, now=now)
    edition.turn(session)
    return posts


def remove_tag(session: Session, tag: Tag) -> int:
    """How many posts lost it."""
    posts, slug = tags.post_count(session, tag.id), tag.slug
    tags.remove(session, tag.id)
    redirects.drop_to(session, address.of_tag(slug))
    edition.turn(session)
    return posts


def _slug(tree: Tree, filing: Filing, *, mine: Branch | None = None) -> str:
    """What was typed has to be free; what is made from the name is made free."""
    wanted = slug_from(filing.slug or filing.name)
    taken = {it.slug for it in tree.branches if mine is None or it.id != mine.id}
    if wanted in taken and filing.slug:
        raise SlugTaken(wanted)
    return free(wanted, taken)
