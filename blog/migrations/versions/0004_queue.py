"""The indexes by which the queue is counted, its authors are known, and the log is filtered."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("ix_comment_status", "comment", ["status"])
    op.create_index(
        "ix_comment_email_key_status_created_at", "comment", ["email_key", "status", "created_at"]
    )
    op.drop_index("ix_comment_email_key_status", "comment")
    op.create_index("ix_decision_by_id", "decision", ["by", "id"])


def downgrade() -> None:
    op.drop_index("ix_decision_by_id", "decision")
    op.create_index("ix_comment_email_key_status", "comment", ["email_key", "status"])
    op.drop_index("ix_comment_email_key_status_created_at", "comment")
    op.drop_index("ix_comment_status", "comment")
