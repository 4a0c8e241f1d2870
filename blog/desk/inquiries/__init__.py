"""Inquiries at the desk, imported here because that is what puts their views on the door."""

from blog.desk.inquiries import one

__all__ = ("one",)
