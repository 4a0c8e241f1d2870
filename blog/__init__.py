"""The only place where all parts meet."""

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from blog import appearing, errands, indexing, owner, watching
from blog.cache import PageCache
from blog.cli import commands
from blog.clock import Clock, utc_now
from blog.config import BadSettings, Settings, settings_from
from blog.courier import Courier
from blog.darkroom import Darkroom
from blog.db import open_engine
from blog.desk import desk
from blog.desk.door import UPLOADS, is_perhaps_signed_in, longest_body
from blog.edition import watch as watch_the_edition
from blog.mail import post_office
from blog.migrations import run as migrations
from blog.posts.called import called
from blog.public.views import public
from blog.redirects.rules import OLD_KEYS, SEARCH_KEY
from blog.redrawing import Redrawing
from blog.watchman import Watchman
from blog.web import headers, static, times
from blog.web.bodies import WholeBodies
from blog.web.kit import Kit, kit
from blog.web.slugs import Slug
from blog.web.uploads import Uploads

_ROOT = Path(__file__).parent.parent
_LARGEST_BODY = 1024 * 1024
_BODIES_AT_ONCE, _UPLOADS_AT_ONCE = 12, 2  # of the server's sixteen threads


def create_app(values: Mapping[str, object] | None = None, *, clock: Clock = utc_now) -> Flask:
    """The whole site, its database made ready. `values` count before environment and config.toml.

    Raises BadSettings with the name and the fault of each setting that is wrong."""
    given = dict(values or {})
    app = _flask(given)
    settings = settings_from(app.config, Path(app.instance_path))
    _equip(app, settings, clock)
    _dress(app, settings)
    app.url_map.converters["slug"] = Slug
    app.register_blueprint(public)
    app.register_blueprint(desk)
    commands.register(app)
    _settle(app)
    return app


def _settle(app: Flask) -> None:
    try:
        with app.app_context():
            owner.settle()
    except BadSettings:
        app.extensions["kit"].engine.dispose()
        raise


def _flask(given: dict[str, object]) -> Flask:
    named = given.get("INSTANCE_PATH") or os.environ.get("FLASK_INSTANCE_PATH")
    instance = Path(str(named)).absolute() if named else _ROOT / "instance"
    instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        "blog",
        instance_path=str(instance),
        static_folder=None,
        template_folder=str(_ROOT / "templates"),
    )
    app.config["PUBLIC_URL"] = _where_we_serve()
    app.config.from_file(str(instance / "config.toml"), tomllib.load, silent=True, text=False)
    app.config.from_prefixed_env(loads=str)
    app.config.from_mapping(given)
    return app


def _where_we_serve() -> str:
    host = os.environ.get("HOST") or "127.0.0.1"
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://{reachable}:{os.environ.get('PORT') or 8000}"


def _equip(app: Flask, settings: Settings, clock: Clock) -> None:
    """The database, who carries the letters, and what stands around the app."""
    engine = open_engine(settings.database_url)
    if not migrations.is_current(engine):
        engine.dispose()
        migrations.upgrade(settings.database_url)
    edition = watch_the_edition(engine)
    courier = _courier(app, settings, engine, clock)
    darkroom = app.extensions["darkroom"] = Darkroom(engine, now=clock)
    app.extensions["kit"] = Kit(
        engine=engine,
        settings=settings,
        clock=clock,
        edition=edition,
        wake_courier=courier.wake,
        wake_darkroom=darkroom.wake,
    )
    if settings.courier == "inside":
        app.before_request(courier.start)  # not sooner: a server may fork before it serves
        app.before_request(darkroom.start)
    _wrap(app, settings, edition)


def _courier(app: Flask, settings: Settings, engine: Engine, clock: Clock) -> Courier:
    """And the watchman, who warns where no courier can."""
    office = post_office(app, settings.mail, alarm=settings.alarm_mail)
    courier = Courier(
        engine,
        office,
        now=clock,
        gather=watching.in_turn(
            lambda: appearing.appear(app),
            lambda: indexing.bring_in_line(app),
            Redrawing(app=app).go_on,
            lambda: errands.tell_the_office(app),
            lambda: errands.answer_who_forgot(app),
            watching.once_a_minute(lambda: watching.watch(app, lambda: office)),
        ),
        chores=lambda: errands.tidy(app),
        goodbye=office.goodbye,
    )
    # by a way of its own: the courier may hold the other for as long as a server takes
    apart = post_office(app, settings.mail, alarm=settings.alarm_mail)
    app.extensions["courier"] = courier
    app.extensions["watchman"] = Watchman(
        lambda since: watching.stand_in(app, apart, since=since), now=clock
    )
    return courier


def _wrap(app: Flask, settings: Settings, edition: Callable[[], int]) -> None:
    """The outermost of what stands around the app is put on last."""
    https = _is_https(settings)
    if hops := settings.proxy_hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.wsgi_app = WholeBodies(  # type: ignore[method-assign, assignment]
        app.wsgi_app,
        longest=_LARGEST_BODY,
        longer=longest_body,
        at_once=_BODIES_AT_ONCE,
        headers=headers.safe_headers(https),
    )
    app.wsgi_app = Uploads(  # type: ignore[method-assign, assignment]
        app.wsgi_app,
        longest=UPLOADS,
        is_known=lambda environ: is_perhaps_signed_in(app, environ),
        at_once=_UPLOADS_AT_ONCE,
        headers=headers.safe_headers(https),
    )
    built = static.build(_ROOT / "static", settings.instance / "static")
    app.jinja_env.globals.update(static_url=built.url, integrity=built.integrity)
    app.wsgi_app = PageCache(  # type: ignore[method-assign, assignment]
        static.wrap(app.wsgi_app, built, https=https),
        edition=edition,
        private_keys=frozenset({"mine", "q", SEARCH_KEY, *OLD_KEYS}),
    )


def _dress(app: Flask, settings: Settings) -> None:
    """What every page and answer of both doors has in common."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=_LARGEST_BODY,
        SESSION_COOKIE_NAME="desk",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=_is_https(settings),
        SESSION_REFRESH_EACH_REQUEST=False,
        TEMPLATES_AUTO_RELOAD=app.debug,
    )
    headers.protect(app, https=_is_https(settings))
    # what programs read needs no order and no gaps
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_filter(lambda at: times.day(at, owner.wishes().zone), "day")
    app.add_template_filter(lambda at: times.moment(at, owner.wishes().zone), "moment")
    app.add_template_filter(lambda at: times.hour(at, owner.wishes().zone), "hour")
    app.add_template_filter(times.iso, "iso")
    app.add_template_filter(called, "called")
    app.context_processor(_on_every_page)


def _on_every_page() -> dict[str, object]:
    wished, settings = owner.wishes(), kit().settings
    year = times.in_zone(kit().now(), wished.zone).year
    return {
        "site": wished,
        "frame": owner.frame(),
        "public_url": settings.public_url,
        "year": year,
    }


def _is_https(settings: Settings) -> bool:
    return settings.public_url.startswith("https://")
