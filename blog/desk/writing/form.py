"""The form in which a post or page is written."""

from datetime import datetime

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from blog.desk.forms import DeskForm
from blog.posts.model import Kind, Post
from blog.posts.write import Draft
from blog.web.fields import Seen, as_line, as_text, as_word, at_most


class PostForm(DeskForm):
    title = StringField(
        "Title",
        filters=[as_line],
        validators=[Seen("Give it a title."), at_most(300, "The title")],
    )
    slug = StringField(
        "Address",
        filters=[as_word],
        validators=[at_most(100, "The address")],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    lead = TextAreaField("Lead", filters=[as_line], validators=[at_most(1_000, "The lead")])
    body = TextAreaField(
        "Text",
        filters=[as_text],
        validators=[Seen("Write something."), at_most(400_000, "The text")],
    )
    comments_open = BooleanField("Readers may reply", default=True)
    seen = HiddenField(filters=[as_word])

    kind = Kind.POST

    def say_taken(self, words: str) -> None:
        self.slug.errors = [words]

    def draft(self) -> Draft:
        return Draft(
            title=self.title.data or "",
            slug=self.slug.data or "",
            lead=self.lead.data or "",
            body=self.body.data or "",
            comments_open=bool(self.comments_open.data),
            kind=self.kind,
        )

    def see(self, post: Post) -> None:
        """From now on the editor has seen this post as it stands."""
        self.seen.data = moment(post.updated_at)

    def has_seen(self, post: Post) -> bool:
        return bool(self.seen.data == moment(post.updated_at))


def filled_with(post: Post) -> PostForm:
    form = PostForm(obj=post)
    form.see(post)
    return form


def moment(at: datetime) -> str:
    return at.isoformat()
