"""What the site's own settings, its courier and its disk say."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from blog.doctor import database, disk, site
from blog.doctor.store import Letters
from blog.outbox.model import Rounds
from tests.clock import NOON


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("change-me-please-change-me-please", "bad"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bad"),
        ("q8Zr2LwVx5Nk7TbY", "warn"),
        ("q8Zr2LwVx5Nk7TbYq8Zr2LwVx5Nk7TbYu3", "ok"),
    ],
)
def test_a_key_that_can_be_guessed_is_bad(key, state):
    said = site.secret_key(key)

    assert said.state == state
    assert key not in said.words


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://howard.example", "ok"),
        ("http://howard.example", "bad"),
        ("http://127.0.0.1:8000", "warn"),
        ("http://localhost:8000", "warn"),
    ],
)
def test_links_in_letters_have_to_open_and_to_be_safe(url, state):
    assert site.public_url(url).state == state


@pytest.mark.parametrize(
    ("url", "hops", "state"),
    [
        ("https://howard.example", 0, "bad"),
        ("https://howard.example", 1, "ok"),
        ("http://127.0.0.1:8000", 1, "warn"),
        ("http://127.0.0.1:8000", 0, "ok"),
    ],
)
def test_proxies_are_those_that_stand_there(url, hops, state):
    assert site.proxies(url, hops).state == state


@pytest.mark.parametrize(("minutes", "state"), [(0, "ok"), (5, "ok"), (6, "bad")])
def test_a_courier_that_has_not_looked_for_five_minutes_is_missed(minutes, state):
    rounds = Rounds(id=1, looked_at=NOON - timedelta(minutes=minutes), pause_words="")

    assert site.courier(rounds, now=NOON, place="inside").state == state


def test_a_pause_is_told_with_the_server_s_words():
    until = NOON + timedelta(minutes=5)
    rounds = Rounds(id=1, looked_at=NOON, paused_until=until, pause_words="535 wrong password")

    said = site.courier(rounds, now=NOON, place="apart")

    assert (said.state, "535 wrong password" in said.words) == ("bad", True)


@pytest.mark.parametrize(
    ("dead", "minutes", "state"), [(0, 30, "ok"), (0, 31, "bad"), (1, 0, "bad")]
)
def test_letters_that_do_not_leave_are_bad(dead, minutes, state):
    letters = Letters(waiting=2, dead=dead, oldest_at=NOON - timedelta(minutes=minutes))

    assert site.outbox(letters, now=NOON).state == state


@pytest.mark.parametrize(("megabytes", "state"), [(50, "bad"), (500, "warn"), (5_000, "ok")])
def test_a_disk_that_fills_up_is_told_before_it_is_full(tmp_path, megabytes, state):
    free = SimpleNamespace(f_bavail=megabytes * 1024, f_frsize=1024)

    assert [it.state for it in disk.room([tmp_path], statvfs=lambda _: free)] == [state]


def test_a_key_that_others_may_read_is_bad(tmp_path):
    key = tmp_path / "secret_key"
    key.write_text("x")
    key.chmod(0o644)
    assert [it.state for it in disk.private([key])] == ["bad"]

    key.chmod(0o600)
    assert [it.state for it in disk.private([key])] == ["ok"]


def test_a_zone_that_nobody_knows_is_bad():
    assert database.zone("Atlantis/Old").state == "bad"
    assert database.zone("Europe/Vienna").state == "ok"
