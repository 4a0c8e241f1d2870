"""What to look at once more before publishing: hints, never refusals."""

from blog.desk.writing.form import PostForm
from blog.posts.model import Post
from blog.text.checks import Hint, hints
from blog.text.prose import post_html
from blog.web.fields import typed

_LONGEST = 100_000  # of what is drawn only in order to be looked through


def hints_of(form: PostForm, html: str) -> tuple[Hint, ...]:
    """`html` is what was made of the text in the form."""
    return hints(
        title=typed(form.title),
        markdown=typed(form.body),
        html=html,
        lead=typed(form.lead),
        description=typed(form.description),
        has_picture=bool(form.picture_id.data),
        picture_alt=typed(form.picture_alt),
        picture_decorative=bool(form.picture_decorative.data),
    )


def hints_on_opening(form: PostForm, post: Post | None) -> tuple[Hint, ...]:
    """None for a page on which nothing is written yet."""
    body = typed(form.body)
    if not body or len(body) > _LONGEST:
        return ()
    is_as_saved = post is not None and post.body == body
    return hints_of(form, post.html if post and is_as_saved else post_html(body))
