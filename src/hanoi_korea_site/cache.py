"""What earlier builds found out, in one SQLite file that may be deleted at any time.

Nothing in it is trusted: every entry carries a checksum, and a file that SQLite cannot read is started anew. Entries
that the last build had no use for are pruned, so that it does not grow.
"""

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

_LAYOUT = 2
_MANY = 500  # below SQLite's limit on the parameters of one statement

_ONE = "SELECT digest, body FROM entry WHERE kind = ? AND key = ?"


class Cache:
    """Bytes kept under a (kind, key); a missing or damaged entry is simply not there."""

    def __init__(self, file: Path) -> None:
        self._file, self._process = file, os.getpid()
        self._opened = self._open()

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Sent to another process, it is opened there."""
        return type(self), (self._file,)

    def close(self) -> None:
        self._db.close()

    @property
    def _db(self) -> sqlite3.Connection:
        """A connection is its opener's alone, to use and to close: a forked process opens its own."""
        if self._process != os.getpid():
            self._forked_from = self._opened
            self._opened, self._process = self._connect(), os.getpid()
        return self._opened

    def load(self, kind: str, keys: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """The sound entries among `keys`, in no promised order."""
        wanted = list(keys)
        try:
            for at in range(0, len(wanted), _MANY):
                part = wanted[at : at + _MANY]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, digest, body FROM entry WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - only "?"
                for key, digest, body in self._db.execute(query, (kind, *part)):
                    if _is_sound(kind, key, body, digest):
                        yield key, body
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            self._start_anew(error)

    def get(self, kind: str, key: str) -> bytes | None:
        try:
            found = self._db.execute(_ONE, (kind, key)).fetchone()
            return found[1] if found and _is_sound(kind, key, found[1], found[0]) else None
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            self._start_anew(error)
            return None

    def save(self, kind: str, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keeps all entries or, when the process dies, none of them."""
        rows = [(kind, key, _digest(kind, key, body), body) for key, body in entries]
        if rows:
            self._write("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)

    def prune(self, kind: str, keep: Collection[str], former: Iterable[str] = ()) -> None:
        """Forgets every entry of `kind` whose key is not in `keep`: `former` at once, others where there are more."""
        wanted = frozenset(keep)
        self._forget(kind, [key for key in former if key not in wanted])
        try:
            if self._db.execute("SELECT count(*) FROM entry WHERE kind = ?", (kind,)).fetchone() == (len(wanted),):
                return
            known = [key for (key,) in self._db.execute("SELECT key FROM entry WHERE kind = ?", (kind,))]
        except sqlite3.DatabaseError as error:
            self._start_anew(error)
            return
        self._forget(kind, [key for key in known if key not in wanted])

    def _forget(self, kind: str, keys: Sequence[str]) -> None:
        if keys:
            self._write("DELETE FROM entry WHERE kind = ? AND key = ?", [(kind, key) for key in keys])

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            with self._db:
                self._db.executemany(statement, rows)
        except sqlite3.DatabaseError as error:
            self._start_anew(error)
            with self._db:
                self._db.executemany(statement, rows)

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            _warn("cache: %s cannot be read (%s) and is made anew", self._file.name, error)
            self._file.unlink()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=60)
        try:
            db.execute("PRAGMA synchronous = OFF")  # a loss of power costs what is in it, and it is made anew
            if db.execute("PRAGMA user_version").fetchone() != (_LAYOUT,):
                db.execute("DROP TABLE IF EXISTS entry")
                db.execute("CREATE TABLE entry (kind TEXT, key TEXT, digest BLOB, body BLOB, PRIMARY KEY (kind, key))")
                db.execute(f"PRAGMA user_version = {_LAYOUT}")
                db.commit()
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def _start_anew(self, error: Exception) -> None:
        _warn("cache: %s is damaged (%s) and is made anew", self._file.name, error)
        self._db.close()
        self._file.unlink(missing_ok=True)
        self._opened = self._connect()


@contextmanager
def opened(file: Path) -> Iterator[Cache]:
    """The cache in `file`, closed at the end."""
    with closing(Cache(file)) as cache:
        yield cache


def _warn(message: str, *parts: object) -> None:
    import logging  # noqa: PLC0415 - slow to load, and seldom needed

    logging.getLogger(__name__).warning(message, *parts)


def _is_sound(kind: str, key: str, body: bytes, digest: bytes) -> bool:
    if _digest(kind, key, body) == digest:
        return True
    _warn("cache: the entry %s %.12s is damaged and is made anew", kind, key)
    return False


def _digest(kind: str, key: str, body: bytes) -> bytes:
    """SHA-256, for which processors have instructions: a body takes half the time of BLAKE2."""
    state = hashlib.sha256(f"{kind}\0{key}\0".encode())
    state.update(body)
    return state.digest()[:16]
