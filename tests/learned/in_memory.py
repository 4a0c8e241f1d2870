"""The filter without a database, for tests that judge many texts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from blog.learned.opinion import Kind, Knowledge, Opinion, Seen, edge_of, opinion_of
from blog.learned.tokens import tokens
from blog.learned.train import Lesson


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a book holds."""

    seen: dict[str, Seen]
    knowledge: Knowledge

    def opinion(self, text: str, *, name: str = "Ada") -> Opinion | None:
        return opinion_of(tokens(text, name=name), self.seen, self.knowledge)

    def share_called_spam(self, lessons: Iterable[Lesson], kind: Kind) -> float:
        of_kind = [lesson for lesson in lessons if lesson.kind is kind]
        said = [self.opinion(lesson.text, name=lesson.name) for lesson in of_kind]
        return sum(it is not None and it.is_spam for it in said) / len(said)


def taught(lessons: Iterable[Lesson]) -> Filter:
    """Having learned each text once, as the database does."""
    once = {(" ".join(it.text.split()).lower(), it.kind): it for it in lessons}.values()
    found = {
        kind: [list(tokens(it.text, name=it.name)) for it in once if it.kind is kind]
        for kind in Kind
    }
    spams, goods = (Counter(it for text in found[kind] for it in text) for kind in Kind)
    seen = {token: Seen(spams[token], goods[token]) for token in spams | goods}
    counts = Knowledge(spam=len(found[Kind.SPAM]), good=len(found[Kind.GOOD]))
    edge = edge_of(found[Kind.GOOD], seen, counts)
    return Filter(seen=seen, knowledge=Knowledge(spam=counts.spam, good=counts.good, edge=edge))
