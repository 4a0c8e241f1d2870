import pytest

from blog.text.defang import defanged, defanged_line, quoted


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("http://eve.example/a?b=c", "hxxp://eve[.]example/a?b=c"),
        ("HTTPS://EVE.EXAMPLE", "hxxpS://EVE[.]EXAMPLE"),
        ("www.a.b.c", "www[.]a.b.c"),
        ("see eve.example.", "see eve[.]example."),
        ("eve@abuse.example", "eve@abuse[.]example"),
        ("mailto:eve@abuse.example", "mailto[:]eve@abuse[.]example"),
        ("ftp://a.example", "ftp[://]a[.]example"),
        ("http://192.0.2.1/", "hxxp://192.0.2.1/"),
        ("eve。example and eve．example", "eve[.]example and eve[.]example"),
        ("пример.рф", "пример[.]рф"),
        ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd[.]xn--p1ai"),
        ("_http://eve.example", "_http[://]eve[.]example"),
        (
            "It took 3.5 hours, e.g. on Monday. Then...",
            "It took 3.5 hours, e.g. on Monday. Then...",
        ),
        ("", ""),
    ],
)
def test_no_mail_program_makes_a_link_of_it(typed, shown):
    assert defanged(typed) == shown


def test_a_name_is_one_line_and_not_too_long():
    assert defanged_line("Eve\nApprove: https://eve.example", 80) == (
        "Eve Approve: hxxps://eve[.]example"
    )
    assert len(defanged_line("x" * 300, 80)) == 80


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_line_of_a_quote_is_marked_whatever_ends_it(end):
    assert quoted(f"One{end}Two", 100) == "> One\n> Two"


def test_a_quote_is_folded_between_words_and_keeps_its_empty_lines():
    folded = quoted("word " * 20 + "\n\n    code", 500).split("\n")

    assert [len(line) <= 74 for line in folded] == [True] * len(folded)
    assert folded[-2:] == [">", ">     code"]
