"""`flask backup`: the whole site in one file, while it runs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
from flask.cli import with_appcontext

from blog.web.kit import kit


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Copy the database into FILE. To restore: stop the site, put FILE where site.db was."""
    url = kit().engine.url
    if url.get_backend_name() != "sqlite":
        raise click.ClickException("This site is on PostgreSQL: back it up with pg_dump.")
    unfinished = file.with_name(file.name + ".part")
    _copy(str(url.database), unfinished)
    unfinished.replace(file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes, checked.")


def _copy(database: str, file: Path) -> None:
    """Through SQLite's own API, which gives one moment's state, then a look at the copy."""
    file.touch(mode=0o600)
    with (
        closing(sqlite3.connect(database, timeout=15)) as source,
        closing(sqlite3.connect(file)) as target,
    ):
        source.backup(target)
        (found,) = target.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise click.ClickException(f"The copy is not sound: {found}")
