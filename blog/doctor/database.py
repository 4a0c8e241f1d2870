"""Whether the database answers, is whole, keeps what it is given, and tells the same time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.db import NO_DATABASE, cause_of
from blog.doctor import store
from blog.doctor.finding import Finding, bad, ok, warn
from blog.migrations.run import is_current

_DATABASE, _CLOCK, _ZONE = "database", "clock", "time zone"
_MOST_APART = timedelta(seconds=30)
_DURABLE = ("2", "3")  # FULL and EXTRA


def database(engine: Engine, look: Session) -> list[Finding]:
    try:
        current = is_current(engine)
        said = _sqlite(look) if engine.dialect.name == "sqlite" else _postgresql(look)
    except NO_DATABASE as error:
        words = f"It does not answer ({cause_of(error)})."
        return [bad(_DATABASE, words, "Start it, or correct FLASK_DATABASE_URL.")]
    shape = (
        ok("schema", "It has the shape this version needs.")
        if current
        else bad("schema", "It is of another version.", "Start the site once; it migrates itself.")
    )
    return [*said, shape]


def _sqlite(look: Session) -> list[Finding]:
    said = store.sqlite(look)
    size = int(said["page_count"]) * int(said["page_size"])
    found = [ok(_DATABASE, f"SQLite answers; {in_bytes(size)}.")]
    if said["journal_mode"] != "wal":
        todo = "Put it on a disk of this machine, not of the network, and start the site anew."
        found.append(bad("journal", f"It is {said['journal_mode']} and not WAL.", todo))
    if said["synchronous"] not in _DURABLE:
        found.append(bad("durability", "Commits do not wait for the disk.", "Start the site anew."))
    if (check := said["quick_check(1)"]) != "ok":
        todo = "Stop the site and restore the last back-up; keep the broken file."
        return [*found, bad("integrity", f"The file is damaged: {check[:200]}", todo)]
    return [*found, ok("integrity", "A quick check of the file finds nothing wrong.")]


def _postgresql(look: Session) -> list[Finding]:
    said = store.postgresql(look)
    size, used, most = in_bytes(int(said["size"])), said["connections"], said["max_connections"]
    found = [ok(_DATABASE, f"PostgreSQL {said['version']} answers; {size}.")]
    if "off" in (said["synchronous_commit"], said["fsync"]):
        todo = "Set fsync and synchronous_commit to on: an answered form survives a power cut then."
        found.append(bad("durability", "Commits do not wait for the disk.", todo))
    words = f"{used} of {most} connections are in use."
    if int(used) > 0.8 * int(most):
        return [
            *found,
            warn("connections", words, "Raise max_connections."),
        ]
    return [*found, ok("connections", words)]


def clock(look: Session, *, now: datetime) -> Finding:
    """There may be no other clock at hand than the database's and the times it keeps."""
    todo = "Have the clock set by the network: timedatectl set-ntp true."
    theirs, newest = store.its_clock(look), store.newest(look)
    if theirs and abs(theirs - now) > _MOST_APART:
        apart = int(abs(theirs - now).total_seconds())
        return bad(_CLOCK, f"It is {apart} seconds apart from the database's.", todo)
    if newest and newest - now > _MOST_APART:
        words = "The database holds what came in later than it is now by this clock."
        return bad(_CLOCK, words, todo)
    beside = "as the database has it" if theirs else "nothing in the database is later"
    return ok(_CLOCK, f"It is {now:%Y-%m-%d %H:%M:%S} UTC; {beside}.")


def zone(name: str) -> Finding:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        todo = "Choose another zone in the settings, or install tzdata."
        return bad(_ZONE, f"Nothing is known of {name}.", todo)
    return ok(_ZONE, f"{name} is known.")


def in_bytes(number: int) -> str:
    for unit in ("bytes", "KB", "MB", "GB"):
        if number < 1024:
            return f"{number:,} {unit}"
        number //= 1024
    return f"{number:,} TB"
