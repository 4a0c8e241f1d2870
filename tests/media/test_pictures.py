"""Pictures as rows: each once, found, described, and gone only when nothing shows it."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from blog.db import reading, writing
from blog.media import change, store
from blog.media.change import InUse, Said
from blog.media.child import Developed
from blog.media.listed import store as listed
from blog.media.listed.store import Asked, Which
from blog.media.model import Picture, Variant
from blog.media.take_in import take_in
from blog.posts.write import Draft, rewrite
from tests import make
from tests.clock import NOON
from tests.rows import rows

BODY = Developed(body=b"the bytes", ending="jpg", width=400, height=300, colour="aabbcc")


def taken(engine, name="cat.jpg"):
    with writing(engine) as session:
        return take_in(session, BODY, file_name=name, by="Erin", now=NOON)


def names(look, **asked):
    return [it.file_name for it in listed.found(look, Asked(**asked), number=1, size=10)]


def test_the_same_picture_twice_is_one(engine):
    first, second = taken(engine), taken(engine, "another name.jpg")

    assert first.is_new
    assert not second.is_new
    assert second.picture.id == first.picture.id
    assert second.picture.file_name == "cat.jpg"
    assert len(rows(engine, Variant)) == 1


def test_the_same_picture_ten_times_at_once_is_one(engine):
    with ThreadPoolExecutor(5) as pool:
        found = list(pool.map(lambda _: taken(engine), range(10)))

    assert sum(it.is_new for it in found) == 1
    assert len(rows(engine, Picture)) == 1


def test_its_name_is_that_of_its_bytes(engine):
    assert taken(engine).picture.name == hashlib.sha256(b"the bytes").hexdigest()[:24]


def test_pictures_are_found_by_name_and_by_what_they_show(engine):
    with writing(engine) as session:
        make.a_picture(session, red=1, file_name="IMG_100%.jpg")
        make.a_picture(session, red=80, file_name="b.jpg", alt="A Cat asleep")

    with reading(engine) as look:
        assert names(look, words="cat asleep") == ["b.jpg"]
        assert names(look, words="100%") == ["IMG_100%.jpg"]
        assert names(look, words="%") == ["IMG_100%.jpg"]
        assert names(look) == ["b.jpg", "IMG_100%.jpg"]


def test_unused_ones_and_those_without_words_are_found(engine):
    with writing(engine) as session:
        in_text = make.a_picture(session, red=1, file_name="text.jpg", alt="A cat")
        featured = make.a_picture(session, red=80, file_name="featured.jpg")
        make.a_picture(session, red=160, file_name="nowhere.jpg")
        change.say(session, featured, Said(alt="", decorative=True))
        make.a_draft(session, body=f"![](/media/{in_text.name}.jpg)", picture_id=featured.id)

    with reading(engine) as look:
        assert names(look, which=Which.UNUSED) == ["nowhere.jpg"]
        assert names(look, which=Which.WITHOUT_WORDS) == ["nowhere.jpg"]
        assert listed.count(look, Asked(which=Which.UNUSED)) == 1


def test_a_picture_taken_out_of_a_text_is_unused_again(engine):
    with writing(engine) as session:
        picture = make.a_picture(session)
        post = make.a_draft(session, body=f"![](/media/{picture.name}.jpg)")
        assert store.shown_by(session, picture.id) == [post.id]

        rewrite(session, post, Draft(title="x", body="without"), now=NOON)

        assert store.shown_by(session, picture.id) == []


def test_a_picture_in_use_stays_and_one_that_is_not_goes_with_its_files(engine):
    with writing(engine) as session:
        used, unused = make.a_picture(session, red=1), make.a_picture(session, red=80)
        make.a_draft(session, picture_id=used.id)

    with writing(engine) as session, pytest.raises(InUse):
        change.remove(session, make.the_picture(session, used.id))
    with writing(engine) as session:
        change.remove(session, make.the_picture(session, unused.id))

    assert [it.id for it in rows(engine, Picture)] == [used.id]
    assert [it.picture_id for it in rows(engine, Variant)] == [used.id]
