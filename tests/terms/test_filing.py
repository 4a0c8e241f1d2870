"""What a post is filed under: by names that people type, and with others at it at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from blog.db import reading, writing
from blog.posts.model import Post
from blog.terms import arrange, store
from blog.terms.arrange import Filing, NoPlace
from blog.terms.model import PostTag, Tag
from blog.terms.tags import store as tags
from tests.clock import NOON
from tests.rows import rows

BY: dict[str, Any] = {"by": "Erin", "now": NOON}


def file(engine: Engine, post: Post, *names: str) -> list[str]:
    with writing(engine) as session:
        store.file_under(session, post.id, category_ids=(), tags=names)
        return [it.name for it in store.tags_of(session, post.id)]


def test_a_tag_is_one_in_small_and_in_large_letters(engine: Engine, post: Post):
    file(engine, post, "Growth")

    assert file(engine, post, "growth", " GROWTH ", "", "\u200b") == ["Growth"]


def test_two_tags_of_one_address_by_their_letters_stay_two(engine: Engine, post: Post):
    file(engine, post, "C++", "C#", "c")

    assert {it.slug for it in rows(engine, Tag)} == {"c", "c-2", "c-3"}
    assert len(file(engine, post, "C++", "C#", "c")) == 3
    assert len(rows(engine, Tag)) == 3


def test_a_renamed_tag_is_found_by_its_new_name(engine: Engine, post: Post):
    file(engine, post, "Old")
    with writing(engine) as session:
        arrange.rename_tag(session, session.get_one(Tag, 1), name="New", slug="old", **BY)

    assert file(engine, post, "new") == ["New"]


def test_a_category_that_is_gone_is_left_out(engine: Engine, post: Post):
    with writing(engine) as session:
        number = arrange.add_category(session, Filing(name="Coaching"))
        store.file_under(session, post.id, category_ids=(number, 99), tags=())
        found = store.categories_of(session, post.id)

    assert [it.name for it in found] == ["Coaching"]


def test_one_new_tag_for_ten_posts_at_once_is_one_tag(engine: Engine, post: Post):
    all_are_ready = Barrier(5)

    def name_it(_: int) -> None:
        all_are_ready.wait()
        with writing(engine) as session:
            tags.called(session, "At once")

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(name_it, range(5)))

    assert len(rows(engine, Tag)) == 1


def test_merging_leaves_each_post_the_other_tag_once(engine: Engine, post: Post):
    file(engine, post, "Team", "Teams")
    with writing(engine) as session:
        held = tags.to_change(session, [1, 2])
        moved = arrange.merge_tag(session, held[2], held[1], **BY)

    assert moved == 1
    assert [(it.post_id, it.tag_id) for it in rows(engine, PostTag)] == [(post.id, 1)]


def test_two_that_are_put_under_each_other_at_once_make_no_circle(engine: Engine):
    with writing(engine) as session:
        one, two = (arrange.add_category(session, Filing(name=it)) for it in ("One", "Two"))
    both_are_ready = Barrier(2)

    def put(pair: tuple[int, int]) -> bool:
        both_are_ready.wait()
        try:
            with writing(engine) as session:
                tree = store.tree_to_change(session)
                found = tree.of(pair[0])
                assert found
                filing = Filing(name=found.name, slug=found.slug, parent_id=pair[1])
                arrange.change_category(session, tree, found, filing, **BY)
        except NoPlace:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(put, [(one, two), (two, one)])) == [False, True]
    with reading(engine) as session:
        assert sorted(it.depth for it in store.tree(session).branches) == [1, 2]


@pytest.mark.parametrize("slug", ["", "coaching"])
def test_an_address_made_of_a_name_is_free_and_a_typed_one_has_to_be(engine: Engine, slug: str):
    with writing(engine) as session:
        arrange.add_category(session, Filing(name="Coaching"))
    if slug:
        with pytest.raises(tags.SlugTaken), writing(engine) as session:
            arrange.add_category(session, Filing(name="Other", slug=slug))
    else:
        with writing(engine) as session:
            arrange.add_category(session, Filing(name="Coaching!", parent_id=1))

    with reading(engine) as session:
        found = [it.slug for it in store.tree(session).branches]
    assert found == (["coaching"] if slug else ["coaching", "coaching-2"])
