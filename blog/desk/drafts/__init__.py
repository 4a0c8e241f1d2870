"""What is kept while one writes a post, imported here because that puts the views on the door."""

from blog.desk.drafts import keeping, presence

__all__ = ("keeping", "presence")
