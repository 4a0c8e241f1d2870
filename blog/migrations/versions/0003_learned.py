"""The learned filter: a book for each kind of submission, its tokens and its texts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BOOK = sa.String(10)


def upgrade() -> None:
    op.create_table(
        "learned_book",
        sa.Column("book", _BOOK, nullable=False),
        sa.Column("spam", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("edge", sa.Double(), nullable=True),
        sa.Column("measured", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("book", name="pk_learned_book"),
    )
    op.create_table(
        "learned_token",
        sa.Column("book", _BOOK, nullable=False),
        sa.Column("token", sa.String(40), nullable=False),
        sa.Column("spam", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("book", "token", name="pk_learned_token"),
    )
    op.create_table(
        "learned_text",
        sa.Column("book", _BOOK, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kind", _BOOK, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("book", "digest", "kind", name="pk_learned_text"),
    )


def downgrade() -> None:
    for table in ("learned_text", "learned_token", "learned_book"):
        op.drop_table(table)
