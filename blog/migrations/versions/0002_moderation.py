"""Comments with weights, versions, trusted authors, followers, and letters that are gathered."""

import hashlib
import re
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_WORD = sa.String(10)
_HUES = 12
_WARNING = 30  # what a reason weighs that was found before reasons had weights
_FIRST_COMMENT = "first comment from this name and address"
_ADDED: dict[str, sa.types.TypeEngine[Any]] = {
    "weights": sa.JSON(),
    "hue": sa.Integer(),
    "digest": sa.String(32),
    "by_office": sa.Boolean(),
    "asks": sa.Boolean(),
    "taught": _WORD,
}


def upgrade() -> None:
    _comments()
    _beside_comments()
    _notices()
    _followers()
    _add_text("decision", "action", sa.String(20))
    op.create_index("ix_decision_action", "decision", ["action"])
    _add_text("letter", "unsubscribe_url", sa.Text())


def downgrade() -> None:
    for table in (
        *("following", "follower", "notice_round", "notice_owed", "trusted_author"),
        "comment_version",
    ):
        op.drop_table(table)
    op.execute("UPDATE comment SET status = 'trash' WHERE status = 'gone'")
    op.drop_index("ix_comment_digest", "comment")
    op.drop_index("ix_comment_network_created_at", "comment")
    op.drop_index("ix_decision_action", "decision")
    with op.batch_alter_table("comment") as comment:
        for name in (*_ADDED, "edited_at", "moved_at"):
            comment.drop_column(name)
    with op.batch_alter_table("decision") as decision:
        decision.drop_column("action")
    with op.batch_alter_table("letter") as letter:
        letter.drop_column("unsubscribe_url")


def _comments() -> None:
    for name, kind in _ADDED.items():
        op.add_column("comment", sa.Column(name, kind, nullable=True))
    op.add_column("comment", sa.Column("edited_at", _MOMENT, nullable=True))
    op.add_column("comment", sa.Column("moved_at", _MOMENT, nullable=True))
    _fill()
    # a number is never given twice: links and decisions of a deleted comment are not another's
    numbered = {"sqlite_autoincrement": True}
    with op.batch_alter_table("comment", table_kwargs=numbered) as comment:
        for name, kind in _ADDED.items():
            comment.alter_column(name, existing_type=kind, nullable=False)
    op.create_index("ix_comment_digest", "comment", ["digest"])
    op.create_index("ix_comment_network_created_at", "comment", ["network", "created_at"])


def _fill() -> None:
    """As the site has it from now on, spelt out here: a migration does not change with the code."""
    comment = sa.table(
        "comment",
        *(sa.column(name) for name in ("id", "name", "text", "status")),
        *(sa.column(name, _MOMENT) for name in ("moved_at", "created_at")),
        sa.column("reasons", sa.JSON()),
        *(sa.column(name, kind) for name, kind in _ADDED.items()),
    )
    connection = op.get_bind()
    plain = {"by_office": False, "asks": False, "taught": ""}
    connection.execute(sa.update(comment).values(moved_at=comment.c.created_at, **plain))
    # what was kept for ever until now is kept for its days from now on
    kept = sa.update(comment).where(comment.c.status.in_(("spam", "trash")))
    connection.execute(kept.values(moved_at=datetime.now(UTC)))
    told = sa.select(comment.c.id, comment.c.name, comment.c.text, comment.c.reasons)
    rows = [
        {
            "at": row.id,
            "hue": crc32(row.name.encode()) % _HUES,
            "digest": _digest(row.text),
            "weights": [0 if reason == _FIRST_COMMENT else _WARNING for reason in row.reasons],
        }
        for row in connection.execute(told)
    ]
    if rows:
        values: dict[str, Any] = {
            name: sa.bindparam(name, type_=_ADDED[name]) for name in rows[0] if name != "at"
        }
        one = sa.update(comment).where(comment.c.id == sa.bindparam("at")).values(values)
        connection.execute(one, rows)


def _digest(text: str) -> str:
    words = "".join(re.findall(r"\w+", text.casefold()))
    return hashlib.sha256(words.encode()).hexdigest()[:32] if len(words) >= 25 else ""


def _beside_comments() -> None:
    op.create_table(
        "comment_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(245), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _points_at("comment_version", "comment_id", "comment"),
        sa.PrimaryKeyConstraint("id", name="pk_comment_version"),
    )
    op.create_index("ix_comment_version_comment_id", "comment_version", ["comment_id"])
    op.create_table(
        "trusted_author",
        sa.Column("email_key", sa.String(254), nullable=False),
        sa.Column("name", sa.String(245), nullable=False),
        sa.Column("by", sa.String(245), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("email_key", "name", name="pk_trusted_author"),
    )


def _notices() -> None:
    op.create_table(
        "notice_owed",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("status", _WORD, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _points_at("notice_owed", "comment_id", "comment"),
        sa.PrimaryKeyConstraint("comment_id", name="pk_notice_owed"),
    )
    op.create_table(
        "notice_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("told_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_round"),
    )


def _followers() -> None:
    op.create_table(
        "follower",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_key", sa.String(254), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("consent", _WORD, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("consented_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_follower"),
        sa.UniqueConstraint("email_key", name="uq_follower_email_key"),
    )
    op.create_table(
        "following",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("follower_id", sa.Integer(), nullable=False),
        sa.Column("stopped_at", _MOMENT, nullable=True),
        _points_at("following", "comment_id", "comment"),
        _points_at("following", "follower_id", "follower"),
        sa.PrimaryKeyConstraint("comment_id", name="pk_following"),
    )
    op.create_index("ix_following_follower_id", "following", ["follower_id"])


def _add_text(table: str, name: str, kind: sa.String) -> None:
    op.add_column(table, sa.Column(name, kind, nullable=True))
    column = sa.table(table, sa.column(name))
    op.execute(sa.update(column).values({name: ""}))
    with op.batch_alter_table(table) as altered:
        altered.alter_column(name, existing_type=kind, nullable=False)


def _points_at(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
