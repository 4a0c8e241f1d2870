"""How often somebody may try a password before they have to wait.

Only wrong tries count, and each network has its own: who guesses from elsewhere keeps nobody out.
Where a guesser has many networks, those that the account never came in from have to wait."""

from sqlalchemy.orm import Session

from blog.admission import store as admission
from blog.admission.model import What
from blog.editors.sign_in import From
from blog.intake import store as intake
from blog.web import client
from blog.web.kit import kit

WINDOW = 15 * 60
_AN_ACCOUNT_FROM_HERE = 10
_A_NETWORK = 20
_AN_ACCOUNT = 100


def come_from() -> From:
    return From(network=client.network(), browser=client.browser())


def is_one_too_many(session: Session, email: str) -> bool:
    """Counted before the password is looked at, so that tries at once are no way around it."""
    now = kit().now()
    here, network = (intake.count(session, it, seconds=WINDOW, now=now) for it in _of_here(email))
    wrong = intake.counted(session, _of_account(email), seconds=WINDOW, now=now)
    known = admission.is_known_network(session, email, client.network())
    too_many_wrong = wrong >= _AN_ACCOUNT and not known
    return here > _AN_ACCOUNT_FROM_HERE or network > _A_NETWORK or too_many_wrong


def note_right(session: Session, email: str) -> None:
    take_off(session, email)
    _note(session, email, What.RIGHT)


def take_off(session: Session, email: str) -> None:
    """What was counted was no guess."""
    for key in _of_here(email):
        intake.uncount(session, key)


def note_wrong(session: Session, email: str) -> None:
    """The same for an address that nobody here has, and as long."""
    intake.count(session, _of_account(email), seconds=WINDOW, now=kit().now())
    _note(session, email, What.WRONG)


def _note(session: Session, email: str, what: What) -> None:
    here = come_from()
    admission.note(
        session, email, what=what, network=here.network, browser=here.browser, now=kit().now()
    )


def _of_here(email: str) -> tuple[str, str]:
    bucket = client.bucket()
    return f"sign-in as {email} from {bucket}", f"sign-in from {bucket}"


def _of_account(email: str) -> str:
    return f"sign-in as {email}"
