"""Pictures at the desk, imported here because that is what puts their views on the door."""

from blog.desk.pictures import library, one, remove, upload

__all__ = ("library", "one", "remove", "upload")
