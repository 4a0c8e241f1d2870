"""Writing posts and pages, imported here because that is what puts its views on the door."""

from blog.desk.writing import edit, preview, tree

__all__ = ("edit", "preview", "tree")
