"""Inquiries with topics, labels, notes, answers and an assignee; letters that belong to one
conversation; and what the watch remembers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_MOMENT = sa.DateTime(timezone=True)
_NAME = sa.String(245)
_OF_INQUIRIES: dict[str, tuple[sa.types.TypeEngine[Any], Any]] = {
    "email_key": (sa.String(254), ""),
    "organisation": (_NAME, ""),
    "reach": (sa.String(60), ""),
    "best_time": (_NAME, ""),
    "topic": (sa.String(100), ""),
    "consent": (sa.Text(), ""),
    "weights": (sa.JSON(), []),
    "digest": (sa.String(32), ""),
    "taught": (sa.String(10), ""),
    "rehearsal": (sa.Boolean(), False),
    "starred": (sa.Boolean(), False),
}
_MAY_LACK: dict[str, sa.types.TypeEngine[Any]] = {
    "topic_id": sa.Integer(),
    "assignee_id": sa.Integer(),
    "due_on": sa.Date(),
    "moved_at": _MOMENT,
    "seen_at": _MOMENT,
    "answered_at": _MOMENT,
}
_INDEXES = (
    ("state",),
    ("created_at",),
    ("email_key", "created_at"),
    ("network", "created_at"),
    ("digest",),
    ("topic_id",),
    ("assignee_id",),
    ("rehearsal", "state", "created_at"),
    ("rehearsal", "answered_at", "created_at"),
)
_DIALECTS = ("sqlite", "postgresql")
_OF_THE_OFFICE = "ix_comment_by_office"
_POINTERS = (("topic_id", "topic"), ("assignee_id", "editor"))
_OF_LETTERS: dict[str, tuple[sa.types.TypeEngine[Any], Any]] = {
    "sender_name": (_NAME, ""),
    "in_reply_to": (sa.String(200), ""),
    "refs": (sa.Text(), ""),
    "auto": (sa.String(20), "auto-generated"),
    "via": (sa.String(10), ""),
    "why": (sa.Text(), ""),
}


def upgrade() -> None:
    _topics()
    _inquiries()
    _beside_inquiries()
    _answers()
    _add("letter", _OF_LETTERS)
    _watch()
    ours: dict[str, Any] = {
        f"{dialect}_where": sa.column("by_office", sa.Boolean()) for dialect in _DIALECTS
    }
    op.create_index(_OF_THE_OFFICE, "comment", ["status", "created_at"], **ours)


def downgrade() -> None:
    op.drop_index(_OF_THE_OFFICE, "comment")
    for table in (
        *("warned", "courier_rounds", "saved_reply", "looking", "answer_draft", "answer"),
        *("inquiry_note", "inquiry_label"),
    ):
        op.drop_table(table)
    op.execute("UPDATE letter SET stage = 'dropped' WHERE stage = 'held'")
    with op.batch_alter_table("letter") as letter:
        for name in _OF_LETTERS:
            letter.drop_column(name)
    _old_states()
    for columns in _INDEXES:
        op.drop_index(_index(columns), "inquiry")
    with op.batch_alter_table("inquiry") as inquiry:
        for column, other in _POINTERS:
            inquiry.drop_constraint(f"fk_inquiry_{column}_{other}", type_="foreignkey")
        for name in (*_OF_INQUIRIES, *_MAY_LACK):
            inquiry.drop_column(name)
    op.drop_table("topic")


def _old_states() -> None:
    """The version before knows new, answered and spam."""
    op.execute("UPDATE inquiry SET state = 'new' WHERE state = 'open'")
    op.execute("UPDATE inquiry SET state = 'answered' WHERE state IN ('waiting', 'closed')")
    op.execute("UPDATE inquiry SET state = 'spam' WHERE state = 'trash'")


def _topics() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("letters_to", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.UniqueConstraint("name", name="uq_topic_name"),
    )


def _inquiries() -> None:
    for name, kind in _MAY_LACK.items():
        op.add_column("inquiry", sa.Column(name, kind, nullable=True))
    _add("inquiry", _OF_INQUIRIES)
    inquiry = sa.table(
        "inquiry",
        *(sa.column(name) for name in ("email", "email_key", "state", "id")),
        *(sa.column(name, _MOMENT) for name in ("moved_at", "created_at", "answered_at")),
    )
    known = {"email_key": sa.func.lower(inquiry.c.email), "moved_at": inquiry.c.created_at}
    op.execute(sa.update(inquiry).values(known))
    decision = sa.table(
        "decision",
        *(sa.column(name) for name in ("thing", "thing_id", "became")),
        sa.column("at", _MOMENT),
    )
    first = (
        sa.select(sa.func.min(decision.c.at))
        .where(decision.c.thing == "inquiry", decision.c.thing_id == inquiry.c.id)
        .where(decision.c.became == "answered")
        .scalar_subquery()
    )
    answered = sa.update(inquiry).where(inquiry.c.state == "answered")
    op.execute(answered.values(answered_at=first))
    with op.batch_alter_table("inquiry") as altered:
        for column, other in _POINTERS:
            name = f"fk_inquiry_{column}_{other}"
            altered.create_foreign_key(name, other, [column], ["id"], ondelete="SET NULL")
    for columns in _INDEXES:
        op.create_index(_index(columns), "inquiry", list(columns))


def _beside_inquiries() -> None:
    op.create_table(
        "inquiry_label",
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(40), nullable=False),
        _points_at("inquiry_label", "inquiry_id", "inquiry"),
        sa.PrimaryKeyConstraint("inquiry_id", "label", name="pk_inquiry_label"),
    )
    op.create_index("ix_inquiry_label_label", "inquiry_label", ["label"])
    op.create_table(
        "inquiry_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", _NAME, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _points_at("inquiry_note", "inquiry_id", "inquiry"),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry_note"),
    )
    op.create_index("ix_inquiry_note_inquiry_id", "inquiry_note", ["inquiry_id"])


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("by", _NAME, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _points_at("answer", "inquiry_id", "inquiry"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
    )
    op.create_index("ix_answer_inquiry_id_id", "answer", ["inquiry_id", "id"])
    op.create_table(
        "answer_draft",
        *_whose("answer_draft"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "looking",
        *_whose("looking"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("writes_at", _MOMENT, nullable=True),
    )
    op.create_table(
        "saved_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_reply"),
        sa.UniqueConstraint("title", name="uq_saved_reply_title"),
    )


def _whose(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """An editor's own row beside an inquiry."""
    return (
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        _points_at(table, "inquiry_id", "inquiry"),
        _points_at(table, "editor_id", "editor"),
        sa.PrimaryKeyConstraint("inquiry_id", "editor_id", name=f"pk_{table}"),
    )


