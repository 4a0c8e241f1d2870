"""Ordinary comments and Eve's, as many as the filter needs before it speaks."""

from blog.learned.opinion import NEEDS_GOOD, NEEDS_SPAM, Kind
from blog.learned.train import Lesson

_SUBJECTS = "mentor team lesson garden morning question answer story market".split()
_SAID = (
    "I learned something about the {} today, thank you for writing it down",
    "We tried the {} with our own people and it helped",
    "What would you do if the {} does not work out?",
    "My sister told me about your {}, a good read",
)


def a_word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) * 2 for digit in f"{number:03}")


def good(number: int) -> Lesson:
    """Ada's; each number says something else."""
    said = _SAID[number % len(_SAID)].format(_SUBJECTS[number % len(_SUBJECTS)])
    return Lesson(kind=Kind.GOOD, text=f"{said} {a_word(number)}", name="Ada")


def spam(number: int) -> Lesson:
    """Eve's."""
    text = f"Cheap loans without questions {a_word(number)}: https://loans.example/{number}"
    return Lesson(kind=Kind.SPAM, text=text, name="Eve")


ENOUGH = [good(number) for number in range(NEEDS_GOOD)]
ENOUGH += [spam(number) for number in range(NEEDS_SPAM)]
