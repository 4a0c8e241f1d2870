"""What becomes of an editor's Markdown, and of the HTML in it."""

import re

import pytest

from blog.text.pictures import Drawn, Source, tint
from blog.text.prose.posts import LONGEST, post_html

NAME = "0123456789abcdef01234567"
WIDTHS = (480, 960)


def a_picture(*, width=2000, height=1000, ending="jpg", small=("avif", "webp", "jpg"), **values):
    sources = tuple(
        Source(url=f"/media/{NAME}-{wide}.{kind}", width=wide, ending=kind)
        for wide in WIDTHS
        for kind in small
    )
    return Drawn(
        id=1,
        name=NAME,
        url=f"/media/{NAME}.{ending}",
        width=width,
        height=height,
        colour="00ff7f",
        sources=sources,
        **values,
    )


def shown(markdown, picture=None):
    return post_html(markdown, pictures={NAME: picture or a_picture()})


def test_an_editors_pair_stands_side_by_side():
    html = post_html(":::: pair\n::: side\n### A\nx\n:::\n::: side\n### B\ny\n:::\n::::")

    assert html.count('<div class="side">') == 2
    assert '<div class="pair">' in html
    assert '<h3 id="a">A</h3>' in html


def test_tables_footnotes_and_quotation_marks_work_for_editors():
    html = post_html('| a | b |\n|---|--:|\n| 1 | "2" |\n\nx[^1]\n\n[^1]: note')

    assert '<td class="has-text-align-right">“2”</td>' in html
    assert '<a href="#fn1" id="fnref1">' in html
    assert '<li id="fn1" class="footnote-item"><p>note <a href="#fnref1"' in html
    assert 'aria-label="Back to the text"' in html


@pytest.mark.parametrize(
    ("written", "anchors"),
    [
        ("## What it costs\n#### Über uns & mehr!\n##### five", ["what-it-costs", "über-uns-mehr"]),
        ("## Same\n## Same\n## Same-2\n## Same", ["same", "same-2", "same-2-2", "same-3"]),
        ("# `code` *first*", ["code-first"]),
        ("## कहानी\n## 時間", ["कहानी", "時間"]),
        ("## Main\n## Comment 12\n## fn1\n## Reply title", ["main-1", "comment-12-1", "fn1-1"]),
        ("## !?\n## ", ["section", "section-2"]),
        ('<h2 id="respond">By hand</h2>', ["by-hand"]),
    ],
)
def test_a_heading_has_an_anchor_of_its_own(written, anchors):
    html = post_html(written)

    assert re.findall(r' id="([^"]*)"', html)[: len(anchors)] == anchors
    assert re.findall(r'href="#([^"]*)"', html)[: len(anchors)] == anchors


def test_the_title_of_the_page_is_its_only_heading_of_the_first_level():
    html = post_html("# One\n\nTwo\n===\n\n<h1>Three</h1>")

    assert "<h1" not in html
    assert html.count("<h2 ") == html.count("</h2>") == 3


def test_no_anchor_in_a_text_is_one_of_the_page(client, post):
    page = client.get(f"/blog/{post.slug}/").text

    for anchor in set(re.findall(r' id="([^"]+)"', page)):
        assert f'id="{anchor}"' not in post_html(f"## {anchor.replace('-', ' ')}"), anchor


def test_a_list_of_tasks_says_what_is_done():
    html = post_html("- [x] one\n- [ ] two\n- \\[x] three\n- [x]four")

    assert html.count("<input") == 2
    assert '<input type="checkbox" disabled checked aria-label="Done"> one' in html
    assert '<input type="checkbox" disabled aria-label="Not done"> two' in html
    assert "<li>[x] three</li>" in html


def test_code_keeps_its_language_and_its_quotation_marks():
    html = post_html('```python evil" onclick="x\na("b") -- c\n```\n\n`"d" ...`')

    assert '<code class="language-python">a(<span class="hl-s">"b"</span>) -- c' in html
    assert '<code>"d" ...</code>' in html


def test_tables_and_code_scroll_by_themselves_and_each_has_a_name():
    html = post_html("| a |\n|---|\n\n| b |\n|---|\n\n```\nx\n```")

    regions = re.findall(r'role="region" tabindex="0" aria-label="([^"]*)"', html)
    assert regions == ["Table", "Table 2", "Code"]


@pytest.mark.parametrize(
    ("link", "leads_out"),
    [
        ("[a](https://a.example)", True),
        ("[a](//a.example)", True),
        ("[a](/contact/)", False),
        ("[a](mailto:office@howard.example)", False),
        ("[a](tel:+15550100)", False),
    ],
)
def test_only_links_that_lead_out_are_cut_off_from_the_page(link, leads_out):
    html = post_html(link)

    assert ('rel="noopener"' in html) is leads_out
    assert "href=" in html


def test_html_of_an_editor_is_kept_as_far_as_it_is_harmless():
    kept = (
        '<figure class="alignleft"><figcaption>a <mark>b</mark></figcaption></figure>'
        '<p><kbd>c</kbd> <abbr title="d">e</abbr> <sub>f</sub><sup>g</sup><br>h</p>'
    )

    assert post_html(kept) == kept


