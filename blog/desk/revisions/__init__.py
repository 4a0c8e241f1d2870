"""What posts said before, imported here because that is what puts the views on the door."""

from blog.desk.revisions import history

__all__ = ("history",)
