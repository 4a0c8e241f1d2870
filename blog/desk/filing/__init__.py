"""What posts are filed under and whose they are, imported here to put the views on the door."""

from blog.desk.filing import authors, categories, mine, tag, tags

__all__ = ("authors", "categories", "mine", "tag", "tags")
