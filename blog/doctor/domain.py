"""What the DNS says of the sender's domain: SPF, DKIM and DMARC, by which others judge letters."""

from dns.exception import DNSException
from dns.resolver import NXDOMAIN, NoAnswer, Resolver

from blog.doctor.finding import Finding, bad, ok, warn

_SECONDS = 3.0
_SELECTORS = (
    *("default", "mail", "dkim", "smtp", "s1", "s2", "selector1", "selector2"),
    *("google", "k1", "k2", "key1"),
)
_MOST_LOOKUPS = 10  # RFC 7208: whoever needs more of them fails everywhere
_LOOKS_UP = ("include:", "a:", "mx:", "exists:", "ptr:", "redirect=")


class _NoDns(Exception):
    """Nobody answers, so nothing is known."""


def domain(name: str, resolver: Resolver) -> list[Finding]:
    """For letters from that domain."""
    try:
        return [_spf(name, resolver), _dkim(name, resolver), _dmarc(name, resolver)]
    except _NoDns:
        todo = "Run this where DNS answers, or look up TXT of the domain and of _dmarc before it."
        return [warn("sender's domain", f"DNS does not answer here about {name}.", todo)]


def _spf(name: str, resolver: Resolver) -> Finding:
    records = [it for it in _texts(name, resolver) if it.lower().split(" ")[0] == "v=spf1"]
    todo = f'Publish at {name}, of type TXT: "v=spf1 include:YOUR-MAIL-PROVIDER -all".'
    if not records:
        return bad("SPF", f"{name} does not say who may send its letters.", todo)
    if len(records) > 1:
        return bad("SPF", f"{name} has {len(records)} records, so none counts.", "Keep one.")
    return _spf_of(name, records[0])


def _spf_of(name: str, record: str) -> Finding:
    terms = record.lower().split()[1:]
    lookups = sum(
        term.lstrip("+-~?").startswith(_LOOKS_UP) or term in ("a", "mx", "ptr") for term in terms
    )
    words = f"{name}: {record}"
    if lookups > _MOST_LOOKUPS:
        return bad("SPF", f"{words}, with {lookups} look-ups.", "Ten are allowed: name fewer.")
    if "+all" in terms or "all" in terms:
        return bad("SPF", f"{words} lets everybody send.", "End it with -all or ~all.")
    if not any(term in ("-all", "~all") or term.startswith("redirect=") for term in terms):
        return warn("SPF", f"{words} forbids nobody.", "End it with -all or ~all.")
    if len(terms) == 1 and terms[0] in ("-all", "~all"):
        return bad("SPF", f"{words} lets nobody send.", "Name your mail provider before the end.")
    return ok("SPF", words)


def _dkim(name: str, resolver: Resolver) -> Finding:
    for selector in _SELECTORS:
        records = _texts(f"{selector}._domainkey.{name}", resolver)
        if any("p=" in it and not it.rstrip("; ").endswith("p=") for it in records):
            return ok("DKIM", f"{name} has a key under {selector}.")
    words = f"No key of {name} under the usual names; the name of yours cannot be known from here."
    todo = (
        "Switch DKIM on at your mail provider. Then send yourself an inquiry and look for "
        "dkim=pass in the letter's Authentication-Results."
    )
    return warn("DKIM", words, todo)


def _dmarc(name: str, resolver: Resolver) -> Finding:
    place, records = _policy(name, resolver)
    todo = f'Publish at _dmarc.{name}, of type TXT: "v=DMARC1; p=quarantine".'
    if not records:
        return warn("DMARC", f"{name} has no policy; large mail providers want one.", todo)
    if len(records) > 1:
        return bad("DMARC", f"{place} has {len(records)} records, so none counts.", "Keep one.")
    tags = {
        key.strip().lower(): value.strip()
        for key, _, value in (part.partition("=") for part in records[0].split(";"))
    }
    if tags.get("p", "").lower() not in ("none", "quarantine", "reject"):
        return bad("DMARC", f"{place}: {records[0]} has no policy that anyone knows.", todo)
    aligned = "From and the envelope have the same domain, so they are aligned."
    return ok("DMARC", f"{place}: p={tags['p'].lower()}. {aligned}")


def _policy(name: str, resolver: Resolver) -> tuple[str, list[str]]:
    """Of the domain itself, or of one above it."""
    labels = name.split(".")
    for at in range(max(1, len(labels) - 1)):
        place = f"_dmarc.{'.'.join(labels[at:])}"
        found = [it for it in _texts(place, resolver) if it.lower().startswith("v=dmarc1")]
        if found:
            return place, found
    return f"_dmarc.{name}", []


def _texts(name: str, resolver: Resolver) -> list[str]:
    try:
        answer = resolver.resolve(f"{name}.", "TXT", lifetime=_SECONDS, search=False)
    except (NXDOMAIN, NoAnswer):
        return []
    except (DNSException, OSError, UnicodeError) as error:
        raise _NoDns from error
    return [b"".join(record.strings).decode(errors="replace") for record in answer]
