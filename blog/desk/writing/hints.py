"""What to look at once more before publishing: hints, never refusals."""

from sqlalchemy.orm import Session

from blog.desk.writing.form import PostForm
from blog.media import store as media
from blog.posts.model import Post
from blog.text.pictures import names_in
from blog.text.plain import clean_text, is_blank
from blog.text.prose.checks import Hint, hints
from blog.text.prose.posts import post_html
from blog.web.fields import typed


def hints_of(look: Session, form: PostForm, drawn: Post | None = None) -> tuple[Hint, ...]:
    """Of what the form says; none while nothing is written. If `drawn` has the same text, what was
    made of that is not made once more."""
    body = typed(form.body)
    if is_blank(body):
        return ()
    pictures = media.drawn(look, names_in(body))
    is_drawn = drawn and drawn.body == clean_text(body)
    number = form.picture_id.number
    featured = media.picture(look, number) if number else None
    return hints(
        title=typed(form.title),
        markdown=body,
        html=drawn.html if drawn and is_drawn else post_html(body, pictures=pictures),
        pictures=pictures,
        picture_id=number,
        picture_alt=typed(form.picture_alt) or (featured.alt if featured else ""),
        picture_decorative=bool(form.picture_decorative.data or (featured and featured.decorative)),
        lead=typed(form.lead),
        description=typed(form.description),
    )
