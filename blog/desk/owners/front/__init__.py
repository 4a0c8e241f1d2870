"""How the site meets people, imported here because that is what puts its views on the door."""

from blog.desk.owners.front import look, privacy

__all__ = ("look", "privacy")