@pytest.mark.parametrize(
    "taken_out",
    [
        '<script>alert("x")</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<p onclick="x()">',
        '<p id="main">',
        '<iframe src="https://a.example"></iframe>',
        '<video src="/x.mp4"></video>',
        '<form action="/desk/"><input name="x"><button>',
        '<a href="javascript:x()">',
        '<a href="java&#10;script:x()">',
        '<a target="_blank" href="/">',
        '<img src="data:image/svg+xml,x">',
        '<svg><a href="/"></a></svg>',
        '<p class="bar line respond">',
        '<td colspan="99999">',
        '<div role="alert" tabindex="1" aria-hidden="true">',
    ],
)
def test_html_of_an_editor_loses_what_could_do_harm(taken_out):
    html = post_html(f"{taken_out}\n\nWords.")

    assert "Words." in html
    assert not re.search(
        r"<(script|style|iframe|video|form|input|button|svg|img)|"
        r"\b(style|onclick|id|target|class|role|tabindex|aria-hidden|colspan)=|script:|alert|red",
        html,
    )


def test_what_wordpress_wrote_comes_out_sensibly():
    html = post_html(
        "<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:image {"id":7,"align":"right"} -->\n'
        '<figure class="wp-block-image alignright size-full"><img src="/media/x.jpg" alt="A dog"/>'
        "<figcaption>Rex</figcaption></figure>\n<!-- /wp:image -->\n\n"
        "Typed *long* ago,\n\nwith blank lines."
    )

    assert "wp:" not in html
    assert '<figure class="alignright"><img src="/media/x.jpg" alt="A dog" class="shot"' in html
    assert html.endswith("<p>Typed <em>long</em> ago,</p>\n<p>with blank lines.</p>")


def test_a_picture_of_ours_comes_in_the_lightest_size_that_fills_its_place():
    html = shown(f"![A door](/media/{NAME}.jpg)")

    assert f'<source type="image/avif" srcset="/media/{NAME}-480.avif 480w, ' in html
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert f'/media/{NAME}-960.jpg 960w, /media/{NAME}.jpg 2000w" sizes="(min-width: 41rem)' in html
    assert 'alt="A door" width="2000" height="1000"' in html
    assert 'class="shot tint-031" loading="lazy" decoding="async"' in html


def test_a_picture_is_shown_before_its_variants_are_made():
    html = shown(f"![A door](/media/{NAME}.jpg)", a_picture(small=()))

    assert html.startswith(f'<p><img src="/media/{NAME}.jpg" alt="A door"')


def test_a_picture_that_may_be_see_through_has_no_colour_behind_it():
    assert "tint" not in shown(f"![A door](/media/{NAME}.png)", a_picture(ending="png"))


def test_a_picture_alone_with_a_title_has_a_caption():
    html = shown(f'![A door](/media/{NAME}.jpg "Our *green* <door>")')

    assert html.startswith("<figure><picture>")
    assert html.endswith("<figcaption>Our *green* &lt;door&gt;</figcaption></figure>")
    assert "title=" not in html


def test_a_picture_among_words_has_none():
    assert "<figure" not in shown(f'See ![A door](/media/{NAME}.jpg "Ours")')


def test_an_editor_may_make_a_picture_narrower_and_let_the_text_flow_around_it():
    html = shown(f'<img class="alignleft" width="300" src="/media/{NAME}-480.jpg" alt="">')

    assert ' width="300"' in html
    assert ' height="150"' in html
    assert ' class="shot alignleft tint-031"' in html
    assert 'sizes="min(300px, calc(100vw - 2.5rem))"' in html


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("![A dog](https://a.example/x.png)", ">A dog</a>"),
        ("![](//a.example/x.png)", ">A picture at a.example</a>"),
        ("![](tel:15550100)", ">A picture at another site</a>"),
    ],
)
def test_a_picture_from_elsewhere_is_a_link_to_it(written, link):
    html = post_html(written)

    assert "<img" not in html
    assert link in html


def test_a_linked_picture_from_elsewhere_is_its_words_in_the_same_link():
    html = post_html("[![A dog](https://a.example/x.png)](https://b.example)")

    assert html == '<p><a href="https://b.example" rel="noopener">A dog</a></p>'


@pytest.mark.parametrize(
    ("colour", "name"),
    [("000000", "tint-000"), ("ffffff", "tint-333"), ("40ff00", "tint-130"), ("3fff00", "tint-030")]
    + [(it, "") for it in ("red", "", "fffffff")],
)
def test_a_colour_has_the_nearest_tint(colour, name):
    assert tint(colour) == name


def test_what_stands_too_deep_is_shown_as_it_was_typed():
    quoted = post_html(">" * 60 + " deep\nmore")
    listed = post_html("\n".join(f"{'  ' * depth}- item {depth}" for depth in range(60)))

    assert "deep\nmore" in quoted
    assert all(f"item {depth}" in listed for depth in range(60))


def test_a_text_as_long_as_a_form_takes_is_read_and_a_longer_one_is_shown_as_it_is():
    longest = post_html("*a* b\n".ljust(LONGEST, "c"))
    longer = post_html("*a* <b>\n\nd".ljust(LONGEST + 1, "c"))

    assert longest.startswith("<p><em>a</em> b")
    assert longer.startswith("<p>*a* &lt;b&gt;</p>\n<p>dccc")


@pytest.mark.parametrize("indentation", ["", "    ", "\t"])
def test_what_wordpress_noted_between_its_blocks_is_never_shown(indentation):
    block = f'{indentation}<!-- wp:cover {{"url":"/x"}} -->\n<p>One.</p>\n\n'

    html = post_html(f"{block}{indentation}<!-- /wp:cover -->\n\n```\n<!-- wp:more -->\n```")

    assert html.startswith("<p>One.</p>")
    assert html.count("wp:") == 1
