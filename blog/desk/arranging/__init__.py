"""How the site is put in order, imported here because that is what puts its views on the door."""

from blog.desk.arranging import menu, moving

__all__ = ("menu", "moving")
