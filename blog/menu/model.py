"""The ways through the site, as the owner arranges them."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class Way(Base):
    """Leads to the page `post_id`, else to `target`, a path of ours or an address elsewhere.
    `label` is empty where the page's own title is to be used. `area` is "top" or "foot"."""

    __tablename__ = "way"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(10))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("way.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[int]
    label: Mapped[str] = mapped_column(String(100), default="")
    target: Mapped[str] = mapped_column(String(1000), default="")
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), index=True
    )
