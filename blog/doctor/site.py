"""Whether the site is set as its place in the web needs it, and whether its letters leave."""

import ipaddress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from blog.doctor.finding import Finding, bad, ok, warn
from blog.doctor.store import Letters
from blog.outbox.model import Rounds

_SHORT = 32
_SAMPLES = ("change", "secret", "example", "password", "dev", "test", "0123456789", "abcdef")
_QUIET = timedelta(minutes=5)
_LATE = timedelta(minutes=30)


def secret_key(key: str) -> Finding:
    what = "secret key"
    todo = (
        "Set FLASK_SECRET_KEY to what this prints: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'. Everyone signs in anew."
    )
    if len(set(key)) < 10 or any(sample in key.lower() for sample in _SAMPLES):
        return bad(what, "It can be guessed.", todo)
    if len(key) < _SHORT:
        return warn(what, f"It has {len(key)} characters; {_SHORT} are better.", todo)
    return ok(what, f"It has {len(key)} characters.")


def public_url(url: str) -> Finding:
    what, parts = "public URL", urlsplit(url)
    todo = "Set FLASK_PUBLIC_URL=https://www.example.org: links in letters begin with it."
    host = parts.hostname or ""
    if host == "localhost" or _is_number(host):
        return warn(what, f"{url} opens on this machine or network only.", todo)
    if parts.scheme != "https":
        return bad(what, f"{url} is not encrypted, and passwords go over it.", todo)
    return ok(what, url)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def proxies(url: str, hops: int) -> Finding:
    what, is_https = "proxies", url.startswith("https://")
    if is_https and not hops:
        words = (
            "The public URL is https, so a proxy stands before the site, but "
            "FLASK_PROXY_HOPS is 0: "
            "all visitors look like one and share one flood limit."
        )
        todo = "Set FLASK_PROXY_HOPS=1, or as many as stand in a row."
        return bad(what, words, todo)
    if hops and not is_https:
        words = f"{hops} are believed in. If none is there, anyone can forge their address."
        return warn(what, words, "Set FLASK_PROXY_HOPS=0 if nothing stands before the site.")
    if hops:
        words = f"{hops} stand{'s' if hops == 1 else ''} before the site, by its settings."
        return ok(what, words)
    return ok(what, "None, and none is needed for http.")


def courier(rounds: Rounds | None, *, now: datetime, place: str) -> Finding:
    what = "courier"
    start = "Run `flask deliver`." if place == "apart" else "Start the site and open a page of it."
    if rounds is None:
        return warn(what, "None has looked for letters yet.", start)
    if rounds.paused_until and rounds.paused_until > now:
        until = f"until {rounds.paused_until:%Y-%m-%d %H:%M} UTC"
        words = f"Couriers pause {until}: {rounds.pause_words}"
        return bad(
            what, words, "Correct what the mail server objects to; see the mail server above."
        )
    ago = now - rounds.looked_at
    if ago > _QUIET:
        return bad(what, f"None has looked for letters for {_minutes(ago)} minutes.", start)
    return ok(what, f"One looked for letters {max(0, int(ago.total_seconds()))} seconds ago.")


def outbox(letters: Letters, *, now: datetime) -> Finding:
    what = "outbox"
    if letters.dead:
        words = f"{letters.dead} could not be delivered."
        return bad(what, words, "Look at them under Outbox at the desk: send again, or drop.")
    if letters.oldest_at and now - letters.oldest_at > _LATE:
        waited = _minutes(now - letters.oldest_at)
        words = f"{letters.waiting} wait, the oldest for {waited} minutes."
        return bad(what, words, "See what the mail server and the courier say above.")
    return ok(what, f"{letters.waiting} wait, none of them for long; none is dead.")


def search(lacking: int, published: int) -> Finding:
    what = "search"
    if not lacking:
        return ok(what, f"All {published:,} published posts and pages are found.")
    words = f"{lacking:,} of {published:,} published posts and pages are not found as they are now."
    todo = "The courier sees to it within minutes; see what is said of it above, and in the log."
    return warn(what, words, todo)


def alarm(addresses: tuple[str, ...]) -> Finding:
    what = "warnings"
    if not addresses:
        words = "Nobody is written to when letters do not leave."
        return warn(what, words, "The owner names an address for warnings in the settings.")
    return ok(what, f"They go to {len(addresses)} address{'es' if len(addresses) > 1 else ''}.")


def _minutes(of: timedelta) -> str:
    return f"{int(of.total_seconds() // 60):,}"
