"""Letters at the desk, imported here because that is what puts their views on the door."""

from blog.desk.letters import alter, outbox

__all__ = ("alter", "outbox")
