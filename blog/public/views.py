"""The public door with all its views."""

from blog.public import comments, contact, errors, plumbing, posts
from blog.public.door import public
from blog.public.letters import answers, decide

__all__ = ["answers", "comments", "contact", "decide", "errors", "plumbing", "posts", "public"]
