"""Today: what waits for whom, what came in, and whether the letters leave."""

from flask import render_template

from blog import owner
from blog.db import reading
from blog.desk.door import desk, i_may, me
from blog.desk.today import shown
from blog.editors import store as editors
from blog.editors.roles import Right
from blog.today import store
from blog.today.figures import Part
from blog.today.weeks import last_weeks
from blog.today.words import length
from blog.web.kit import kit
from blog.web.times import in_zone

_MOST_UNREAD = 20


@desk.get("/")
def today() -> str:
    now, zone = kit().now(), owner.wishes().zone
    local = in_zone(now, zone)
    weeks, parts = last_weeks(now, zone), _parts()
    with reading(kit().engine) as look:
        figures = store.figures(look, weeks, of=parts, today=local.date())
        unread = store.unread_of(look, me().editor_id, most=_MOST_UNREAD)
        names = {editor.id: editor.name for editor in editors.everyone(look)}
    words, all_is_well = shown.courier(figures.letters.rounds, now)
    return render_template(
        "desk/today.html",
        day=f"{local:%A}, {local.day} {local:%B %Y}",
        parts=parts,
        figures=figures,
        unread=unread if i_may(Right.WRITE) else (),
        lead=shown.lead(figures) if parts else shown.lead_of_writing(unread),
        people=shown.people(figures.work, names, me().editor_id, now),
        drawings=shown.drawings(figures.weeks, parts),
        spam=shown.spam(figures.weeks),
        courier=words,
        all_is_well=all_is_well,
        age=lambda since: length(now - since),
        length=length,
    )


def _parts() -> tuple[Part, ...]:
    """What the role of whoever looks lets them see."""
    needed = {
        Part.COMMENTS: Right.MODERATE,
        Part.INQUIRIES: Right.ANSWER,
        Part.LETTERS: Right.ANSWER,
    }
    return tuple(part for part, right in needed.items() if i_may(right))
