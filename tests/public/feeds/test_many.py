"""Feeds and the sitemap of a site with very many posts."""

import time

from blog.db import writing
from tests import make
from tests.public.many import many_like


def test_of_sixteen_thousand_posts_feeds_and_sitemap_are_there_at_once(client, engine):
    with writing(engine) as session:
        first = make.a_post(session, tags=("Team",))
        many_like(session, first, doublings=14)

    for path, sign, count in (
        ("/feed/", "<item>", 20),
        ("/blog/tag/team/feed/", "<item>", 1),
        ("/sitemap.xml", "<sitemap>", 9),
        ("/sitemap-9.xml", "<url>", 2**14 + 6 - 8 * 2000),
    ):
        began = time.perf_counter()
        answer = client.get(path)
        assert time.perf_counter() - began < 1, path
        assert answer.text.count(sign) == count
