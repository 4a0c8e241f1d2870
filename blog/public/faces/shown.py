"""The picture that stands for a post or a page where it is shared."""

from blog import owner
from blog.featured import alt
from blog.posts.called import called
from blog.posts.model import Post
from blog.shares.picture import Card, Shared
from blog.shares.picture import card as generated
from blog.text.pictures import TYPES, Drawn

_WIDE_ENOUGH = 1200


def card_of(post: Post, picture: Drawn | None = None) -> Card:
    """The featured one, or else one with its title."""
    return _featured(post, picture) if picture else generated(str(post.id), shared_of(post))


def shared_of(post: Post) -> Shared:
    """What its generated picture says today."""
    return Shared(title=called(post), above=owner.wishes().name, accent=owner.frame().icon.accent)


def _featured(post: Post, picture: Drawn) -> Card:
    """In the format it is kept in, which all who show cards can read; no larger than they do."""
    ending = picture.url.rpartition(".")[2]
    light = (it for it in picture.sources if it.ending == ending and it.width >= _WIDE_ENOUGH)
    small = min(light, key=lambda it: it.width, default=None)
    width = small.width if small else picture.width
    return Card(
        url=small.url if small else picture.url,
        width=width,
        height=max(1, round(picture.height * width / picture.width)),
        type=TYPES.get(ending, ""),
        alt=alt(post, picture) or called(post),
    )
