"""A crowd that asks for one picture costs one drawing, and nobody can keep all threads busy."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from blog.shares.shelf import Busy, Shelf


def test_what_was_drawn_is_kept():
    shelf, times = Shelf(), []

    def draw() -> dict[str, bytes]:
        times.append(1)
        return {"a": b"x"}

    assert [shelf.get("a", draw) for _ in range(3)] == [b"x"] * 3
    assert len(times) == 1


def test_what_was_asked_for_longest_ago_goes_first():
    shelf = Shelf(most_bytes=20)
    drawn: list[str] = []

    def draw(name: str) -> dict[str, bytes]:
        drawn.append(name)
        return {name: bytes(10)}

    for name in ("a", "b", "a", "c", "a", "c", "b"):
        shelf.get(name, partial(draw, name))

    assert drawn == ["a", "b", "c", "b"]


def test_a_crowd_costs_one_drawing_and_is_sent_away_beyond_a_few():
    shelf, times = Shelf(), []
    drawing, go_on = threading.Event(), threading.Event()

    def draw() -> dict[str, bytes]:
        times.append(1)
        drawing.set()
        go_on.wait(5)
        return {"a": b"x"}

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(shelf.get, "a", draw)
        drawing.wait(5)
        others = [pool.submit(shelf.get, "a", draw) for _ in range(2)]
        while shelf._waiting._value:
            pass
        with pytest.raises(Busy):
            shelf.get("b", draw)
        go_on.set()

        assert [it.result(5) for it in (first, *others)] == [b"x"] * 3
    assert len(times) == 1


def test_a_drawing_that_fails_leaves_the_way_free():
    shelf = Shelf()

    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: {"a": bytes(1 // 0)})

    assert shelf.get("a", lambda: {"a": b"x"}) == b"x"


def test_what_comes_of_the_same_work_is_kept_with_it_and_counted_once():
    shelf = Shelf(most_bytes=20)
    both = {"a": bytes(10), "b": bytes(10)}

    for name in ("a", "b"):
        shelf.get(name, lambda: both)
    shelf.get("c", lambda: {"c": b"", "b": bytes(10)})

    assert [shelf.get(name, dict) for name in ("a", "b", "c")] == [bytes(10), bytes(10), b""]
