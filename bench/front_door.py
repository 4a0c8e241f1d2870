"""Everything that is sent to a site, through its front door: `python -m bench.front_door FOLDER`.

FOLDER has spam/ and badinput/ in it. Each text is sent once as a comment to a running site; what
became of each is counted, and every one that was thanked for has to be there."""

import csv
import http.client
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from bench.site import POST, Site, prepare

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_LONGEST_CELL = 10_000_000


def main() -> None:
    folder = Path(sys.argv[1])
    texts = [("Ada Reader", text) for text in _spam(folder / "spam") if text.strip()]
    texts += [(text[:40], text) for text in _hostile(folder / "badinput") if text.strip()]
    with tempfile.TemporaryDirectory(prefix="door") as named:
        instance = Path(named) / "site"
        prepare(instance)
        # no limits: all of it comes from one network
        with Site(instance, COURIER="inside", FLOOD_LIMIT="0") as site:
            began = time.perf_counter()
            answers, taken = _sent(site, texts)
            lasted = time.perf_counter() - began
            page = _page(site)
        kept = _kept(instance / "site.db")
    _tell(texts, answers, taken, lasted)
    _tell_kept(kept, thanked=answers[303], page=page)


def _spam(folder: Path) -> Iterator[str]:
    """Good ones as well."""
    csv.field_size_limit(_LONGEST_CELL)
    for path in sorted((folder / "youtube").glob("*.csv")):
        yield from (row["CONTENT"] for row in _rows(path))
    mails = folder / "spamassassin" / "contact_like_messages.csv"
    yield from (f"{row['subject']}\n\n{row['message']}" for row in _rows(mails))
    messages = (folder / "sms" / "SMSSpamCollection.tsv").read_text(encoding="utf-8")
    yield from (line.partition("\t")[2] for line in messages.splitlines())


def _hostile(folder: Path) -> Iterator[str]:
    naughty = (folder / "naughty" / "blns.json").read_text(encoding="utf-8")
    yield from json.loads(naughty)
    for path in sorted((folder / "xss").iterdir()):
        content = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".json":
            yield from (case["payload"] for case in json.loads(content))
        else:
            yield from content.splitlines()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _sent(site: Site, texts: list[tuple[str, str]]) -> tuple[Counter[int], list[float]]:
    """How often each status was answered, and the milliseconds each answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    answers: Counter[int] = Counter()
    taken = []
    for number, (name, text) in enumerate(texts):
        form = {
            "name": name,
            "email": f"eve{number}@eve.example",
            "website": "",
            "comment": text,
        }
        began = time.perf_counter()
        connection.request("POST", f"{POST}comments", urlencode(form, errors="replace"), _FORM)
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - began) * 1000)
        answers[answer.status] += 1
    connection.close()
    return answers, taken


def _page(site: Site) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    connection.request("GET", POST)
    page = connection.getresponse().read().decode()
    connection.close()
    return page


def _kept(database: Path) -> dict[str, list[str]]:
    """The reasons of each, by status, and the letters."""
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(database)) as connection:
        sent = "SELECT status, reasons FROM comment WHERE email LIKE 'eve%'"
        for status, reasons in connection.execute(sent):
            found.setdefault(status, []).append("; ".join(json.loads(reasons)))
        letters = connection.execute("SELECT subject FROM letter").fetchall()
    return found | {"letters": [subject for (subject,) in letters]}


def _tell(
    texts: list[tuple[str, str]], answers: Counter[int], taken: list[float], lasted: float
) -> None:
    p99 = sorted(taken)[int(len(taken) * 0.99)]
    print(f"{len(texts):,} texts in {lasted:.0f} s, {len(texts) / lasted:.0f}/s, one by one")
    print(f"answered: p50 {statistics.median(taken):.1f} ms, p99 {p99:.1f} ms")
    for status, times in sorted(answers.items()):
        print(f"  {status}: {times:,}")


def _tell_kept(kept: dict[str, list[str]], *, thanked: int, page: str) -> None:
    letters = kept.pop("letters")
    there = sum(map(len, kept.values()))
    print(f"kept: {there:,} of {thanked:,} that were thanked for")
    for status, reasons in sorted(kept.items()):
        print(f"  {status}: {len(reasons):,}")
        for reason, times in Counter(map(_kind, reasons)).most_common(12):
            print(f"    {times:>6,}  {reason}")
    print(f"letters to the office: {len(letters)}")
    print(f"on the page without an editor: {page.count('@eve.example')}")
    if there != thanked:
        sys.exit("LOST: something was thanked for and is not there")


def _kind(reasons: str) -> str:
    """The same for "2 links" and "3 links"."""
    return "".join("#" if sign.isdigit() else sign for sign in reasons)[:100]


if __name__ == "__main__":
    main()
