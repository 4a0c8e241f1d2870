"""What others changed after the form was opened, beside what is in the form."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.desk.writing.beside import Beside, beside
from blog.desk.writing.form import PostForm, number_in
from blog.posts.life.publish import CHANGES
from blog.posts.model import Post
from blog.posts.offered.store import offered
from blog.posts.stands import as_it_stands
from blog.revisions import store as revisions
from blog.revisions.difference import Change, Piece, differences
from blog.revisions.save import as_meant

_MOST = 20


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """`by` names who changed it; `pieces` leads from their text to mine, `beside` is what differs
    in the other fields. Whether what they have `is_kept` as a revision."""

    by: str
    post: Post
    pieces: list[Piece]
    beside: list[Beside]
    is_kept: bool

    @property
    def is_same_text(self) -> bool:
        return all(it.change in (Change.SAME, Change.FOLDED) for it in self.pieces)


def theirs(look: Session, post: Post, form: PostForm) -> Theirs:
    stands = as_it_stands(look, post)
    mine = as_meant(post, form.draft(author_id=form.author_id.number))
    names, is_kept = _changed_by(look, post, number_in(form.seen))
    return Theirs(
        by=" and ".join(names) or post.author,
        post=post,
        pieces=differences(stands.body, mine.body),
        beside=beside(stands, mine, offered(look, picture_id=mine.picture_id)),
        is_kept=is_kept,
    )


def _changed_by(look: Session, post: Post, seen: int) -> tuple[list[str], bool]:
    """Since the version that was seen, the last one first; each change is a revision, or a
    decision in a list."""
    most = min(max(post.version - seen, 1), _MOST)
    saved = [(it.at, it.by, True) for it in revisions.listed(look, post.id, number=1, size=most)]
    decided = [
        (it.at, it.by, False) for it in decisions.of(look, "post", post.id) if it.became in CHANGES
    ]
    latest = sorted([*saved, *decided], reverse=True)[:most]
    names = list(dict.fromkeys(by for _, by, _ in latest))
    return names, any(is_kept for *_, is_kept in latest)
