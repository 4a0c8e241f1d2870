"""The first shape: everything that is read, written, mailed and moderated."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_WORD = sa.String(10)


def upgrade() -> None:
    _site()
    _posts()
    _comments()
    _inquiries()
    _decisions()
    _outbox()
    _editors()
    _intake()


def downgrade() -> None:
    for table in (
        *("attempt", "letter", "comment", "post", "signed_in", "editor"),
        *("inquiry", "decision", "said", "window_count", "wish", "edition"),
    ):
        op.drop_table(table)


def _site() -> None:
    edition = op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
    )
    op.bulk_insert(edition, [{"id": 1, "number": 1}])
    op.create_table(
        "wish",
        sa.Column("key", sa.String(50), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_wish"),
    )


def _posts() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(245), nullable=False),
        sa.Column("standing", _WORD, nullable=False),
        sa.Column("comments_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("published_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
        sa.UniqueConstraint("slug", name="uq_post_slug"),
    )
    op.create_index(
        "ix_post_kind_standing_published_at", "post", ["kind", "standing", "published_at"]
    )


def _comments() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(245), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("email_key", sa.String(254), nullable=False),
        sa.Column("website", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("status", _WORD, nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("network", sa.String(50), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        _points_at("comment", "post_id", "post", ondelete="CASCADE"),
        _points_at("comment", "parent_id", "comment", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_parent_id", "comment", ["parent_id"])
    op.create_index("ix_comment_post_id_status", "comment", ["post_id", "status"])
    op.create_index("ix_comment_status_created_at", "comment", ["status", "created_at"])
    op.create_index("ix_comment_email_key_status", "comment", ["email_key", "status"])


def _inquiries() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(245), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("phone", sa.String(60), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("page", sa.String(300), nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("network", sa.String(50), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
    )
    op.create_index("ix_inquiry_state_created_at", "inquiry", ["state", "created_at"])


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.String(20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(20), nullable=False),
        sa.Column("became", sa.String(20), nullable=False),
        sa.Column("by", sa.String(245), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_thing_thing_id", "decision", ["thing", "thing_id"])


def _outbox() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("reply_to", sa.String(254), nullable=False),
        sa.Column("reply_to_name", sa.String(245), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("about", sa.String(20), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("stage", _WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_answer", sa.Text(), nullable=False),
        sa.Column("claimed_by", sa.String(100), nullable=False),
        sa.Column("claimed_at", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
    )
    op.create_index("ix_letter_stage_due_at", "letter", ["stage", "due_at"])
    op.create_index("ix_letter_about_about_id", "letter", ["about", "about_id"])
    _attempts()


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("outcome", _WORD, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _points_at("attempt", "letter_id", "letter", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_letter_id", "attempt", ["letter_id"])


def _editors() -> None:
    op.create_table(
        "editor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(245), nullable=False),
        sa.Column("role", _WORD, nullable=False),
        sa.Column("password", sa.String(300), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editor"),
        sa.UniqueConstraint("email", name="uq_editor_email"),
    )
    op.create_table(
        "signed_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        _points_at("signed_in", "editor_id", "editor", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_signed_in"),
        sa.UniqueConstraint("token_hash", name="uq_signed_in_token_hash"),
    )
    op.create_index("ix_signed_in_editor_id", "signed_in", ["editor_id"])


def _intake() -> None:
    op.create_table(
        "window_count",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_window_count"),
    )
    op.create_index("ix_window_count_began_at", "window_count", ["began_at"])
    op.create_table(
        "said",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_said"),
    )
    op.create_index("ix_said_at", "said", ["at"])


def _points_at(table: str, column: str, other: str, *, ondelete: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
