"""The map of the code, and the habits that keep it readable."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

Node = TypeVar("Node", bound=ast.AST)
ROOT = Path(__file__).parents[1]
BLOG = ROOT / "blog"

GROUND = {"config", "clock", "db", "edition", "loop", "signed", "text"}
# Which other rooms each room may import.
ROOMS = {
    "comments": {"posts", "outbox", "spam", "learned", "decisions", "intake", "followers"},
    "queue": {"comments", "posts"},
    "moderation": {"comments", "posts", "outbox", "spam", "learned", "decisions"},
    "trash": {"comments", "posts", "moderation", "decisions"},
    "notices": {"comments", "posts", "outbox", "authors"},
    "followers": {"outbox"},
    "inquiries": {"outbox", "spam", "learned", "decisions", "intake", "topics"},
    "inbox": {"inquiries", "learned", "decisions", "topics", "outbox"},
    "answers": {"inquiries", "inbox", "outbox", "decisions"},
    "watch": {"outbox", "inquiries", "comments"},
    "today": {"comments", "inquiries", "outbox", "posts", "authors"},
    "topics": set[str](),
    "saved": set[str](),
    "posts": {"decisions", "terms", "authors", "media", "redirects"},
    "revisions": {"posts", "authors"},
    "admission": {"editors", "outbox"},
    "terms": {"redirects"},
    "authors": set[str](),
    "media": set[str](),
    "redirects": set[str](),
    "menu": {"posts"},
    "privacy": {"site"},
    "search": {"posts", "terms", "redirects"},
    "shares": set[str](),
    "outbox": set[str](),
    "spam": set[str](),
    "learned": set[str](),
    "editors": set[str](),
    "site": set[str](),
    "decisions": set[str](),
    "intake": set[str](),
}
ALL_ROOMS = set(ROOMS)
DOORS = {"public", "desk", "cli"}
# `owner` is the settings as both doors read them, `frame` what stands around each public page;
# `mail` and `courier` carry letters; `errands` is what the courier does beside, `appearing` what it
# does to posts, `indexing` how readers find them, `redrawing` does to texts drawn long ago,
# `watching` what it does each minute; `rehearsal` sends an inquiry of the site's own, `watchman`
# warns where no courier can, `doctor` looks whether all of it works; `darkroom` makes pictures
# smaller and lighter, `early` draws what is not published yet, `featured` the picture of a post,
# `filed` what it is filed under.
BY_THE_DOORS = {"owner", "mail", "courier", "errands", "watchman", "watching", "rehearsal"}
BY_THE_DOORS |= {"doctor", "wire", "frame", "darkroom", "early", "featured", "filed"}
MAY_IMPORT = {
    "cache": {"since"},
    "since": set[str](),
    **dict.fromkeys(GROUND, GROUND),
    **{name: GROUND | others for name, others in ROOMS.items()},
    "web": GROUND,
    "owner": GROUND | ALL_ROOMS | {"web", "frame"},
    "frame": GROUND | ALL_ROOMS,
    "early": GROUND | ALL_ROOMS | {"featured", "filed"},
    "featured": GROUND | ALL_ROOMS,
    "filed": GROUND | ALL_ROOMS,
    "mail": GROUND | {"outbox", "web", "wire"},
    "wire": GROUND | {"outbox"},
    "courier": GROUND | {"outbox", "web"},
    "darkroom": GROUND | {"media", "posts", "site"},
    "errands": GROUND | ALL_ROOMS | {"owner", "web"},
    "appearing": GROUND | {"posts"},
    "indexing": GROUND | {"search"},
    "redrawing": GROUND | {"posts"},
    "watchman": GROUND | {"outbox"},
    "rehearsal": GROUND | ALL_ROOMS | {"owner", "web"},
    "watching": GROUND | ALL_ROOMS | {"owner", "courier", "mail", "rehearsal", "web"},
    "doctor": GROUND | ALL_ROOMS | {"migrations", "web"},
    "migrations": GROUND | ALL_ROOMS,
    **{door: GROUND | ALL_ROOMS | BY_THE_DOORS | {"web"} for door in DOORS},
}
SQL_WORDS = {"select", "update", "insert", "delete", "text"}
WEBBY = {"flask", "werkzeug", "wtforms", "flask_wtf", "flask_mail", "jinja2"}
MAY_SAY_SQL = {"db", "edition", "migrations"}
LONGEST_FILE, LONGEST_FUNCTION, LARGEST_ROOM = 220, 40, 11
# a door's own files, beside those of its folders
LARGEST = {"blog/desk": 12, "blog/inquiries": 12}

MODULES = sorted(path for path in BLOG.rglob("*.py") if path != BLOG / "__init__.py")
IN_ROOMS = [path for path in MODULES if path.relative_to(BLOG).parts[0] in ALL_ROOMS]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    """The room, the door or the single file of the map that `path` belongs to."""
    return path.relative_to(BLOG).parts[0].removesuffix(".py")


def test_imports_point_down_only() -> None:
    def upward(path: Path) -> set[str]:
        return parts_imported(path) - MAY_IMPORT[part_of(path)] - {part_of(path)}

    assert faults(upward, MODULES) == {}


def test_every_part_is_on_the_map() -> None:
    assert {part_of(path) for path in MODULES} <= MAY_IMPORT.keys()


def test_rooms_know_no_http() -> None:
    def webby(path: Path) -> set[str]:
        return {name.split(".")[0] for name in imported(path)} & WEBBY

    assert faults(webby, [path for path in MODULES if part_of(path) in ALL_ROOMS | GROUND]) == {}


def test_sql_is_said_in_stores_only() -> None:
    def sql(path: Path) -> set[str]:
        from_sqlalchemy = (name for name in imported(path) if name.startswith("sqlalchemy."))
        return {name.rpartition(".")[2] for name in from_sqlalchemy} & SQL_WORDS

    elsewhere = [path for path in MODULES if path.name != "store.py"]

    assert faults(sql, [path for path in elsewhere if part_of(path) not in MAY_SAY_SQL]) == {}


def test_only_doors_open_and_end_transactions() -> None:
    def opened(path: Path) -> set[str]:
        names = {node.id for node in nodes(path, ast.Name)}
        attributes = {node.attr for node in nodes(path, ast.Attribute)}
        return (names & {"reading", "writing", "open_engine"}) | (attributes & {"commit"})

    # the courier holds no transaction while the network talks
    assert faults(opened, set(IN_ROOMS) - {BLOG / "outbox" / "leaving" / "deliver.py"}) == {}


def test_only_doors_ask_for_the_time() -> None:
    def asked(path: Path) -> set[str]:
        called = (node.func for node in nodes(path, ast.Call))
        attributes = {call.attr for call in called if isinstance(call, ast.Attribute)}
        return attributes & {"now", "utcnow", "today"} | imported(path) & {"blog.clock.utc_now"}

    assert faults(asked, IN_ROOMS) == {}


def test_imports_stand_at_the_top() -> None:
    def late(path: Path) -> set[str]:
        within = (node for function in functions(path) for node in ast.walk(function))
        return {ast.unparse(it) for it in within if isinstance(it, ast.Import | ast.ImportFrom)}

    assert faults(late, set(MODULES) - {BLOG / "migrations" / "run.py"}) == {}  # it says why


def test_functions_are_short() -> None:
    def long(path: Path) -> set[str]:
        return {
            function.name
            for function in functions(path)
            if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
        }

    assert faults(long, MODULES) == {}


def test_files_are_short_and_rooms_are_small() -> None:
    lengths = {name_of(path): path.read_text("utf-8").count("\n") for path in MODULES}
    folders = {path.parent for path in MODULES if part_of(path) in ALL_ROOMS | DOORS}
    sizes = {name_of(folder): len(list(folder.glob("*.py"))) for folder in folders}

    assert [it for it in lengths if lengths[it] > LONGEST_FILE and "/versions/" not in it] == []
    assert [it for it in sizes if sizes[it] > LARGEST.get(it, LARGEST_ROOM)] == []


def test_a_file_says_what_it_is_for() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(tree_of(path))]

    assert [name_of(path) for path in silent if path.read_text("utf-8").strip()] == []


def test_rooms_are_entered_by_their_files() -> None:
    entrances = [path for path in IN_ROOMS if path.name == "__init__.py"]

    assert [name_of(path) for path in entrances if path.read_text("utf-8").strip()] == []


def test_templates_escape_everything_and_hold_no_script_or_style() -> None:
    forbidden = re.compile(
        r"\|\s*safe\b|autoescape\s+false"
        r"|\son\w+\s*=|\sstyle\s*=|javascript:|<style"
        r'|<script(?! type="application/ld\+json">)(?![^>]*\bsrc=)'  # a block of data is not run
    )

    assert faults(lambda path: set(forbidden.findall(path.read_text("utf-8"))), TEMPLATES) == {}


def test_pages_load_nothing_from_elsewhere() -> None:
    elsewhere = re.compile(
        r"""(?:src|srcset)\s*=\s*["']?(?:https?:)?//|<link[^>]+href\s*=\s*["']?(?:https?:)?//"""
        r"""|url\(["']?(?:https?:)?//|@import|fetch\(["'`]https?:"""
    )
    own = [path for path in (ROOT / "static").glob("*") if path.is_file()]
    loaded = faults(lambda path: set(elsewhere.findall(path.read_text("utf-8"))), own + TEMPLATES)

    assert loaded == {}


