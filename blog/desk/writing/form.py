"""The form in which a post or page is written."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional, Regexp, StopValidation, ValidationError

from blog import owner
from blog.desk.forms import DeskForm
from blog.desk.writing.fields import (
    ChosenNumbers,
    MomentField,
    NumberChoice,
    needed_by_readers,
    not_longer,
)
from blog.posts.model import Kind, Post
from blog.posts.offered.store import Offered
from blog.posts.write import Draft
from blog.revisions.model import PostDraft
from blog.revisions.save import is_made_from
from blog.text.plain import is_blank, one_line, shortened
from blog.web.fields import as_line, as_text, as_word, at_most, is_offered, typed
from blog.web.kit import kit
from blog.web.times import moment

_MARKS = "#>*_`~[]()!-+|: \t"
# none of the signs that end an address wherever one is written (RFC 3986, appendix C)
_ELSEWHERE = r"https?://(?!/)[^\s<>\"]+\Z"
_SIGNS = {"autocapitalize": "none", "spellcheck": "false"}


class PostForm(DeskForm):
    """`seen` is the version of the post that was opened, `version` that of what is kept unsaved,
    `born` the mark of the page that a new one is written on."""

    title = StringField(
        "Title",
        filters=[as_line],
        validators=[needed_by_readers("Give it a title."), at_most(300, "The title")],
    )
    slug = StringField(
        "Address",
        filters=[as_word],
        validators=[at_most(100, "The address")],
        render_kw=_SIGNS,
    )
    lead = TextAreaField("Excerpt", filters=[as_line], validators=[at_most(1_000, "The excerpt")])
    body = TextAreaField(
        "Text",
        filters=[as_text],
        validators=[needed_by_readers("Write something."), not_longer],
    )
    comments_open = BooleanField("Readers may reply", default=True)
    sticky = BooleanField("Keep it on top of the blog")
    publish_at = MomentField("Publish on")
    expires_at = MomentField("Take it down on")
    author_id = NumberChoice("Author", offered={}, first="Me", validators=[is_offered])
    parent_id = NumberChoice(
        "Below the page", offered={}, first="None, it stands on top", validators=[is_offered]
    )
    category_ids = ChosenNumbers("Categories")
    tags = StringField("Tags", filters=[as_line], validators=[at_most(1_000, "The line of tags")])
    picture_id = NumberChoice("Featured picture", offered={}, first="None", validators=[is_offered])
    picture_alt = StringField(
        "What the picture shows", filters=[as_line], validators=[at_most(1_000, "This")]
    )
    picture_decorative = BooleanField("It is only decoration")
    description = TextAreaField(
        "Description", filters=[as_line], validators=[at_most(500, "The description")]
    )
    canonical = StringField(
        "First published at",
        filters=[as_word],
        validators=[
            Optional(),
            at_most(1_000, "The address"),
            Regexp(_ELSEWHERE, message="Enter the whole address, with https://, without blanks."),
        ],
        render_kw={**_SIGNS, "inputmode": "url"},
    )
    noindex = BooleanField("Keep it out of search engines")
    seen = HiddenField(filters=[as_word])
    version = HiddenField(filters=[as_word])
    born = HiddenField(filters=[as_word], validators=[at_most(32, "The mark")])

    kind = Kind.POST
    known_tags: list[str] | None = None
    described = frozenset[int]()
    is_for_readers = False
    is_scheduling = False

    def validate_publish_at(self, field: MomentField) -> None:
        if self.is_scheduling and field.moment is None:
            raise ValidationError("Say when it shall be published.")

    def validate_expires_at(self, field: MomentField) -> None:
        begins = self.publish_at.moment
        if field.moment and begins and field.moment <= begins:
            raise ValidationError("It would be taken down before it is published.")
        if field.moment and field.moment != field.was and field.moment <= kit().now():
            now = moment(kit().now(), owner.wishes().zone)
            raise ValidationError(
                f"This time has passed: it is {now}. Choose a later one, or none."
            )

    def validate_picture_alt(self, field: StringField) -> None:
        if not self.is_for_readers or not self.picture_id.data or self.picture_decorative.data:
            return
        if is_blank(typed(field)) and self.picture_id.number not in self.described:
            raise ValidationError(
                "Say what the picture shows, for those who cannot see it; or tick that it is only "
                "decoration."
            )

    def read_moments(self) -> None:
        """What the two fields of time say, without judging the rest."""
        for field in (self.publish_at, self.expires_at):
            with suppress(StopValidation):
                field.pre_validate(self)

    def is_later_than(self, now: datetime) -> bool:
        at = self.publish_at.moment
        return at is not None and at > now

    def say_taken(self, words: str) -> None:
        self.slug.errors = [words]

    def offer(self, offered: Offered) -> None:
        """What may be chosen, and nothing else."""
        for field, names in (
            (self.author_id, offered.authors),
            (self.parent_id, offered.parents),
            (self.picture_id, offered.pictures),
        ):
            field.offered = {str(number): name for number, name in names.items()}
        self.category_ids.offered, self.described = offered.categories, offered.described

    def draft(self, *, author_id: int | None) -> Draft:
        return Draft(
            title=typed(self.title) or made_title(typed(self.body)),
            slug=typed(self.slug),
            lead=typed(self.lead),
            body=typed(self.body),
            comments_open=bool(self.comments_open.data),
            kind=self.kind,
            description=typed(self.description),
            canonical=typed(self.canonical),
            noindex=bool(self.noindex.data),
            sticky=bool(self.sticky.data) and self.kind is Kind.POST,
            author_id=author_id,
            parent_id=self.parent_id.number if self.kind is Kind.PAGE else None,
            picture_id=self.picture_id.number,
            picture_alt=typed(self.picture_alt),
            picture_decorative=bool(self.picture_decorative.data),
            category_ids=tuple(self.category_ids.data or ()),
            tags=tags_in(typed(self.tags)),
            expires_at=self.expires_at.moment,
        )

    def stands(self, post: Post) -> None:
        """The times that this post has already may stay, whatever they are."""
        self.publish_at.was, self.expires_at.was = post.publish_at, post.expires_at

    def see(self, post: Post) -> None:
        """From now on the editor has seen this post as it stands."""
        self.seen.data = str(post.version)


def filled_with(post: Post, draft: Draft) -> PostForm:
    """`draft` is the post as it stands, or as it was once."""
    made = post.published_at is None and is_made_from(draft.title, draft.slug)
    form = PostForm(
        data={
            **vars(draft),
            "slug": "" if made else draft.slug,
            "tags": ", ".join(draft.tags),
            "publish_at": local(post.publish_at),
            "expires_at": local(draft.expires_at),
        }
    )
    form.see(post)
    return form


def filled_as_kept(kept: PostDraft) -> PostForm:
    """Every field as it was typed, whether it would be taken or not."""
    sent = MultiDict[str, Any](
        [("body", kept.body), ("seen", str(kept.seen)), ("version", str(kept.version))]
    )
    for name, values in kept.words.items():
        sent.setlist(name, values)
    return PostForm(formdata=sent)


def tags_in(line: str) -> tuple[str, ...]:
    return tuple(it.strip()[:100] for it in line.split(",") if not is_blank(it))


def made_title(body: str) -> str:
    """The first words of the text, without the signs of Markdown."""
    first = next((line for line in body.split("\n") if not is_blank(line.strip(_MARKS))), "")
    return shortened(one_line(first[:1_000]).strip(_MARKS), 60) or "Untitled"


def local(at: datetime | None) -> str:
    return MomentField.shown(at, owner.wishes().zone)


def number_in(field: Field) -> int:
    """0 where it holds none."""
    word = typed(field)
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0
