"""The public door with all its views."""

from blog.public import comments, contact, errors, plumbing, posts
from blog.public.door import public

__all__ = ["comments", "contact", "errors", "plumbing", "posts", "public"]
