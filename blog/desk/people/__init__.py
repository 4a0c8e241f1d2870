"""Who comes in, imported here because that is what puts the views on the door."""

from blog.desk.people import sign_in

__all__ = ("sign_in",)
