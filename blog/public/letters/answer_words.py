"""What the pages say that are about letters with answers."""

from blog.followers.links import Purpose
from blog.public.letters.said import Said

EXPIRED = Said(
    410,
    "This link has run out",
    "It was good for thirty days. Tick the box under your next comment, and we ask you again.",
    desk=False,
)
FORGED = Said(
    404,
    "This link opens nothing",
    "Perhaps a part of it was lost on the way: open it from the letter itself.",
    desk=False,
)
FOREIGN = Said(
    403,
    "Nothing was done",
    "This came from another website. Open the link from the letter itself.",
    desk=False,
)
_NOT_KNOWN = "We know nothing of this address any more, so it gets no letters about answers."
UNKNOWN = {
    Purpose.CONFIRM: Said(
        404, "There is nothing to say yes to", f"{_NOT_KNOWN} To get some, comment again.", False
    ),
    Purpose.STOP: Said(200, "There is nothing to stop", _NOT_KNOWN, False),
    Purpose.STOP_ALL: Said(200, "There is nothing to stop", _NOT_KNOWN, False),
}

QUESTIONS = {
    Purpose.CONFIRM: Said(
        200,
        "Do you want answers by e-mail?",
        "You left a comment here and asked for it. Say yes, and whenever someone answers, the "
        "answer is sent to your address. Every letter has a link that ends them.",
    ),
    Purpose.STOP: Said(
        200,
        "No more answers to this comment?",
        "Answers to it are then no longer sent to you. Answers to your other comments are.",
    ),
    Purpose.STOP_ALL: Said(
        200,
        "No more letters about answers?",
        "Answers to comments are then no longer sent to this address, whichever comments they be.",
    ),
}
BUTTONS = {
    Purpose.CONFIRM: "Yes, send me answers",
    Purpose.STOP: "Stop these letters",
    Purpose.STOP_ALL: "Stop all of them",
}
DONE = {
    Purpose.CONFIRM: Said(
        200,
        "Answers will be sent to you",
        "Whenever someone answers your comment, the answer comes by e-mail. Every letter has a "
        "link that ends them.",
    ),
    Purpose.STOP: Said(
        200,
        "These letters have ended",
        "Answers to this comment are no longer sent to you.",
    ),
    Purpose.STOP_ALL: Said(
        200,
        "All these letters have ended",
        "Answers to comments are no longer sent to this address.",
    ),
}