def _watch() -> None:
    op.create_table(
        "courier_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("looked_at", _MOMENT, nullable=False),
        sa.Column("paused_since", _MOMENT, nullable=True),
        sa.Column("paused_until", _MOMENT, nullable=True),
        sa.Column("pause_words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_courier_rounds"),
    )
    op.create_table(
        "warned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kinds", sa.String(100), nullable=False),
        sa.Column("since", _MOMENT, nullable=True),
        sa.Column("well_since", _MOMENT, nullable=True),
        sa.Column("warned_at", _MOMENT, nullable=True),
        sa.Column("week_told_at", _MOMENT, nullable=True),
        sa.Column("rehearsed_at", _MOMENT, nullable=True),
        sa.Column("failed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_warned"),
    )


def _add(table: str, columns: dict[str, tuple[sa.types.TypeEngine[Any], Any]]) -> None:
    for name, (kind, _) in columns.items():
        op.add_column(table, sa.Column(name, kind, nullable=True))
    told = sa.table(table, *(sa.column(name, kind) for name, (kind, _) in columns.items()))
    op.execute(sa.update(told).values({name: given for name, (_, given) in columns.items()}))
    with op.batch_alter_table(table) as altered:
        for name, (kind, _) in columns.items():
            altered.alter_column(name, existing_type=kind, nullable=False)


def _index(columns: tuple[str, ...]) -> str:
    return "_".join(("ix_inquiry", *columns))


def _points_at(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
