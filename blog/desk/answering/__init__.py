"""Answers to inquiries, imported here because that is what puts their views on the door."""

from blog.desk.answering import keeping, reply

__all__ = ("keeping", "reply")
