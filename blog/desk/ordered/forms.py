"""The forms of a topic and of a saved reply."""

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from blog.desk.forms import DeskForm
from blog.desk.owners.parts import OnlyKnown, addresses
from blog.saved.fill import KNOWN
from blog.web.fields import Seen, as_line, as_text, as_word, at_most

IN_REPLIES = OnlyKnown(*KNOWN)


class TopicForm(DeskForm):
    """`seen` is the mark of the topic as the owner saw it; a new one has none."""

    seen = HiddenField(filters=[as_word])
    name = StringField(
        "Name", filters=[as_line], validators=[Seen("Give it a name."), at_most(100, "The name")]
    )
    letters_to = addresses("Who gets its letters")
    is_on = BooleanField("People may choose it")


class ReplyForm(DeskForm):
    """`seen` is the mark of the saved reply as the editor saw it; a new one has none."""

    seen = HiddenField(filters=[as_word])
    title = StringField(
        "Title", filters=[as_line], validators=[Seen("Give it a title."), at_most(100, "The title")]
    )
    text = TextAreaField(
        "Text",
        filters=[as_text],
        validators=[Seen("Write the reply."), at_most(20_000, "The text"), IN_REPLIES],
    )
