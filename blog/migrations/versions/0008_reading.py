"""When the words of a post were last changed, what it is found by, and what belongs to it. What
stood where the site itself stands from now on moves aside.

On SQLite a later migration that rebuilds the table `sought` loses its triggers: it has to make
them again, as `index_words` does here."""

from itertools import count

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TAKEN_FROM_NOW_ON = (("post", "feeds"), ("page", "rss"), ("page", "share"))
_COLUMNS = ("title", "lead", "filed", "body")
_NEW = ", ".join(f"new.{name}" for name in _COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in _COLUMNS)
_ADD = f"INSERT INTO sought_words (rowid, {', '.join(_COLUMNS)}) VALUES (new.post_id, {_NEW});"
_DROP = (
    f"INSERT INTO sought_words (sought_words, rowid, {', '.join(_COLUMNS)}) "
    f"VALUES ('delete', old.post_id, {_OLD});"
)
_TRIGGERS = {
    "sought_words_added": f"AFTER INSERT ON sought BEGIN {_ADD} END",
    "sought_words_gone": f"AFTER DELETE ON sought BEGIN {_DROP} END",
    "sought_words_changed": f"AFTER UPDATE OF {', '.join(_COLUMNS)} ON sought BEGIN "
    f"{_DROP} {_ADD} END",
}
# Each word for itself, and those of the title once more with a sign before them: what a title says
# is then found without a look at any row. Where a word stands is not kept: a tsvector knows no
# place beyond 16,383.
_IN_TITLE = "CASE WHEN title = '' THEN '' ELSE '=' || replace(title, ' ', ' =') END"
_LEXEMES = " || ".join(f"string_to_array({words}, ' ')" for words in (*_COLUMNS, _IN_TITLE))


def upgrade() -> None:
    op.add_column("post", sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("post", sa.Column("drawn", sa.Integer(), nullable=True))
    op.execute("UPDATE post SET drawn = 0")
    with op.batch_alter_table("post") as post:
        post.alter_column("drawn", existing_type=sa.Integer(), nullable=False)
    op.create_index("ix_post_standing_version", "post", ["standing", "version"])
    _make_room()
    _sought()
    _kin()
    index_words()


def downgrade() -> None:
    if _is_sqlite():
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE sought_words")
    op.drop_table("kin")
    op.drop_table("sought")
    op.drop_index("ix_post_standing_version", "post")
    with op.batch_alter_table("post") as post:
        post.drop_column("drawn")
        post.drop_column("revised_at")


def index_words() -> None:
    """Each database's own: tables of FTS5 here, a column with an index there."""
    if not _is_sqlite():
        op.execute(
            "ALTER TABLE sought ADD COLUMN lexemes tsvector "
            f"GENERATED ALWAYS AS (array_to_tsvector({_LEXEMES})) STORED"
        )
        op.execute("CREATE INDEX ix_sought_lexemes ON sought USING gin (lexemes)")
        return
    op.execute(
        f"CREATE VIRTUAL TABLE sought_words USING fts5({', '.join(_COLUMNS)}, content='sought', "
        "content_rowid='post_id', columnsize=0, prefix='3', tokenize='ascii')"
    )
    for name, when in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {when}")


def _make_room() -> None:
    """Nothing leads on from the old address: the site answers there."""
    bind = op.get_bind()
    post = sa.table("post", sa.column("kind"), sa.column("slug"))
    for kind, slug in _TAKEN_FROM_NOW_ON:
        there = set(bind.scalars(sa.select(post.c.slug).where(post.c.slug.startswith(slug))))
        free = next(it for it in (f"{slug}-{number}" for number in count(2)) if it not in there)
        one = (post.c.kind == kind, post.c.slug == slug)
        bind.execute(sa.update(post).where(*one).values(slug=free))


def _sought() -> None:
    op.create_table(
        "sought",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("weighed", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _COLUMNS),
        sa.PrimaryKeyConstraint("post_id", name="pk_sought"),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name="fk_sought_post_id_post", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sought_made_of", "sought", ["post_id", "version", "weighed", "mark"])


def _kin() -> None:
    op.create_table(
        "kin",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "other_id", name="pk_kin"),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name="fk_kin_post_id_post", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["post.id"], name="fk_kin_other_id_post", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_kin_other_id", "kin", ["other_id"])


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
