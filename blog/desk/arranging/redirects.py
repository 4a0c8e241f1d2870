"""Old addresses that lead on: those made by themselves, and those an editor adds."""

from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.desk import lists
from blog.desk.arranging import leading
from blog.desk.arranging.redirect_forms import ManyForm, OneForm, PutBackForm, RemoveForm
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk
from blog.desk.forms import DeskForm
from blog.desk.owners.keeping import Wrong, kept
from blog.posts import store as posts
from blog.posts.address import path_of
from blog.posts.model import Standing
from blog.redirects import store
from blog.redirects.model import Redirect
from blog.redirects.rules import Refused
from blog.text.plain import one_line, shortened
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.paging import paging

_LONGEST = 200
_CHANGED = "It leads elsewhere by now, so nothing was removed."


@desk.get("/redirects/")
def redirects() -> str:
    return _page()


@desk.get("/redirects/many")
@desk.get("/redirects/undo")
@desk.get(f"/redirects/<{NUMBER}:redirect_id>/removal")
def where_redirects_are(redirect_id: int = 0) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the list."""
    return redirect(url_for("desk.redirects"), 303)


@desk.post("/redirects/")
def add_redirect() -> Answer | tuple[str, int]:
    form = OneForm()

    def keep(session: Session) -> str:
        try:
            ways = leading.lead(session, typed(form.old), typed(form.target))
        except Refused as wrong:
            form.say(wrong)
            raise Wrong from None
        return f"{shortened(ways.path, 80)} leads to {shortened(ways.target, 80)}."

    return _kept(form, keep, lambda: _page(one=form))


@desk.post("/redirects/many")
def add_redirects() -> Answer | tuple[str, int]:
    """All of them, or none, with what is wrong with each."""
    form = ManyForm()

    def keep(session: Session) -> str:
        wrong, pairs = [], form.pairs()
        if form.is_too_many():
            raise Wrong
        for number, old, new in pairs:
            try:
                leading.lead(session, old, new)
            except Refused as refused:
                wrong.append(f"Line {number}: {refused}")
        if wrong:
            form.say(wrong)
            raise Wrong
        return f"{len(pairs):,} {'address leads' if len(pairs) == 1 else 'addresses lead'} on."

    return _kept(form, keep, lambda: _page(many=form))


@desk.post(f"/redirects/<{NUMBER}:redirect_id>/removal")
def remove_redirect(redirect_id: int) -> Answer | tuple[str, int]:
    form = RemoveForm()
    if not form.validate():
        return _page(objection=form.objection), 422
    with writing(kit().engine) as session:
        found = store.redirect(session, redirect_id)
        if found and typed(form.seen) != mark_of(found):
            return _page(objection=_CHANGED), 409
        if found:
            store.drop(session, found.path)
    if found is None:  # they clicked twice
        return redirect(_url(), 303)
    undo = {"old": found.path, "target": found.target, "post": str(found.post_id or "")}
    words = f"{shortened(found.path, 80)} leads nowhere any more."
    say(words, action=url_for("desk.put_redirect_back"), **undo)
    return redirect(_url(), 303)


@desk.post("/redirects/undo")
def put_redirect_back() -> Answer | tuple[str, int]:
    form = PutBackForm()

    def keep(session: Session) -> str:
        try:
            leading.put_back(session, typed(form.old), typed(form.target), typed(form.post))
        except Refused as wrong:
            form.object_to(str(wrong))
            raise Wrong from None
        return f"{shortened(typed(form.old), 80)} leads on again."

    return _kept(form, keep, lambda: _page(objection=form.objection))


def mark_of(it: Redirect) -> str:
    """Where it leads, as a row of the list says it."""
    return f"post {it.post_id}" if it.post_id else it.target


def _kept(form: DeskForm, keep: leading.Keep, page: leading.Draw) -> Answer | tuple[str, int]:
    # no page that readers have was made of a redirect: the edition may stay
    return kept(form, keep, page=page, to=_url(), for_readers=False)


def _words() -> str:
    return one_line(request.args.get("q", ""))[:_LONGEST]


def _url() -> str:
    words = _words()
    return url_for("desk.redirects") + (f"?{urlencode({'q': words})}" if words else "")


def _page(*, one: OneForm | None = None, many: ManyForm | None = None, objection: str = "") -> str:
    with reading(kit().engine) as look:
        total = store.count(look, _words())
        number = min(lists.page_in(request.args.get("page")), lists.last_page(total))
        found = store.page_of(look, _words(), number=number, size=lists.SIZE)
        led_to = posts.of_ids(look, [it.post_id for it in found if it.post_id])
        ends = {it.id: path_of(it) for it in led_to}
        read = {it.id for it in led_to if it.standing is Standing.PUBLISHED}
        titles = {it.id: it.title for it in led_to}
    return render_template(
        "desk/arranging/redirects.html",
        one=one or OneForm(formdata=None),
        many=many or ManyForm(formdata=None),
        is_many=many is not None,
        objection=objection,
        words=_words(),
        total=total,
        pages=paging(number, total=total, size=lists.SIZE, url=_url()),
        redirects=found,
        mark_of=mark_of,
        ends=ends,
        read=read,
        titles=titles,
    )
