"""The form on a page, read as a browser reads it, and filled as a visitor fills it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass(kw_only=True)
class Field:
    """`kind` is the type of an input, or "textarea", or "select" with its `choices`."""

    name: str
    kind: str
    value: str = ""
    required: bool = False
    checked: bool = False
    choices: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Form:
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)


def inquiry_form(page: str) -> Form | None:
    """The form that a prospect would use: it is posted, asks for an e-mail and has a place for a
    message. None where the page has no such form."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    for form in reader.forms:
        kinds = {one.kind for one in form.fields}
        if form.method == "post" and {"email", "textarea"} <= kinds:
            return form
    return None


def filled(form: Form, *, name: str, email: str, message: str) -> dict[str, str]:
    """What a browser would send once every required field is filled in. What need not be filled
    stays as it is: one of those is a trap."""
    words = {"email": email, "textarea": message, "tel": "0", "number": "1"}
    sent: dict[str, str] = {}
    for one in form.fields:
        match one.kind:
            case "checkbox":
                if one.required or one.checked:
                    sent[one.name] = one.value or "on"
            case "radio":
                if one.checked or (one.required and one.name not in sent):
                    sent[one.name] = one.value
            case "select":
                sent[one.name] = _chosen(one)
            case kind:
                asked = one.required or kind == "email"
                sent[one.name] = words.get(kind, name) if asked and not one.value else one.value
    return sent


def _chosen(one: Field) -> str:
    real = [choice for choice in one.choices if choice]
    return one.value or (real[0] if one.required and real else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._field: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(action=has.get("action", ""), method=has.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag in ("input", "textarea", "select"):
            self._see(tag, has)
        elif tag == "option" and self._field and "disabled" not in has:
            self._field.choices.append(has.get("value", ""))
            if "selected" in has:
                self._field.value = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in ("textarea", "select"):
            self._field = None

    def handle_data(self, data: str) -> None:
        if self._field and self._field.kind == "textarea":
            self._field.value += data.lstrip("\n")

    def _see(self, tag: str, has: Mapping[str, str]) -> None:
        kind = has.get("type", "text").lower() if tag == "input" else tag
        if not has.get("name") or kind in _NOT_SENT or "disabled" in has or self._form is None:
            return
        seen = Field(
            name=has["name"],
            kind=kind,
            value=has.get("value", ""),
            required="required" in has,
            checked="checked" in has,
        )
        self._form.fields.append(seen)
        self._field = seen if tag != "input" else self._field
