"""The public door with all its views."""

from blog.public import errors, plumbing
from blog.public.door import public
from blog.public.files import look, media
from blog.public.inquiries import contact, status
from blog.public.letters import answers, decide
from blog.public.reading import archives, early, months, overview, posts
from blog.public.replies import correct, place, preview, reply

__all__ = [
    "answers",
    "archives",
    "contact",
    "correct",
    "decide",
    "early",
    "errors",
    "look",
    "media",
    "months",
    "overview",
    "place",
    "plumbing",
    "posts",
    "preview",
    "public",
    "reply",
    "status",
]
