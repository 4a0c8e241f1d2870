"""Who may decide on people, and that it is on record."""

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.desk.door import me
from blog.desk.owners.keeping import Meanwhile
from blog.editors import store as editors
from blog.web.kit import kit

PERSON, INVITATION = "person", "invitation"
_NO_OWNER = "You are no owner any more, so nothing was done."


def only_owners(session: Session) -> None:
    """Their role may have been taken away since the request began; nobody takes it from now on."""
    if me().editor_id not in editors.owners_held(session):
        raise Meanwhile(_NO_OWNER)


def note(session: Session, thing: str, number: int, *, was: str, became: str, why: str) -> None:
    decisions.note(
        session,
        thing=thing,
        thing_id=number,
        was=was,
        became=became,
        by=me().name,
        why=why,
        now=kit().now(),
    )
