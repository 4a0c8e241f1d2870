"""Posts with revisions, terms, authors, pictures and times; redirects, the menu, invitations."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from blog.text.plain import slug_from

revision = "0007"
down_revision = "0006"

_MOMENT = sa.DateTime(timezone=True)
_WORD = sa.String(10)
_NAME = sa.String(245)
_SLUG = sa.String(200)
_ADDRESS = sa.String(1000)
_GIVEN: dict[str, dict[str, tuple[sa.types.TypeEngine[Any], Any]]] = {
    "post": {
        "place": (sa.Integer(), 0),
        "picture_alt": (sa.Text(), ""),
        "picture_decorative": (sa.Boolean(), False),
        "sticky": (sa.Boolean(), False),
        "description": (sa.Text(), ""),
        "canonical": (_ADDRESS, ""),
        "noindex": (sa.Boolean(), False),
        "version": (sa.Integer(), 1),
        "was": (_WORD, ""),
        "preview_key": (sa.String(22), ""),
    },
    "signed_in": {"network": (sa.String(50), ""), "browser": (sa.Text(), "")},
}
_MAY_LACK: dict[str, sa.types.TypeEngine[Any]] = {
    "publish_at": _MOMENT,
    "expires_at": _MOMENT,
    "preview_until": _MOMENT,
    "author_id": sa.Integer(),
    "parent_id": sa.Integer(),
    "picture_id": sa.Integer(),
}
_POINTERS = (("author_id", "author"), ("parent_id", "post"), ("picture_id", "picture"))
_INDEXES = (
    ("author_id", "standing", "published_at"),
    ("kind", "standing", "sticky", "published_at"),
    ("parent_id",),
    ("picture_id",),
    ("standing", "publish_at"),
    ("standing", "expires_at"),
)


def upgrade() -> None:
    _terms()
    _authors()
    _pictures()
    _posts()
    _filed()
    _revisions()
    _ways()
    _admission()
    _ways_in()


def downgrade() -> None:
    for table in (
        *(
            "entry",
            "asked",
            "reset",
            "invitation",
            "way",
            "redirect",
            "writing",
            "post_draft",
            "revision",
        ),
        *("picture_use", "post_tag", "post_category"),
    ):
        op.drop_table(table)
    op.execute("UPDATE post SET standing = 'draft' WHERE standing = 'scheduled'")
    op.execute("UPDATE post SET standing = 'withdrawn' WHERE standing = 'trash'")
    op.execute("UPDATE editor SET role = 'editor' WHERE role IN ('author', 'moderator')")
    for columns in _INDEXES:
        op.drop_index(_index(columns), "post")
    with op.batch_alter_table("post") as post:
        for column, other in _POINTERS:
            post.drop_constraint(f"fk_post_{column}_{other}", type_="foreignkey")
        for name in (*_GIVEN["post"], *_MAY_LACK):
            post.drop_column(name)
    with op.batch_alter_table("signed_in") as signed_in:
        for name in _GIVEN["signed_in"]:
            signed_in.drop_column(name)
    for table in ("variant", "picture", "author", "tag", "category"):
        op.drop_table(table)


def _terms() -> None:
    op.create_table(
        "category",
        _column("id", sa.Integer()),
        _column("parent_id", sa.Integer(), may_lack=True),
        _column("slug", _SLUG),
        _column("name", sa.String(100)),
        _column("about", sa.Text()),
        _column("place", sa.Integer()),
        _points_at("category", "parent_id", "category", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_category"),
        sa.UniqueConstraint("slug", name="uq_category_slug"),
    )
    op.create_index("ix_category_parent_id", "category", ["parent_id"])
    op.create_table(
        "tag",
        _column("id", sa.Integer()),
        _column("slug", _SLUG),
        _column("name", sa.String(100)),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("slug", name="uq_tag_slug"),
    )


def _authors() -> None:
    op.create_table(
        "author",
        _column("id", sa.Integer()),
        _column("editor_id", sa.Integer(), may_lack=True),
        _column("slug", _SLUG),
        _column("name", _NAME),
        _column("about", sa.Text()),
        _column("html", sa.Text()),
        _points_at("author", "editor_id", "editor", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_author"),
        sa.UniqueConstraint("editor_id", name="uq_author_editor_id"),
        sa.UniqueConstraint("slug", name="uq_author_slug"),
    )


def _pictures() -> None:
    op.create_table(
        "picture",
        _column("id", sa.Integer()),
        _column("name", sa.String(24)),
        _column("file_name", _NAME),
        _column("ending", _WORD),
        _column("alt", sa.Text()),
        _column("decorative", sa.Boolean()),
        _column("width", sa.Integer()),
        _column("height", sa.Integer()),
        _column("colour", sa.String(6)),
        _column("stage", _WORD),
        _column("why", sa.Text()),
        _column("wanted", sa.Integer()),
        _column("claimed_at", _MOMENT, may_lack=True),
        _column("by", _NAME),
        _column("created_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_picture"),
        sa.UniqueConstraint("name", name="uq_picture_name"),
    )
    op.create_index("ix_picture_created_at_id", "picture", ["created_at", "id"])
    op.create_index("ix_picture_stage_claimed_at", "picture", ["stage", "claimed_at"])
    op.create_table(
        "variant",
        _column("picture_id", sa.Integer()),
        _column("width", sa.Integer()),
        _column("ending", _WORD),
        _column("height", sa.Integer()),
        _column("is_master", sa.Boolean()),
        _column("size", sa.Integer()),
        _column("body", sa.LargeBinary()),
        _points_at("variant", "picture_id", "picture"),
        sa.PrimaryKeyConstraint("picture_id", "width", "ending", name="pk_variant"),
    )


def _posts() -> None:
    for name, kind in _MAY_LACK.items():
        op.add_column("post", sa.Column(name, kind, nullable=True))
    for table, columns in _GIVEN.items():
        _add(table, columns)
    _name_the_authors()
    with op.batch_alter_table("post") as altered:
        for column, other in _POINTERS:
            name = f"fk_post_{column}_{other}"
            altered.create_foreign_key(name, other, [column], ["id"], ondelete="SET NULL")
    for columns_of_index in _INDEXES:
        op.create_index(_index(columns_of_index), "post", list(columns_of_index))


def _name_the_authors() -> None:
    """Each name under a post becomes an author: the editor's of that name, if there is one."""
    bind = op.get_bind()
    post = sa.table("post", sa.column("author"), sa.column("author_id"))
    editor = sa.table("editor", sa.column("id"), sa.column("name"))
    author = sa.table("author", *(sa.column(it) for it in ("id", "editor_id", "slug", "name")),
                      sa.column("about"), sa.column("html"))  # fmt: skip
    taken: set[str] = set()
    names = bind.scalars(sa.select(post.c.author).distinct().order_by(post.c.author)).all()
    for number, name in enumerate(names, 1):
        found = sa.select(editor.c.id).where(editor.c.name == name).order_by(editor.c.id).limit(1)
        slug = _free(slug_from(name or "author"), taken)
        values = {"id": number, "editor_id": bind.scalar(found), "slug": slug, "name": name}
        bind.execute(sa.insert(author).values(**values, about="", html=""))
        bind.execute(sa.update(post).where(post.c.author == name).values(author_id=number))
    if bind.dialect.name == "postgresql" and names:
        op.execute("SELECT setval('author_id_seq', (SELECT max(id) FROM author))")


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free


