"""Inquiries at the desk, imported here because that is what puts their views on the door."""

from blog.desk.inquiries import beside, bulk, decide, export, inbox, one, undo

__all__ = ("beside", "bulk", "decide", "export", "inbox", "one", "undo")
