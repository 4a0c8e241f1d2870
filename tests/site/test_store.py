"""The owner's wishes, and what happens to a site once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import Engine

from blog.db import reading, writing
from blog.site import store
from blog.site.wishes import Wishes


def claim(engine: Engine) -> bool:
    with writing(engine) as session:
        return store.claim(session, "once")


def test_wishes_come_back_as_they_were_kept(engine: Engine):
    wished = Wishes(name="Elm & Sons", letters_to=("a@elm.example", "b@elm.example"), city="")

    for _ in range(2):
        with writing(engine) as session:
            store.keep(session, wished)

    with reading(engine) as session:
        assert store.wishes(session) == wished


def test_while_nothing_is_wished_the_site_has_its_defaults(engine: Engine):
    with reading(engine) as session:
        assert store.wishes(session) == Wishes()


def test_a_claim_is_had_once_and_is_no_wish(engine: Engine):
    assert [claim(engine), claim(engine)] == [True, False]
    with reading(engine) as session:
        assert store.wishes(session) == Wishes()
        assert store.marks(session) == {"once": True}


def test_the_second_of_two_claims_waits_for_the_first(engine: Engine):
    asked = Event()

    def second() -> bool:
        asked.set()
        return claim(engine)

    with ThreadPoolExecutor(1) as pool:
        with writing(engine) as session:
            assert store.claim(session, "once")
            waiting = pool.submit(second)
            asked.wait()
            store.keep(session, Wishes(name="First"))
        assert waiting.result() is False


def test_a_claim_that_came_to_nothing_is_free_again(engine: Engine):
    with reading(engine) as session:
        store.claim(session, "once")

    assert claim(engine)