def _filed() -> None:
    for table, other in (
        ("post_category", "category"),
        ("post_tag", "tag"),
        ("picture_use", "picture"),
    ):
        op.create_table(
            table,
            _column("post_id", sa.Integer()),
            _column(f"{other}_id", sa.Integer()),
            _points_at(table, "post_id", "post"),
            _points_at(table, f"{other}_id", other),
            sa.PrimaryKeyConstraint("post_id", f"{other}_id", name=f"pk_{table}"),
        )
        order = [f"{other}_id"] + (["post_id"] if table != "picture_use" else [])
        op.create_index(f"ix_{table}_{'_'.join(order)}", table, order)


def _revisions() -> None:
    op.create_table(
        "revision",
        _column("id", sa.Integer()),
        _column("post_id", sa.Integer()),
        _column("title", sa.String(300)),
        _column("body", sa.Text()),
        _column("words", sa.JSON()),
        _column("by", _NAME),
        _column("why", sa.String(100)),
        _column("at", _MOMENT),
        _points_at("revision", "post_id", "post"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_index("ix_revision_post_id_id", "revision", ["post_id", "id"])
    op.create_table(
        "post_draft",
        *_whose("post_draft"),
        _column("body", sa.Text()),
        _column("words", sa.JSON()),
        _column("seen", sa.Integer()),
        _column("version", sa.Integer()),
        _column("at", _MOMENT),
    )
    op.create_table(
        "writing",
        *_whose("writing"),
        _column("at", _MOMENT),
        _column("writes_at", _MOMENT, may_lack=True),
    )


def _whose(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """An editor's own row beside a post."""
    return (
        _column("post_id", sa.Integer()),
        _column("editor_id", sa.Integer()),
        _points_at(table, "post_id", "post"),
        _points_at(table, "editor_id", "editor"),
        sa.PrimaryKeyConstraint("post_id", "editor_id", name=f"pk_{table}"),
    )


def _ways() -> None:
    op.create_table(
        "redirect",
        _column("id", sa.Integer()),
        _column("path", sa.String(500)),
        _column("target", _ADDRESS),
        _column("post_id", sa.Integer(), may_lack=True),
        _column("by", _NAME),
        _column("at", _MOMENT),
        _points_at("redirect", "post_id", "post"),
        sa.PrimaryKeyConstraint("id", name="pk_redirect"),
        sa.UniqueConstraint("path", name="uq_redirect_path"),
    )
    op.create_index("ix_redirect_post_id", "redirect", ["post_id"])
    op.create_table(
        "way",
        _column("id", sa.Integer()),
        _column("area", _WORD),
        _column("parent_id", sa.Integer(), may_lack=True),
        _column("place", sa.Integer()),
        _column("label", sa.String(100)),
        _column("target", _ADDRESS),
        _column("post_id", sa.Integer(), may_lack=True),
        _points_at("way", "parent_id", "way"),
        _points_at("way", "post_id", "post"),
        sa.PrimaryKeyConstraint("id", name="pk_way"),
    )
    op.create_index("ix_way_parent_id", "way", ["parent_id"])
    op.create_index("ix_way_post_id", "way", ["post_id"])


def _admission() -> None:
    op.create_table(
        "invitation",
        _column("id", sa.Integer()),
        _column("email", sa.String(254)),
        _column("name", _NAME),
        _column("role", _WORD),
        _column("token_hash", sa.String(64)),
        _column("by", _NAME),
        _column("created_at", _MOMENT),
        _column("expires_at", _MOMENT),
        _column("used_at", _MOMENT, may_lack=True),
        _column("ended_at", _MOMENT, may_lack=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )
    op.create_index("ix_invitation_email", "invitation", ["email"])


def _ways_in() -> None:
    op.create_table(
        "reset",
        _column("editor_id", sa.Integer()),
        _column("token_hash", sa.String(64)),
        _column("created_at", _MOMENT),
        _column("expires_at", _MOMENT),
        _points_at("reset", "editor_id", "editor"),
        sa.PrimaryKeyConstraint("editor_id", name="pk_reset"),
        sa.UniqueConstraint("token_hash", name="uq_reset_token_hash"),
    )
    op.create_table(
        "asked",
        _column("id", sa.Integer()),
        _column("email", sa.String(254)),
        _column("at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_asked"),
    )
    op.create_table(
        "entry",
        _column("id", sa.Integer()),
        _column("editor_id", sa.Integer()),
        _column("what", _WORD),
        _column("network", sa.String(50)),
        _column("browser", sa.Text()),
        _column("at", _MOMENT),
        _points_at("entry", "editor_id", "editor"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
    )
    op.create_index("ix_entry_at", "entry", ["at"])
    op.create_index("ix_entry_editor_id_at", "entry", ["editor_id", "at"])


def _add(table: str, columns: dict[str, tuple[sa.types.TypeEngine[Any], Any]]) -> None:
    for name, (kind, _) in columns.items():
        op.add_column(table, sa.Column(name, kind, nullable=True))
    told = sa.table(table, *(sa.column(name, kind) for name, (kind, _) in columns.items()))
    op.execute(sa.update(told).values({name: given for name, (_, given) in columns.items()}))
    with op.batch_alter_table(table) as altered:
        for name, (kind, _) in columns.items():
            altered.alter_column(name, existing_type=kind, nullable=False)


def _index(columns: tuple[str, ...]) -> str:
    return "_".join(("ix_post", *columns))


def _column(name: str, kind: sa.types.TypeEngine[Any], *, may_lack: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=may_lack)


def _points_at(
    table: str, column: str, other: str, *, ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
