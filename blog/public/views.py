"""The public door with all its views."""

from blog.public import errors, plumbing
from blog.public.door import public
from blog.public.feeds import comments, follow
from blog.public.feeds import posts as posts_fed
from blog.public.files import icons, look, manifest, media, share
from blog.public.found import elsewhere, plain_texts, robots, sitemap
from blog.public.inquiries import contact, status
from blog.public.letters import answers, decide
from blog.public.reading import archives, early, months, overview, posts
from blog.public.replies import correct, place, preview, reply
from blog.public.search import page as search

__all__ = [
    "answers",
    "archives",
    "comments",
    "contact",
    "correct",
    "decide",
    "early",
    "elsewhere",
    "errors",
    "follow",
    "icons",
    "look",
    "manifest",
    "media",
    "months",
    "overview",
    "place",
    "plain_texts",
    "plumbing",
    "posts",
    "posts_fed",
    "preview",
    "public",
    "reply",
    "robots",
    "search",
    "share",
    "sitemap",
    "status",
]
