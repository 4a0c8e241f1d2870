"""What the page of an inquiry shows of its answers."""

from typing import Any

from sqlalchemy.orm import Session

from blog.inquiries.model import Inquiry


def answers_around(look: Session, inquiry: Inquiry) -> dict[str, Any]:
    """For the partial that draws the conversation and the form of the next answer."""
    return {}
