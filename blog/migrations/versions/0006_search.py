"""The words by which inquiries are found, and each database's own index of them.

On SQLite a later migration that rebuilds the table `inquiry` loses its triggers: it has to make
them again, as `index_words` does here."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from blog.inquiries.model import words_of

revision = "0006"
down_revision = "0005"

_AT_ONCE = 1_000
_READ = ("id", "name", "email", "organisation", "phone", "topic", "message")
_TRIGGERS = {
    "inquiry_words_added": "AFTER INSERT ON inquiry BEGIN {add} END",
    "inquiry_words_gone": "AFTER DELETE ON inquiry BEGIN {drop} END",
    "inquiry_words_changed": "AFTER UPDATE OF words ON inquiry BEGIN {drop} {add} END",
}
_ADD = "INSERT INTO inquiry_words (rowid, words) VALUES (new.id, new.words);"
_DROP = (
    "INSERT INTO inquiry_words (inquiry_words, rowid, words) VALUES ('delete', old.id, old.words);"
)


def upgrade() -> None:
    op.create_index("ix_inquiry_rehearsal_state", "inquiry", ["rehearsal", "state"])
    op.create_index("ix_inquiry_due_on", "inquiry", ["due_on"])
    op.add_column("inquiry", sa.Column("words", sa.Text(), nullable=True))
    _fill()
    with op.batch_alter_table("inquiry") as inquiry:
        inquiry.alter_column("words", existing_type=sa.Text(), nullable=False)
    index_words()


def downgrade() -> None:
    if _is_sqlite():
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE inquiry_words")
    else:
        op.execute("DROP INDEX ix_inquiry_words")
    with op.batch_alter_table("inquiry") as inquiry:
        inquiry.drop_column("words")
    op.drop_index("ix_inquiry_due_on", "inquiry")
    op.drop_index("ix_inquiry_rehearsal_state", "inquiry")


def index_words() -> None:
    """The words as they are written, so that both databases find the same: on PostgreSQL without
    its parser, which has opinions about addresses and numbers."""
    if not _is_sqlite():
        op.execute(
            "CREATE INDEX ix_inquiry_words ON inquiry "
            "USING gin (array_to_tsvector(string_to_array(words, ' ')))"
        )
        return
    op.execute(
        "CREATE VIRTUAL TABLE inquiry_words USING fts5(words, content='inquiry', "
        "content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    for name, when in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {when.format(add=_ADD, drop=_DROP)}")
    op.execute("INSERT INTO inquiry_words (inquiry_words) VALUES ('rebuild')")


def _fill() -> None:
    inquiry = sa.table("inquiry", sa.column("words"), *(sa.column(name) for name in _READ))
    change = sa.update(inquiry).where(inquiry.c.id == sa.bindparam("its_id"))
    change = change.values(words=sa.bindparam("its_words"))
    last = 0
    while rows := _after(inquiry, last):
        found = [{"its_id": row["id"], "its_words": words_of(row)} for row in rows]
        op.get_bind().execute(change, found)
        last = rows[-1]["id"]


def _after(inquiry: Any, last: int) -> Sequence[Any]:
    read = sa.select(*(inquiry.c[name] for name in _READ)).where(inquiry.c.id > last)
    return op.get_bind().execute(read.order_by(inquiry.c.id).limit(_AT_ONCE)).mappings().all()


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
