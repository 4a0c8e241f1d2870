"""What an editor is asked to look at once more."""

import pytest

from blog.text.pictures import Drawn
from blog.text.prose.checks import LONGEST_TITLE, hints
from blog.text.prose.posts import LONGEST, post_html

NAME = "0123456789abcdef01234567"
OURS = Drawn(id=1, name=NAME, url=f"/media/{NAME}.jpg", width=9, height=9, colour="000000")
PICTURE = f"/media/{NAME}.jpg"


def said(markdown="Words.", *, pictures=None, **values):
    given = {"title": "A title", "pictures": pictures or {NAME: OURS}, **values}
    return hints(markdown=markdown, html=post_html(markdown), **given)


def words_of(found):
    return [it.words for it in found]


def test_an_ordinary_post_is_left_alone():
    text = (
        f"# …\n\n## One\n\n### Two\n\n## Three\n\n![A door]({PICTURE}) [what it costs](/costs/), "
        "[above](#one), ~~[x](y)~~ [^1]\n\n[^1]: A note."
    ).removeprefix("# …\n\n")

    assert said(text, lead="Short.", picture_id=1, picture_alt="A door") == ()


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("", "There is no title yet."),
        ("  ", "There is no title yet."),
        ("t" * (LONGEST_TITLE + 1), f"The title has {LONGEST_TITLE + 1} characters"),
    ],
)
def test_a_title_that_is_missing_or_very_long(title, hint):
    (found,) = said(title=title)

    assert found.words.startswith(hint)
    assert found.where == ""


@pytest.mark.parametrize("title", ["t", "t" * (LONGEST_TITLE - 1), "t" * LONGEST_TITLE])
def test_a_title_up_to_the_limit_is_fine(title):
    assert said(title=title) == ()


@pytest.mark.parametrize("text", [f"One\n\n![]({PICTURE})", f'One\n\n<img src="{PICTURE}">'])
def test_a_picture_without_words(text):
    (found,) = said(text)

    assert "no words for people who cannot see it" in found.words
    assert found.where == "line 3"


def test_a_decorative_picture_needs_none():
    decorative = Drawn(**{**vars(OURS), "decorative": True})

    assert said(f"![]({PICTURE})", pictures={NAME: decorative}) == ()


def test_a_picture_that_is_not_there():
    (found,) = said(f"![A door](/media/{'f' * 24}.jpg)")

    assert "not among the pictures" in found.words


def test_a_picture_from_elsewhere():
    (found,) = said("![A dog](https://a.example/x.png)")

    assert "lies at a.example" in found.words
    assert "upload it" in found.words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## a\n\n### b", []),
        ("## a\n\n#### b", ["line 3"]),
        ("### a", ["line 1"]),
        ("## a\n\n### b\n\n## c", []),
        ("## a\n\n##### b\n\n### c\n\n<h6>d</h6>", ["line 3", "line 7"]),
    ],
)
def test_a_heading_that_skips_a_level(text, lines):
    found = said(text)

    assert [it.where for it in found] == lines
    assert all("skips a level" in it.words for it in found)


@pytest.mark.parametrize("text", ["# a", "a\n===", "<h1>a</h1>"])
def test_a_heading_of_the_first_level(text):
    (found,) = said(text)

    assert "## instead of #" in found.words


@pytest.mark.parametrize("text", ["[](/a)", '<a href="/a"></a>', f"[![]({PICTURE})](/a)"])
def test_a_link_without_words(text):
    assert any("This link has no words" in it for it in words_of(said(text)))


def test_a_linked_picture_that_says_what_it_shows_is_a_link_with_words():
    assert said(f"[![A door]({PICTURE})](/a)") == ()


@pytest.mark.parametrize("words", ["here", "Click here!", "*Read more* …", "This link"])
def test_a_link_that_does_not_say_where_it_leads(words):
    (found,) = said(f"One\ntwo [{words}](/a)")

    assert "does not say where the link leads" in found.words
    assert found.where == "line 2"


def test_a_link_to_a_heading_that_is_not_there():
    (found,) = said("## Über uns\n\n[a](#über-uns) and [b](#gone)")

    assert "“#gone”" in found.words


@pytest.mark.parametrize(
    ("values", "is_asked"),
    [
        ({"picture_id": 1}, True),
        ({"picture_id": 1, "picture_alt": " "}, True),
        ({"picture_id": 1, "picture_alt": "A door"}, False),
        ({"picture_id": 1, "picture_decorative": True}, False),
        ({}, False),
    ],
)
def test_a_featured_picture_without_words(values, is_asked):
    assert any("featured picture" in it for it in words_of(said(**values))) is is_asked


@pytest.mark.parametrize(
    ("values", "is_asked"),
    [
        ({"lead": ""}, True),
        ({"lead": " ", "description": " "}, True),
        ({"lead": "Short."}, False),
        ({"lead": "", "description": "Short."}, False),
        ({}, False),
    ],
)
def test_a_post_without_excerpt_and_description(values, is_asked):
    assert any("no excerpt" in it for it in words_of(said(**values))) is is_asked


def test_a_piece_of_another_site():
    (found,) = said('One\n\n<iframe src="https://a.example"></iframe>')

    assert "(iframe) is taken out" in found.words


def test_a_text_that_is_too_long_to_be_read():
    (found,) = said("a" * (LONGEST + 1))

    assert "just as it was typed" in found.words
    assert said("a" * LONGEST) == ()


def test_nobody_gets_more_than_fifty():
    assert len(said("[](/a)\n\n" * 50)) == 50
    assert len(said("[](/a)\n\n" * 51)) == 50
