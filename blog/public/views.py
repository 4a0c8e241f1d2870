"""The public door with all its views."""

from blog.public import errors, plumbing
from blog.public.door import public
from blog.public.files import icons, look, manifest, media, share
from blog.public.inquiries import contact, status
from blog.public.letters import answers, decide
from blog.public.reading import archives, early, posts
from blog.public.replies import correct, place, preview, reply

__all__ = [
    "answers",
    "archives",
    "contact",
    "correct",
    "decide",
    "early",
    "errors",
    "icons",
    "look",
    "manifest",
    "media",
    "place",
    "plumbing",
    "posts",
    "preview",
    "public",
    "reply",
    "share",
    "status",
]
