"""The page the desk opens on, imported here because that is what puts it on the door."""

from blog.desk.today import page

__all__ = ("page",)
