"""Inquiries at the desk, imported here because that is what puts their views on the door."""

from blog.desk.inquiries import keeping, one, reply

__all__ = ("keeping", "one", "reply")
