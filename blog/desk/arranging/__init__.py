"""How the site is put in order, imported here because that is what puts its views on the door."""

from blog.desk.arranging import menu, moving, redirects

__all__ = ("menu", "moving", "redirects")
