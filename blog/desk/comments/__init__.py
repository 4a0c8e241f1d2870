"""Comments at the desk, imported here because that is what puts their views on the door."""

from blog.desk.comments import author, bulk, decide, empty, one, queue, undo, write

__all__ = ("author", "bulk", "decide", "empty", "one", "queue", "undo", "write")
