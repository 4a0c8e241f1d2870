"""Under whose name posts stand. An author stays when the editor behind it leaves."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class Author(Base):
    """`about` is Markdown, `html` what was made of it. `editor_id` is who signs in as this one."""

    __tablename__ = "author"

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editor.id", ondelete="SET NULL"), unique=True
    )
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(245))
    about: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
