"""An entry of the menu leads to us or, by https, elsewhere."""

import pytest

from blog.menu.entry import Area, Entry, links
from blog.menu.target import wrong_with
from blog.posts.model import Standing
from tests.shared_data import shared


@pytest.mark.parametrize(
    "target",
    ["/", "/blog/", "/blog/?page=2#top", "https://shop.example/", "https://a.example:8443"],
)
def test_these_may_be_followed(target):
    assert wrong_with(target) == ""


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "//evil.example", "/\\evil.example", "http://shop.example", "blog",
     "data:text/html,x", "https://", "https://eve@evil.example", "https://[", "https://x:99999999/",
     "/a b", "/a\tb", "https:evil", "https:/\\evil.example", "mailto:a@b.example", "JaVaScRiPt:1",
     "https://localhost", '/"onclick', "/\x00"],
)  # fmt: skip
def test_these_may_not(target):
    assert wrong_with(target) != ""


def test_nothing_of_the_list_of_scripts_may_be_followed():
    folder = shared("badinput/xss")
    tried = [
        line.strip()
        for path in folder.rglob("*.txt")
        for line in path.read_text("utf-8", "replace").splitlines()
        if line.strip() and not line.startswith(("/", "https://"))
    ]

    assert len(tried) > 50
    assert [line for line in tried if not wrong_with(line)] == []


def entry(number, *, parent=None, standing=None, area=Area.TOP):
    post = number if standing else None
    return Entry(
        id=number, area=area, parent_id=parent, label=f"E{number}", target=f"/{number}/",
        post_id=post, slug=f"s{number}", standing=standing,
    )  # fmt: skip


def test_what_stood_under_a_page_that_is_withdrawn_takes_its_place():
    found = links([entry(1, standing=Standing.WITHDRAWN), entry(2, parent=1), entry(3)], Area.TOP)

    assert [each.words for each in found] == ["E2", "E3"]


def test_the_page_that_is_the_first_has_the_first_pages_address():
    (found,) = links([entry(7, standing=Standing.PUBLISHED)], Area.TOP, home_id=7)

    assert found.href == "/"
