"""Whose posts an editor may see and change at the desk."""

from sqlalchemy.orm import Session

from blog.authors import store as authors
from blog.desk import lists
from blog.desk.door import i_may, me, refuse_unless
from blog.editors.roles import Right
from blog.posts.model import Kind, Post

_NO_PAGES = "Pages are for editors. Your role at this desk is to write posts of your own."
_NOT_YOURS = "This is by somebody else. Your role at this desk is to write posts of your own."


def my_author_id(look: Session) -> int:
    """The author that who asks writes as; 0 while they have written nothing."""
    return authors.whose(look, me().editor_id, me().name)


def refuse_pages() -> None:
    refuse_unless(i_may(Right.WRITE_ALL), _NO_PAGES)


def kind_asked() -> Kind:
    """What is to be written, by the address; pages are refused to who may write none."""
    kind = lists.tab(Kind, "kind", Kind.POST)
    if kind is Kind.PAGE:
        refuse_pages()
    return kind


def is_mine(look: Session, post: Post) -> bool:
    """Whether it may be opened at the desk."""
    if i_may(Right.WRITE_ALL):
        return True
    mine = post.kind is Kind.POST and post.author_id is not None
    return mine and post.author_id == my_author_id(look)


def refuse_what_is_not_mine(look: Session, post: Post) -> None:
    """Authors act on posts of their own only. Raises Forbidden."""
    if i_may(Right.WRITE_ALL):
        return
    refuse_unless(post.kind is Kind.POST, _NO_PAGES)
    refuse_unless(post.author_id is not None and post.author_id == my_author_id(look), _NOT_YOURS)
