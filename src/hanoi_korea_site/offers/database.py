"""The tables as one SQLite file; the same bytes for the same archive and the same SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hanoi_korea_site.offers.tables import TABLES, Column, Table
from hanoi_korea_site.views.catalogue import Catalogue

_TYPE: Final = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PART: Final = 1 << 20


def database(catalogue: Catalogue) -> Iterator[bytes]:
    """In parts, with keys, references that hold, and an index for each reference; it is never in memory whole."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "archive.sqlite")
        _fill(file, catalogue)
        with file.open("rb") as made:
            while part := made.read(_PART):
                yield part


def _fill(file: Path, catalogue: Catalogue) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for table in TABLES:
            kept = [index for index, column in enumerate(table.columns) if not column.joined]
            db.execute(_create(table))
            marks = ", ".join("?" * len(kept))
            rows = (tuple(row[index] for index in kept) for row in table.rows(catalogue))
            db.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - names are ours
        for table in TABLES:
            for column in table.columns:
                if column.refers and not column.joined:
                    db.execute(f"CREATE INDEX {table.name}_by_{column.name} ON {table.name} ({column.name})")
        db.execute("COMMIT")


def _create(table: Table) -> str:
    columns = ", ".join(_column(column) for column in table.columns if not column.joined)
    return f"CREATE TABLE {table.name} ({columns})"


def _column(column: Column) -> str:
    key = " PRIMARY KEY" if column.name == "id" else ""
    reference = f" REFERENCES {column.refers} (id)" if column.refers else ""
    return f'"{column.name}" {_TYPE[column.kind]}{key}{reference}'
