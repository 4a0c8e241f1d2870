"""The feeds of posts, as feed readers read them."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from blog.authors.model import Author
from blog.comments.model import Status
from blog.db import writing
from blog.posts.life.discard import discard
from blog.posts.life.publish import withdraw
from blog.posts.model import Kind, Post, Standing
from blog.posts.write import Draft, rewrite
from blog.redirects import store as redirects
from blog.terms import arrange
from blog.terms import store as terms
from blog.terms.arrange import Filing
from blog.trash.delete import delete
from tests import make
from tests.clock import NOON
from tests.public.feeds.reader import XML, as_json, parsed, titles
from tests.public.there import there_is_a_comment, there_is_a_draft, there_is_a_post

TAG, ILLEGAL = "<i>R&D</i> ]]>", "\x0b\x1b\ufffe\uffff"
PLACES = ["/", "/blog/category/coaching/", "/blog/tag/team/", "/blog/author/erin/"]
HOSTILE = 'A & B <b>“bold”</b> <script>alert(1)</script> ]]> "quoted" 🐸 שלום é &amp; &#11;'


@pytest.fixture
def filed(engine):
    """A post in a category below another, with a tag."""
    with writing(engine) as session:
        one = arrange.add_category(session, Filing(name="Coaching", about="Of asking."))
        two = arrange.add_category(session, Filing(name="First talks", parent_id=one))
        return make.a_post(session, title="Ours", slug="ours", category_ids=(two,), tags=("Team",))


def test_a_feed_says_what_the_site_is_and_where(client, post):
    for form, kind in zip(XML, ("rss20", "atom10"), strict=True):
        found = parsed(client, f"/{form}")

        assert found.version == kind
        assert found.feed.title == "Howard Street"
        assert found.feed.subtitle == "Plain advice for people who lead people."
        links = {it.rel: it.href for it in found.feed.links}
        assert links == {"self": f"http://localhost/{form}", "alternate": "http://localhost/"}
    said = as_json(client, "/feed/json/")
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["feed_url"] == "http://localhost/feed/json/"
    assert said["home_page_url"] == "http://localhost/"


def test_an_entry_is_the_whole_post_under_a_mark_that_stays(client, engine, filed):
    mark = "tag:localhost,2026-11-23:post/1/120000"
    there_is_a_comment(engine, filed)
    there_is_a_comment(engine, filed, status=Status.HELD)

    rss, atom = (parsed(client, f"/{form}").entries[0] for form in XML)

    assert rss.title == atom.title == "Ours"
    assert rss.link == atom.link == "http://localhost/blog/ours/"
    assert rss.id == atom.id == mark
    assert rss.author == atom.author == "Erin"
    assert rss.published_parsed[:5] == atom.published_parsed[:5] == (2026, 11, 23, 12, 0)
    assert [it.term for it in rss.tags] == [it.term for it in atom.tags] == ["First talks", "Team"]
    assert rss.summary == atom.summary == "Two ways to help."
    text = "<p>Two ways to help.</p>\n<p>Both help people to grow.</p>"
    assert rss.content[0].value == atom.content[0].value == text
    assert rss.comments == "http://localhost/blog/ours/#replies"
    assert rss.wfw_commentrss == "http://localhost/blog/ours/feed/"
    assert rss.slash_comments == atom.thr_total == "1"
    item = as_json(client, "/feed/json/")["items"][0]
    assert (item["id"], item["url"]) == (mark, "http://localhost/blog/ours/")
    assert item["content_html"] == text
    assert item["tags"] == ["First talks", "Team"]
    assert item["authors"] == [{"name": "Erin", "url": "http://localhost/blog/author/erin/"}]


@pytest.mark.parametrize("place", PLACES)
def test_each_list_of_posts_has_a_feed_of_its_own(client, engine, filed, place):
    with writing(engine) as session:
        make.a_post(session, title="Erin's other")
        make.a_post(session, title="About", kind=Kind.PAGE)

    others = [] if "category" in place or "tag" in place else ["Erin's other"]

    assert sorted(titles(client, place)) == sorted([*others, "Ours"])
    assert parsed(client, f"{place}feed/").feed.link == f"http://localhost{place}"


@pytest.mark.parametrize("standing", [it for it in Standing if it is not Standing.PUBLISHED])
def test_what_is_not_published_is_in_no_feed(client, engine, filed, standing):
    hidden = there_is_a_draft(engine, title="Hidden", tags=("Team",))
    with writing(engine) as session:
        session.get_one(Post, hidden.id).standing = standing
        session.get_one(Post, hidden.id).published_at = NOON

    assert titles(client, "/") == titles(client, "/blog/tag/team/") == ["Ours"]


def test_the_newest_twenty_come_first_and_none_is_pinned(client, engine):
    for day in range(22):
        at = NOON - timedelta(days=day)
        there_is_a_post(engine, title=f"Day {day}", now=at, sticky=day == 21)

    assert titles(client, "/") == [f"Day {day}" for day in range(20)]


def test_a_feed_without_posts_is_one_all_the_same(client):
    assert titles(client, "/") == []
    assert "Last-Modified" not in client.get("/feed/").headers


def test_what_somebody_typed_breaks_no_feed_and_means_what_it_says(client, engine):
    post = there_is_a_post(engine, title=HOSTILE, lead=HOSTILE, body=HOSTILE, tags=(TAG,))
    with writing(engine) as session:
        row = session.get_one(Post, post.id)
        row.title, row.lead = f"{HOSTILE}{ILLEGAL}", f"{ILLEGAL}{HOSTILE}"  # as an import might
        row.html += f"<p>a{ILLEGAL}b</p>"

    rss, atom = (parsed(client, f"/{form}").entries[0] for form in XML)
    item = as_json(client, "/feed/json/")["items"][0]

    assert item["title"] == atom.title == HOSTILE
    assert item["summary"] == HOSTILE
    assert item["tags"] == [rss.tags[0].term] == [atom.tags[0].term] == [TAG]
    assert "🐸 שלום" in rss.title
    for text in (rss.content[0].value, atom.content[0].value, item["content_html"]):
        assert "<p>ab</p>" in text
        assert "&lt;script&gt;alert(1)" in text.partition("</p>")[0]
        assert "<script" not in text


@pytest.mark.parametrize("form", XML)
def test_within_a_text_every_address_is_whole(client, engine, form):
    with writing(engine) as session:
        picture = make.a_picture(session, alt="A cat")
    body = (
        f"[contact](/contact/) [far](#end) [beside](../other/) [mail](mailto:a@b.example)\n\n"
        f"![A cat](/media/{picture.name}.jpg)\n\nA note[^1].\n\n[^1]: Here.\n\n- [x] did\n- [ ] do"
    )
    post = there_is_a_post(engine, slug="ours", body=body)
    with writing(engine) as session:
        session.get_one(
            Post, post.id
        ).html += (
            '<p title="see href=" class="x"><img src="/a.png" srcset="/a.png 1w, /b.png 2w"></p>'
        )

    text = parsed(client, f"/{form}").entries[0].content[0].value

    assert 'href="http://localhost/contact/"' in text
    assert 'href="http://localhost/blog/ours/#end"' in text
    assert 'href="http://localhost/blog/other/"' in text
    assert 'href="mailto:a@b.example"' in text
    assert 'href="http://localhost/blog/ours/#fn1"' in text
    assert f'src="http://localhost/media/{picture.name}.jpg"' in text
    raw = as_json(client, "/feed/json/")["items"][0]["content_html"]
    assert 'srcset="http://localhost/a.png 1w, http://localhost/b.png 2w"' in raw
    assert '<p title="see href=">' in raw
    assert "☑ did" in text and "☐ do" in text
    assert "checkbox" not in raw and "tabindex" not in raw


def test_the_featured_picture_goes_along(client, engine):
    with writing(engine) as session:
        picture = make.a_picture(session, alt="A cat")
        make.a_post(session, picture_id=picture.id)
    url = f"http://localhost/media/{picture.name}.jpg"

    rss, atom = (parsed(client, f"/{form}").entries[0] for form in XML)

    length = client.get(url).headers["Content-Length"]
    for entry in (rss, atom):
        (enclosed,) = entry.enclosures
        assert (enclosed.href, enclosed.type, enclosed.length) == (url, "image/jpeg", length)
    assert as_json(client, "/feed/json/")["items"][0]["image"] == url


def test_a_post_without_a_title_or_lead_has_its_first_words(client, engine):
    post = there_is_a_post(engine, lead="", body="The *first* words.\n\nOthers.")
    with writing(engine) as session:
        session.get_one(Post, post.id).title = ""

    assert titles(client, "/") == ["The first words. Others."]
    assert parsed(client, "/feed/").entries[0].summary == "The first words. Others."


def test_a_post_that_takes_no_comments_and_has_none_names_none(client, engine):
    there_is_a_post(engine, comments_open=False)

    entry = parsed(client, "/feed/").entries[0]

    assert "comments" not in entry and "slash_comments" not in entry


def test_what_was_revised_says_when(client, engine, post, now):
    with writing(engine) as session:
        row = session.get_one(Post, post.id)
        row.revised_at = now + timedelta(days=2)

    entry = parsed(client, "/feed/atom/").entries[0]
    item = as_json(client, "/feed/json/")["items"][0]

    assert (entry.published, entry.updated) == ("2026-11-23T12:00:00Z", "2026-11-25T12:00:00Z")
    assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_a_reader_that_has_the_feed_is_told_so_by_mark_and_by_date(client, post, form):
    answer = client.get(f"/feed/{form}")
    since, tag = answer.headers["Last-Modified"], answer.headers["ETag"]
    assert parsedate_to_datetime(since) == NOON

    for known in ({"If-None-Match": tag}, {"If-Modified-Since": since}):
        again = client.get(f"/feed/{form}", headers=known)
        assert (again.status_code, again.data) == (304, b"")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("change", [withdraw, rewrite])
def test_a_reader_that_goes_by_the_date_learns_of_every_change(client, engine, now, change):
    old, _ = (there_is_a_post(engine, title=it) for it in ("Old", "New"))
    since = client.get("/feed/").headers["Last-Modified"]
    later = now + timedelta(hours=1)

    with writing(engine) as session:
        row = session.get_one(Post, old.id)
        if change is withdraw:
            withdraw(session, row, by="Erin", now=later)
        else:
            rewrite(session, row, Draft(title="Other", slug=row.slug, body="New."), now=later)

    assert client.get("/feed/", headers={"If-Modified-Since": since}).status_code == 200


@pytest.mark.parametrize("place", PLACES[1:])
def test_a_reader_that_goes_by_the_date_learns_that_a_post_left_a_list(
    client, engine, filed, now, place
):
    with writing(engine) as session:
        make.a_post(session, slug="stays", category_ids=(2,), tags=("Team",))
    since = client.get(f"{place}feed/").headers["Last-Modified"]
    later = now + timedelta(hours=1)

    with writing(engine) as session:
        row = session.get_one(Post, filed.id)
        session.add(other := Author(name="Other", slug="other"))
        session.flush()
        draft = Draft(title="Ours", slug="ours", body="The same.", author_id=other.id)
        rewrite(session, row, draft, now=later)

    answer = client.get(f"{place}feed/", headers={"If-Modified-Since": since})
    assert (answer.status_code, answer.text.count("<item>")) == (200, 1)


def test_what_was_withdrawn_and_is_deleted_by_now_does_not_set_the_date_back(
    client, engine, post, now
):
    old = there_is_a_post(engine, slug="old")
    since = client.get("/feed/").headers["Last-Modified"]
    later = now + timedelta(hours=1)
    with writing(engine) as session:
        discard(session, session.get_one(Post, old.id), by="Erin", now=later)
    with writing(engine) as session:
        delete(session, session.get_one(Post, old.id), by="Erin", now=later + timedelta(days=30))

    assert client.get("/feed/", headers={"If-Modified-Since": since}).status_code == 200


def test_an_address_that_moved_takes_its_feed_along(client, engine, now):
    with writing(engine) as session:
        category = arrange.add_category(session, Filing(name="One"))
        tree = terms.tree_to_change(session)
        arrange.change_category(session, tree, tree.branches[0], Filing(name="One", slug="uno"),
                                by="Erin", now=now)  # fmt: skip
        assert category and redirects.leading_from(session, "/blog/category/one/")

    for form in ("feed/", "feed/atom/", "feed/json/"):
        answer = client.get(f"/blog/category/one/{form}")
        assert (answer.status_code, answer.location) == (301, f"/blog/category/uno/{form}")


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/rss.xml", "/feed/"), ("/feed.xml", "/feed/"), ("/index.xml", "/feed/"),
        ("/rss/", "/feed/"), ("/atom.xml", "/feed/atom/"), ("/feed.json", "/feed/json/"),
        ("/blog/feed/", "/feed/"), ("/blog/feed/atom/", "/feed/atom/"), ("/feed/rss2/", "/feed/"),
        ("/comments/feed/rss/", "/comments/feed/"), ("/blog/ours/feed/rdf/", "/blog/ours/feed/"),
    ],
)  # fmt: skip
def test_where_other_blogs_have_their_feed_ours_is_found(client, path, leads_to):
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (301, leads_to)


@pytest.mark.parametrize("kind", ["category", "tag", "author"])
@pytest.mark.parametrize("slug", ["none", "x" * 5000, "%00", "%FF", "A", "<b>", "..%2f.."])
def test_what_is_not_there_has_no_feed(client, kind, slug):
    for form in ("feed/", "feed/atom/", "feed/json/", "feed/xml/"):
        assert client.get(f"/blog/{kind}/{slug}/{form}").status_code == 404


def test_whatever_is_asked_beside_it_the_feed_is_the_same(client, post):
    plain = client.get("/feed/").data

    for query in ("page=0", "paged=2", "x=%00%ff", "page=" + "9" * 400, "mine=x", "thread=-1"):
        assert client.get(f"/feed/?{query}").data == plain
