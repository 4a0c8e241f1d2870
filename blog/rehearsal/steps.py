"""A rehearsal: an inquiry of the site's own goes through form, store and mail, step by step."""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from blog import owner
from blog.db import NO_DATABASE, cause_of, reading
from blog.inquiries import links
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from blog.outbox.leaving.deliver import deliver_about
from blog.outbox.leaving.outgoing import Send
from blog.outbox.model import Letter, Stage
from blog.rehearsal.form import Form, filled, inquiry_form
from blog.rehearsal.visitor import Answer, Unreachable, Visitor
from blog.watch import store
from blog.web.kit import kit

_PAGE = "/contact/"
_VALID = timedelta(minutes=10)
_LONGEST_IN_HAND = 60.0
_SECONDS_BETWEEN_LOOKS = 0.2


class Failed(Exception):
    """The step did not do what it has to; the words say why."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """`words` say what was found, or why it failed."""

    name: str
    ok: bool
    seconds: float
    words: str


@dataclass(kw_only=True)
class Rehearsal:
    """`courier_has` seconds the courier may take until we deliver the letter ourselves, and it has
    to be accepted `within` seconds."""

    visitor: Visitor
    send: Send
    claimant: str
    courier_has: float = 0.0
    within: float = 60.0
    number: int = field(default_factory=lambda: secrets.randbelow(10**9))
    form: Form | None = None
    inquiry_id: int = 0

    def steps(self) -> Iterator[Step]:
        """Each as it is done; the first that fails is the last."""
        for name, do in (
            ("The form is shown", self._show),
            ("The form is taken", self._post),
            ("The inquiry is stored", self._find),
            ("Its letter is in the outbox", self._owed),
            ("The mail server accepts the letter", self._accepted),
        ):
            done = _timed(name, do)
            yield done
            if not done.ok:
                return

    def _show(self) -> str:
        answer = self.visitor.get(_PAGE)
        _expect(answer, 200)
        self.form = inquiry_form(answer.text)
        if self.form is None:
            raise Failed(f"{_PAGE} has no form that asks for an e-mail address and a message.")
        return f"{_PAGE} answers with {len(self.form.fields)} fields."

    def _post(self) -> str:
        assert self.form
        fields = filled(
            self.form,
            name="Rehearsal",
            email=owner.office().letters_to[0],
            message=f"This is {self._mark()}. The site wrote it to itself; nobody has to answer.",
        )
        now, secret = kit().now(), kit().settings.secret_key
        token = links.rehearsal(self.number, until=now + _VALID, secret=secret)
        answer = self.visitor.post(
            self.form.action or _PAGE, fields, (links.REHEARSAL_HEADER, token)
        )
        _expect(answer, 303)
        return f"The form is answered with {answer.status} and thanks."

    def _find(self) -> str:
        with reading(kit().engine) as session:
            self.inquiry_id = store.rehearsal(session, self._mark())
        if not self.inquiry_id:
            raise Failed("It is not in the database, or is not marked as a rehearsal.")
        return f"It is stored as {reference(self.inquiry_id)}."

    def _owed(self) -> str:
        letters = self._letters()
        if not letters:
            raise Failed("No letter was written for it.")
        return "One letter." if len(letters) == 1 else f"{len(letters)} letters."

    def _accepted(self) -> str:
        begun = time.monotonic()
        while True:
            if time.monotonic() - begun >= self.courier_has:
                self._deliver()
            letters = self._letters()
            lasted = time.monotonic() - begun
            in_hand = not all(map(_is_settled, letters))  # of another courier, perhaps
            late = lasted >= self.within and (not in_hand or lasted >= _LONGEST_IN_HAND)
            if late or all(one.stage is not Stage.DUE and _is_settled(one) for one in letters):
                return _answers(letters)
            time.sleep(_SECONDS_BETWEEN_LOOKS)

    def _deliver(self) -> None:
        clock = kit().clock
        while deliver_about(
            kit().engine,
            self.send,
            about="inquiry",
            about_id=self.inquiry_id,
            due_by=clock(),
            claimant=self.claimant,
            now=clock,
        ):
            pass

    def _letters(self) -> list[Letter]:
        with reading(kit().engine) as session:
            return outbox.about(session, "inquiry", self.inquiry_id)

    def _mark(self) -> str:
        return f"rehearsal number {self.number}"


def failed_at(steps: list[Step]) -> str:
    """The step that failed and why; empty where all went well."""
    return next((f"{step.name}: {step.words}" for step in steps if not step.ok), "")


def _timed(name: str, do: Callable[[], str]) -> Step:
    begun = time.monotonic()
    try:
        words, ok = do(), True
    except (Failed, Unreachable) as failed:
        words, ok = str(failed), False
    except NO_DATABASE as error:
        words, ok = f"The database does not answer ({cause_of(error)}).", False
    return Step(name=name, ok=ok, seconds=time.monotonic() - begun, words=words)


def _expect(answer: Answer, status: int) -> None:
    if answer.status != status:
        raise Failed(f"The answer is {answer.status}, not {status}.")


def _is_settled(letter: Letter) -> bool:
    return letter.stage is not Stage.SENDING


def _answers(letters: list[Letter]) -> str:
    """What the server said of each, once. Raises Failed if one of them has not left."""
    stuck = [letter for letter in letters if letter.stage is not Stage.SENT]
    said = dict.fromkeys(it.last_answer or "nothing yet" for it in stuck or letters)
    words = f"The server said: {'; '.join(said)}"
    if stuck:
        raise Failed(words)
    return words
