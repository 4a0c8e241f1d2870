"""The forms of a category, a tag and an author."""

from wtforms import HiddenField, StringField, TextAreaField

from blog.desk.forms import ButtonForm, DeskForm
from blog.terms.tags.store import LONGEST_NAME
from blog.terms.tree import DEEPEST, Tree
from blog.web.fields import ChoiceField, Seen, as_line, as_text, as_word, at_most, is_offered

AT_THE_TOP = "Nothing: it stands at the top"
_NOBODY = "Nobody: a guest, or someone who has left"
_LONGEST_ABOUT = 5_000  # beyond, Markdown with links takes its time
_PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


def _name(longest: int) -> StringField:
    return StringField(
        "Name",
        filters=[as_line],
        validators=[Seen("Give it a name."), at_most(longest, "The name")],
    )


def _slug() -> StringField:
    return StringField(
        "Address",
        filters=[as_word],
        validators=[at_most(100, "The address")],
        render_kw=_PLAIN,
    )


class CategoryForm(DeskForm):
    """`seen` is the mark of the category as the editor saw it; a new one has none."""

    seen = HiddenField(filters=[as_word])
    name = _name(LONGEST_NAME)
    slug = _slug()
    under = ChoiceField("Stands under", offered={}, first=AT_THE_TOP, validators=[is_offered])
    about = TextAreaField(
        "Description", filters=[as_line], validators=[at_most(1_000, "The description")]
    )

    def offer(self, tree: Tree, category_id: int | None = None) -> None:
        """Those it may stand under."""
        self.under.offered = {
            str(it.id): "— " * (it.depth - 1) + it.name
            for it in tree.branches
            if it.depth < DEEPEST and tree.may_stand(category_id, under=it.id)
        }

    @property
    def parent_id(self) -> int | None:
        return int(self.under.data) if self.under.data else None


class RemovalForm(ButtonForm):
    """`seen` is the mark of what the editor saw."""

    seen = HiddenField(filters=[as_word])


class TagForm(DeskForm):
    seen = HiddenField(filters=[as_word])
    name = _name(LONGEST_NAME)
    slug = _slug()


class MergeForm(DeskForm):
    seen = HiddenField(filters=[as_word])
    into = StringField(
        "The tag that stays",
        filters=[as_line],
        validators=[Seen("Name the tag that stays."), at_most(LONGEST_NAME, "The name")],
    )


class NewAuthorForm(DeskForm):
    name = _name(245)


class MyAuthorForm(DeskForm):
    seen = HiddenField(filters=[as_word])
    name = _name(245)
    slug = _slug()
    about = TextAreaField(
        "About", filters=[as_text], validators=[at_most(_LONGEST_ABOUT, "This text")]
    )


class AuthorForm(MyAuthorForm):
    editor = ChoiceField("Signs in as", offered={}, first=_NOBODY, validators=[is_offered])

    @property
    def editor_id(self) -> int | None:
        return int(self.editor.data) if self.editor.data else None
