"""One history for both databases, and nothing lost on the way."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, inspect, text

from blog import edition
from blog.db import open_engine, reading, writing
from blog.migrations import run
from blog.migrations.models import is_compared, metadata
from tests import make, postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, run_folder: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    postgres.needed()
    return postgres.create(run_folder / "postgres", f"new_{secrets.token_hex(8)}")


def test_the_migrations_make_what_the_models_describe(engine: Engine) -> None:
    with engine.connect() as connection:
        opts = {"compare_server_default": True, "include_name": is_compared}
        context = MigrationContext.configure(connection, opts=opts)
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_constraints_have_the_names_the_models_give_them(engine: Engine) -> None:
    there = inspect(engine)

    for table in metadata.sorted_tables:
        named = {key.name for key in table.foreign_key_constraints}
        assert {key["name"] for key in there.get_foreign_keys(table.name)} == named
        if not _is_numbered_by_sqlite(engine, table):  # which takes no name for such a key
            assert there.get_pk_constraint(table.name)["name"] == table.primary_key.name


def test_the_last_revision_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory(run.script_location()).get_heads() == [run.HEAD]


def test_a_migrated_database_is_current(engine: Engine) -> None:
    assert run.is_current(engine)


def test_the_first_edition_is_number_one(engine: Engine) -> None:
    with reading(engine) as session:
        assert edition.current(session) == 1


def test_migrating_again_changes_nothing(engine: Engine, database_url: str) -> None:
    run.upgrade(database_url)

    assert run.is_current(engine)


def test_an_empty_database_is_not_current(empty_url: str) -> None:
    engine = open_engine(empty_url)

    assert not run.is_current(engine)
    engine.dispose()


def test_several_processes_may_start_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as together:
        list(together.map(run.upgrade, [empty_url] * 4))

    engine = open_engine(empty_url)
    assert run.is_current(engine)
    engine.dispose()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_of_a_later_version_is_left_alone(engine: Engine, database_url: str) -> None:
    _set_revision(engine, "9999")

    with pytest.raises(run.TooNew, match="9999"):
        run.upgrade(database_url)

    assert _revision(engine) == "9999"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_rebuilding_a_table_keeps_the_rows_that_point_at_it(database_url: str) -> None:
    with run._alone(database_url) as connection:
        _store_a_letter_with_an_attempt(connection)
        connection.execute(text("CREATE TABLE new_letter AS SELECT * FROM letter"))
        connection.execute(text("DROP TABLE letter"))
        connection.execute(text("ALTER TABLE new_letter RENAME TO letter"))

        assert connection.scalar(text("SELECT count(*) FROM attempt")) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_migration_that_leaves_orphans_is_undone(
    database_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def migrate_badly(connection: Connection) -> None:
        _store_a_letter_with_an_attempt(connection)
        connection.execute(text("DELETE FROM letter"))

    _set_revision(engine, "")
    monkeypatch.setattr(run, "_refuse_the_future", lambda connection: None)
    monkeypatch.setattr(run, "_run_alembic", migrate_badly)

    with pytest.raises(run.Orphans, match="attempt"):
        run.upgrade(database_url)

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attempt")) == 0


def _is_numbered_by_sqlite(engine: Engine, table: Table) -> bool:
    return engine.dialect.name == "sqlite" and table.dialect_options["sqlite"]["autoincrement"]


def _set_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _store_a_letter_with_an_attempt(connection: Connection) -> None:
    for name in ("letter", "attempt"):
        table = metadata.tables[name]
        needed = {column.name: 1 for column in table.columns if not column.nullable}
        columns, values = ", ".join(needed), ", ".join(f":{name}" for name in needed)
        connection.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({values})"), needed)


def test_the_number_of_a_deleted_comment_is_never_given_to_another(engine: Engine) -> None:
    with writing(engine) as session:
        post = make.a_post(session)
        first = make.a_comment(session, post).id
        session.execute(text("DELETE FROM comment"))

        assert make.a_comment(session, post).id > first
