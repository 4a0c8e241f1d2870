"""Lists that people put in order at the desk: the owner's topics, the editors' saved replies."""

from blog.desk.ordered import replies, topics

__all__ = ("replies", "topics")
