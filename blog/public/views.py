"""The public door with all its views."""

from blog.public import early, errors, plumbing, posts
from blog.public.door import public
from blog.public.inquiries import contact, status
from blog.public.letters import answers, decide
from blog.public.replies import correct, place, preview, reply

__all__ = [
    "answers",
    "contact",
    "correct",
    "decide",
    "early",
    "errors",
    "place",
    "plumbing",
    "posts",
    "preview",
    "public",
    "reply",
    "status",
]
