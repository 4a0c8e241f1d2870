"""Feeds and the sitemap of a site with very many posts."""

from blog.db import writing
from tests import make
from tests.public.many import many_like


def test_of_four_thousand_posts_a_feed_has_the_latest_and_the_sitemap_has_parts(client, engine):
    with writing(engine) as session:
        first = make.a_post(session, tags=("Team",))
        many_like(session, first, doublings=12)

    for path, sign, count in (
        ("/feed/", "<item>", 20),
        ("/blog/tag/team/feed/", "<item>", 1),
        ("/sitemap.xml", "<sitemap>", 3),
        ("/sitemap-3.xml", "<url>", 2**12 + 8 - 2 * 2000),
    ):
        assert client.get(path).text.count(sign) == count
