"""What an inquiry may be about, and whom its letters go to."""

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class Topic(Base):
    """Offered in the form while `is_on`, in the order of `place`. No `letters_to`: they go to
    whom all letters go."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    letters_to: Mapped[list[str]] = mapped_column(JSON, default=list)
    place: Mapped[int]
    is_on: Mapped[bool] = mapped_column(default=True)
