"""Posts and pages at the desk, imported here because that is what puts their views on the door."""

from blog.desk.writing import edit, listed, preview, tree

__all__ = ("edit", "listed", "preview", "tree")
