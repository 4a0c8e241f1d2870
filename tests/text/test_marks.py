"""Where the words that were looked for stand in a text, and what of it is shown."""

import time

import pytest

from blog.text.prose.marks import Wanted, marked, snippet
from blog.text.prose.plain import plain_text

COACH = Wanted(words=("coach",), is_beginning=True)


def drawn(pieces):
    return "".join(f"[{it.text}]" if it.is_marked else it.text for it in pieces)


@pytest.mark.parametrize(
    ("text", "wanted", "shown"),
    [
        ("A coach, coaching; encoach", COACH, "A [coach], [coaching]; encoach"),
        ("A coach, coaching", Wanted(words=("coach",)), "A [coach], coaching"),
        ("Un Élan élané", Wanted(words=("elan",)), "Un [Élan] élané"),
        ("e\u0301lan!", Wanted(words=("elan",)), "[e\u0301lan]!"),
        ("Die Straße", Wanted(words=("strasse",)), "Die [Straße]"),
        (
            "The team lead of the team",
            Wanted(words=("team", "lead")),
            "The [team lead] of the team",
        ),
        ("在東京都", Wanted(words=("東", "京")), "在[東京]都"),
        ("\uf92c\uf928", Wanted(words=("廊",)), "\uf92c[\uf928]"),
        ("שָׁלוֹם לך", Wanted(words=("שלום",)), "[שָׁלוֹם] לך"),
        ("<b>&", Wanted(words=("b",)), "<[b]>&"),
        ("", COACH, ""),
    ],
)
def test_words_are_marked_as_they_are_spelled(text, wanted, shown):
    assert drawn(marked(text, [wanted])) == shown


def test_words_beside_each_other_are_one_mark():
    assert drawn(marked("a team lead", [Wanted(words=("team",)), Wanted(words=("lead",))])) == (
        "a [team lead]"
    )


def test_the_place_that_has_most_of_the_words_is_shown():
    text = f"A coach. {'Something else. ' * 80} The coach of a team. {'And so on. ' * 80}"

    shown = drawn(snippet(text, [COACH, Wanted(words=("team",))], length=100))

    assert "The [coach] of a [team]." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 115


def test_where_nothing_stands_the_beginning_is_shown():
    assert drawn(snippet("Just this.", [COACH], length=100)) == "Just this."


@pytest.mark.parametrize("text", ["é" * 200_000, "東" * 200_000, "coac " * 40_000, "a" * 200_000])
def test_no_text_takes_long(text):
    began = time.process_time()

    snippet(text, [COACH, Wanted(words=("東", "京")), Wanted(words=("a",))] * 4, length=240)

    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>One</h2><p>Two <em>t</em>hree</p>", "One Two three"),
        ("<p>1 &lt; 2 &amp; 3</p>\n<ul><li>a</li><li>b</li></ul>", "1 < 2 & 3 a b"),
        ('<p>x<img src="/a.png" alt="y > z">w</p>', "xw"),
        ('<p>cut <a href="/so', "cut"),
        ("", ""),
    ],
)
def test_html_is_read_as_plain_text(html, text):
    assert plain_text(html) == text
