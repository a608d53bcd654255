"""Tables as CSV that a spreadsheet opens as it is: UTF-8 with a mark at the beginning, no cell that it would run."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from hanoi_korea_site.offers.rows import Cell
from hanoi_korea_site.offers.tables import Table
from hanoi_korea_site.views.catalogue import Catalogue

MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's own encoding, and Vietnamese for mojibake."""

_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_ROWS_A_CHUNK = 1000


def sheet(table: Table, catalogue: Catalogue) -> Iterator[bytes]:
    """The CSV in parts (RFC 4180)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(MARK)
    writer.writerow(column.name for column in table.columns)
    for number, row in enumerate(table.rows(catalogue), 1):
        writer.writerow(map(harmless, row))
        if number % _ROWS_A_CHUNK == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell


def _taken(buffer: io.StringIO) -> bytes:
    body = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return body
