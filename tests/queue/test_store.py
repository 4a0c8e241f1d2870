"""The queue in the database: its pages hold every comment once, as many as it counts."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.posts.model import Post
from blog.queue import store
from blog.queue.asked import Filters, Order
from tests import make
from tests.clock import NOON

SIZE = 3
_A_COMMENT = st.fixed_dictionaries(
    {
        "status": st.sampled_from(list(Status)),
        "email": st.sampled_from(["ada@reader.example", "eve@abuse.example"]),
        "network": st.sampled_from(["192.0.2.0/24", "2001:db8::/48"]),
        "text": st.sampled_from(["Tea, please.", "100% sure", "Teapots!"]),
        "created_at": st.integers(0, 3).map(lambda hours: NOON + timedelta(hours=hours)),
    }
)
_FILTERS = st.builds(
    Filters,
    author=st.sampled_from(["", "ada@reader.example", "EVE@abuse.example", "nobody"]),
    network=st.sampled_from(["", "192.0.2.0/24", "2001:db8::/48"]),
    word=st.sampled_from(["", "tea", "%", "TEAPOT", "_"]),
)


@given(
    written=st.lists(_A_COMMENT, max_size=12),
    filters=_FILTERS,
    status=st.sampled_from([it for it in Status if it is not Status.GONE]),
    order=st.sampled_from(Order),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_pages_hold_every_comment_that_is_counted_once_and_in_order(
    engine: Engine,
    post: Post,
    written: list[dict[str, Any]],
    filters: Filters,
    status: Status,
    order: Order,
):
    with writing(engine) as session:
        session.execute(delete(Comment))
        kept = [make.a_comment(session, post, **values) for values in written]

    with reading(engine) as look:
        counts = store.counts(look, filters)
        pages = [
            store.page_of(look, status, filters=filters, order=order, number=number, size=SIZE)
            for number in range(1, 6)
        ]

    expected = [it for it in kept if it.status is status and lets_through(filters, it)]
    expected.sort(key=lambda it: (it.created_at, it.id), reverse=order is Order.NEWEST)
    assert [row.comment.id for page in pages for row in page] == [it.id for it in expected]
    assert counts[status] == len(expected)
    assert Status.GONE not in counts


def lets_through(filters: Filters, comment: Comment) -> bool:
    return (
        filters.author.lower() in ("", comment.email_key)
        and filters.network in ("", comment.network)
        and filters.word.lower() in comment.text.lower()
    )


def test_a_history_leaves_out_the_comment_it_stands_beside(engine: Engine, post: Post):
    with writing(engine) as session:
        for status in (Status.APPROVED, Status.APPROVED, Status.SPAM, Status.HELD, Status.TRASH):
            make.a_comment(session, post, status=status)
        make.a_comment(session, post, status=Status.APPROVED, email="sam@prospect.example")

    with reading(engine) as look:
        (held,) = store.page_of(look, Status.HELD, number=1, size=SIZE)

    known = held.history
    assert (known.approved, known.held, known.spam, known.trash) == (2, 0, 1, 1)
    assert (known.since, known.trusted) == (NOON, False)


@pytest.mark.parametrize("status", [Status.GONE, Status.HELD])
def test_what_was_emptied_has_no_name_any_more(engine: Engine, post: Post, status: Status):
    with writing(engine) as session:
        comment = make.a_comment(session, post, status=status)

    with reading(engine) as look:
        names = store.names_of(look, [comment.id])
        shown = store.queued(look, [comment.id])

    assert bool(names) is bool(shown) is (status is Status.HELD)
