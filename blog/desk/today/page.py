"""Today: what waits for whom, what came in, and whether the letters leave."""

from flask import render_template

from blog import owner
from blog.db import reading
from blog.desk.door import desk, me
from blog.desk.today import shown
from blog.editors import store as editors
from blog.today import store
from blog.today.weeks import last_weeks
from blog.today.words import length
from blog.web.kit import kit
from blog.web.times import in_zone


@desk.get("/")
def today() -> str:
    now, zone = kit().now(), owner.wishes().zone
    local = in_zone(now, zone)
    weeks = last_weeks(now, zone)
    with reading(kit().engine) as look:
        figures = store.figures(look, weeks, today=local.date())
        names = {editor.id: editor.name for editor in editors.everyone(look)}
    words, all_is_well = shown.courier(figures.letters.rounds, now)
    return render_template(
        "desk/today.html",
        day=f"{local:%A}, {local.day} {local:%B %Y}",
        figures=figures,
        lead=shown.lead(figures),
        people=shown.people(figures.work, names, me().editor_id, now),
        drawings=shown.drawings(figures.weeks),
        spam=shown.spam(figures.weeks),
        courier=words,
        all_is_well=all_is_well,
        age=lambda since: length(now - since),
        length=length,
    )