@pytest.mark.parametrize("words", ["image/avif", "public, max-age=31536000, immutable"])
def test_what_several_answers_say_is_written_in_one_place(words: str) -> None:
    saying = [path for path in MODULES if f'"{words}"' in path.read_text("utf-8")]

    assert len(saying) == 1, saying


def test_every_rule_of_a_stylesheet_is_closed() -> None:
    def opened(path: Path) -> set[str]:
        """Lines where something begins that does not end; a browser skips what follows them."""
        blank = re.sub(
            r"(?s)/\*.*?\*/", lambda it: "\n" * it[0].count("\n"), path.read_text("utf-8")
        )
        open_lines: list[str] = []
        for number, line in enumerate(blank.split("\n"), 1):
            for sign in re.findall(r"[{}]", line):
                if sign == "{":
                    open_lines.append(f"line {number}")
                elif not open_lines or not open_lines.pop():
                    return {f"line {number} ends nothing"}
        return set(open_lines)

    assert faults(opened, (ROOT / "static").glob("*.css")) == {}


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    missing = [name for name in settings() if f"FLASK_{name}" not in readme]

    assert not missing


def test_every_setting_is_in_the_example_of_a_config_file() -> None:
    example = (ROOT / "instance" / "config.example.toml").read_text(encoding="utf-8")

    missing = [name for name in settings() if not re.search(rf"^#? ?{name} = ", example, re.M)]

    assert not missing


def settings() -> set[str]:
    """The names that config.py reads: the words in capitals it hands to its reader."""
    return {
        node.value
        for node in ast.walk(tree_of(BLOG / "config.py"))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[A-Z]+(?:_[A-Z]+)*", node.value)
        and "_" in node.value
    } | {"COURIER"}


def faults(look: Callable[[Path], set[str]], paths: Iterable[Path]) -> dict[str, set[str]]:
    """What `look` finds wrong, by file."""
    found = {name_of(path): look(path) for path in paths}
    return {name: wrong for name, wrong in found.items() if wrong}


def parts_imported(path: Path) -> set[str]:
    ours = (name.split(".") for name in imported(path) if name.split(".")[0] == "blog")
    return {parts[1] if len(parts) > 1 else "blog" for parts in ours}


def imported(path: Path) -> set[str]:
    """Every name that `path` imports, in full: "sqlalchemy.orm.Session"."""
    return set(_names(tree_of(path)))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> list[ast.FunctionDef]:
    return nodes(path, ast.FunctionDef)


def nodes(path: Path, kind: type[Node]) -> list[Node]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kind)]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
