"""The lists of posts and pages, imported here because that is what puts their views on the door."""

from blog.desk.posts import bulk, decide, listed, remove, timed

__all__ = ("bulk", "decide", "listed", "remove", "timed")
