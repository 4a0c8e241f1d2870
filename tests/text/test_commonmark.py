"""A post means what CommonMark says it means, but for differences that have a name."""

from collections import Counter

from blog.text.prose.posts import post_html
from tests.text.commonmark import examples, kinds_of_difference


def test_all_examples_of_commonmark_come_out_but_for_what_the_page_about_writing_lists():
    found = [(it, kinds_of_difference(post_html(it), html)) for it, html in examples()]

    assert [it for it, kinds in found if kinds is None] == []
    assert sum(not kinds for _, kinds in found) == 501
    assert Counter(kind for _, kinds in found for kind in kinds or ()) == {
        "comments and instructions are gone": 9,
        "elements that are not allowed are gone, their words stay": 16,
        "attributes that are not allowed are gone": 20,
        "HTML that was left open is closed": 27,
        "headings have anchors": 40,
        "the first level of heading is the second": 25,
        "quotation marks and dashes are set as in print": 21,
        "bare addresses are links": 4,
        "a picture alone with a title is a figure": 10,
        "pictures have a class, and an alternative text, if an empty one": 23,
        "code has colours": 2,
        "tables stand in a place that scrolls": 5,
    }
