"""The draft of a privacy page: what this software keeps about people, as it is set up now."""

import re
from dataclasses import dataclass

TITLE = "Privacy"
SLUG = "privacy"
LEAD = "What this site keeps about you, why, and whom to ask about it."


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`asked` are the labels of the fields that the form of an inquiry has beside name, e-mail
    and message. 0 days are for ever."""

    site: str
    place: str
    email: str
    asked: tuple[str, ...] = ()
    asks_consent: bool = False
    sends_receipt: bool = False
    tells_of_held: bool = True
    tells_of_approved: bool = False
    spam_days: int
    trash_days: int
    minutes_to_correct: int
    days_to_confirm: int
    days_of_counts: int
    days_signed_in: int
    days_of_entries: int


def draft(facts: Facts) -> str:
    """Markdown, without its title."""
    sections = {
        "Who we are": _who(facts),
        "If you only read": _READ,
        "If you leave a reply": _reply(facts),
        "If you ask for answers by e-mail": _answers(facts),
        "If you drop us a line": _line(facts),
        "What stays in your own browser": _BROWSER,
        "Letters to the office": _letters(facts),
        "Against repeats, floods and spam": _floods(facts),
        "Pictures": _PICTURES,
        "If you work here": _work(facts),
        "How long we keep it": _how_long(facts),
        "Whom to ask": _ask(facts),
    }
    return "\n\n".join(f"## {title}\n\n{_flowing(text)}" for title, text in sections.items())


_READ = """\
You get no cookie, and nothing counts your visit. Nothing on our pages is fetched from anyone
else: no fonts, no counters, no embedded maps. A link to a map or another site is an ordinary
link: its owner learns of you only if you follow it.

The site keeps no list of who opened which page. Its log holds no e-mail address and no text that
anyone sent; of network addresses it holds shortened ones of refused sign-ins only. A company that
carries our traffic may keep a log of its own."""

_BROWSER = """\
If you tick "Save my name, email, and website in this browser", those three are kept in your own
browser, to fill in the form next time.

What you type into "Drop us a line" is kept there too until it is sent, for 30 days at most, so
that a closed window loses nothing. "Start anew" removes it.

Neither copy is ever sent to us. Clear this site's data in your browser and they are gone."""

_PICTURES = """\
Pictures on this site were made anew when they were put here. What a camera writes into a file,
such as the place and the time, is not in them."""


def _who(facts: Facts) -> str:
    place = f", {facts.place}" if facts.place else ""
    return (
        f"This is the site of {_plain(facts.site)}{_plain(place)}. You reach us at {_mail(facts)}."
    )


def _reply(facts: Facts) -> str:
    return f"""\
We store your name, your e-mail address, your website if you gave one, the text, and the time.
Your e-mail address is never published. Once the reply is on the page, your name, your website
and the text can be read by everyone.

We also store the network address you wrote from, cut short so that it stands for a whole
neighbourhood of connections and no longer for yours. It helps us to recognise spam.

For {facts.minutes_to_correct} minutes you can correct or withdraw your reply yourself, by the
link you see after sending it. What it said before a correction is kept, and only our editors
can read it.

The colour behind your initials comes from your e-mail address by way of a secret of this site.
It is one of twelve, and nobody can tell your address by it."""


def _answers(facts: Facts) -> str:
    return f"""\
Tick "E-mail me when someone answers", and once your reply is approved we send one letter to
your address, asking whether you want that. We store the address, which replies it was ticked
for, when we asked, and what the answer was. If there is no yes, we forget it after
{facts.days_to_confirm} days. If there is one, each answer to your reply is sent to you, with
its author's name and text, until you stop it by the link in each letter; your own name and text
are sent in the same way to whoever asked for answers and is answered by you. After you stop all
letters we keep the address and the fact that it wants none, so that we keep to it."""


def _line(facts: Facts) -> str:
    asked = "".join(f", what you gave under “{_plain(each)}”" for each in facts.asked)
    consent = (
        " We keep the words you agreed to, as you saw them, with your message."
        if facts.asks_consent
        else ""
    )
    receipt = (
        " A receipt goes to your address at once, unless something speaks against that; what you "
        "wrote is not in it."
        if facts.sends_receipt
        else ""
    )
    return f"""\
We store your name, your e-mail address, the message{asked}, the page you sent it from, the
time, and the same shortened network address. None of this is published. We use it to answer
you.{consent}{receipt}

With your message we keep what we do about it: our answers, our notes, and who of us looks after
it. A page with an address that only you have says whether it was seen and answered; it shows
nothing that you wrote."""


def _letters(facts: Facts) -> str:
    told = ["each message to us that is no spam"]
    told += ["each reply that waits to be looked at"] if facts.tells_of_held else []
    told += ["each reply that is on the page at once"] if facts.tells_of_approved else []
    of_each = " and of ".join(told)
    return f"""\
The site tells our office by e-mail of {of_each}. The letter has what you sent in it, and of
long replies the beginning. A copy of every letter that the site writes, to us or to you, stays
with the site, so that we can see whether it arrived. Letters travel through the mail servers of
the sender and of the receiver."""


def _floods(facts: Facts) -> str:
    return f"""\
So that pressing Send twice gives one message, the site keeps a digest of each submission: a
code made from it that cannot be read as text. To stop floods, it counts submissions under a
code made in the same manner from the sender's network address, and replies also under one made
from the e-mail address. Neither code can be turned back, and both are gone after
{facts.days_of_counts} days.

Our spam filter runs on this site and asks nobody else. It counts the words, and the pairs of
words, of replies and messages that our editors have decided on. When a reply is deleted, what
the filter kept of it as one text is deleted too; the counts over all of them stay."""


def _work(facts: Facts) -> str:
    return f"""\
The sign-in page sets one cookie, which keeps you signed in for {facts.days_signed_in} days at
most. It is sent back to the editors' pages only. We store your name, your e-mail address and a
digest of your password, and who of us decided or wrote what, and when. For {facts.days_of_entries}
days we keep when you signed in, from which shortened network address and with which browser."""


def _how_long(facts: Facts) -> str:
    rules = [
        "Replies on the page, messages to us, our answers and copies of letters are kept until we "
        "remove them.",
        _deleted("that we take for spam", facts.spam_days),
        _deleted("that are thrown away", facts.trash_days),
        "Backups that we make of the site hold what it held on that day, for as long as we keep "
        "them.",
        "We don't sell any of it or pass it on.",
    ]
    return "\n".join(f"- {rule}" for rule in rules)


def _deleted(which: str, days: int) -> str:
    if not days:
        return f"Replies {which} are kept until we delete them by hand."
    return f"Replies {which} are deleted {days} {'day' if days == 1 else 'days'} later."


def _ask(facts: Facts) -> str:
    return f"""\
To see what we hold about you, to have it corrected or to have it erased, write to
{_mail(facts)} from the address you used. A person reads it and will answer you."""


def _flowing(text: str) -> str:
    """Each paragraph in one line, the way people write them."""
    return re.sub(r"(?<!\n)\n(?!\n|- )", " ", text)


def _mail(facts: Facts) -> str:
    return f"[{_plain(facts.email)}](mailto:{facts.email})"


def _plain(text: str) -> str:
    """The owner's words stand as words, whatever they would mean in Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>~#|!&" else sign for sign in text)
