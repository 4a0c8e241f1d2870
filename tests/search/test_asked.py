"""What was typed into the search is taken apart without an error."""

import pytest

from blog.search.asked import Term, asked_for
from blog.search.wanted import for_postgresql, for_sqlite


def words(typed: str) -> list[tuple[str, ...]]:
    return [it.words for it in asked_for(typed).terms]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("coach team", [("coach",), ("team",)]),
        ('say "team lead" now', [("team", "lead"), ("say",), ("now",)]),
        ("e-mail, don't", [("e", "mail"), ("don", "t")]),
        ("東京", [("東", "京")]),
        ("a AND b OR NOT c", [("a",), ("and",), ("b",), ("or",), ("not",), ("c",)]),
        ("title:x* (y) ^z", [("title",), ("x",), ("y",), ("z",)]),
        ("'; DROP TABLE post; --", [("drop",), ("table",), ("post",)]),
        ('"open', [("open",)]),
        ("same same", [("same",)]),
        ("\x00\ud800 %&|!<->", []),
        ("", []),
    ],
)
def test_words_and_phrases(typed, terms):
    assert words(typed) == terms


def test_short_words_and_quoted_ones_are_no_beginnings():
    begun = {it.words[-1]: it.is_beginning for it in asked_for('"team lead" co coa').terms}

    assert begun == {"lead": False, "co": False, "coa": True}


def test_at_most_twelve_words_of_two_hundred_signs_are_looked_for():
    assert len(words(" ".join(map(str, range(100))))) == 12
    assert sum(map(len, words("東" * 500))) == 12
    assert len(asked_for("x" * 10_000).typed) == 200


def test_the_words_of_phrases_are_looked_for_apart_where_nothing_has_them_together():
    asked = asked_for('"team lead" leads')

    assert asked.apart == (
        Term(words=("team",)),
        Term(words=("lead",)),
        Term(words=("leads",), is_beginning=True),
    )


def test_each_database_is_asked_in_its_own_language():
    terms = asked_for('"team lead" coach').terms

    assert for_sqlite(terms) == '"team lead" AND "coach" *'
    assert for_postgresql(terms) == "'team' & 'lead' & 'coach':*"
    assert for_sqlite(terms[1:], titled=terms[1:]) == '("coach" *) AND (title : ("coach" *))'
    assert for_postgresql(terms[1:], titled=terms[1:], whole=True) == "('coach') & (('=coach'))"
