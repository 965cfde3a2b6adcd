"""Finding people by any part of name, kana, card or phone ending, from one character on.

Three and more characters go to a trigram index, one or two to an index of single characters and pairs;
what the trigrams let through is then compared with the text itself.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.search_text import grams, search_form

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_TRIGRAM = 3
_BETWEEN = "\x1f"


class PersonSearch:
    """The search of one open file."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def refresh(self, person_id: str) -> None:
        """Index the present text of a person, taking out what stood there."""
        self._remove(person_id)
        fields = self._fields(person_id)
        if not fields:
            return
        text = _BETWEEN.join(fields)
        position = self._db.execute(
            "INSERT INTO person_text (person_id, text) VALUES (?, ?) RETURNING position", [person_id, text]
        ).fetchone()[0]
        words = {gram for form in fields for gram in grams(form)}
        self._db.execute("INSERT INTO person_gram (rowid, grams) VALUES (?, ?)", [position, " ".join(words)])
        self._db.execute("INSERT INTO person_trigram (rowid, text) VALUES (?, ?)", [position, text])

    def find(self, words: str, limit: int = 50) -> list[str]:
        """Ids of the people whose text holds every word, newest first; at most `limit`."""
        wanted = [form for form in map(search_form, words.split()) if form]
        if not wanted:
            return []
        table, match = _match(wanted)
        checks = " AND instr(person_text.text, ?) > 0" * len(wanted)
        rows = self._db.execute(
            f"SELECT person_id FROM {table} JOIN person_text ON position = {table}.rowid"
            f" WHERE {table} MATCH ?{checks} ORDER BY {table}.rowid DESC LIMIT ?",
            [match, *wanted, limit],
        )
        return [person_id for (person_id,) in rows]

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM person_text")
        for table in ("person_gram", "person_trigram"):
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")

    def _fields(self, person_id: str) -> list[str]:
        person = self._db.execute(
            "SELECT name, kana, phone FROM fact_person WHERE person_id = ? AND erased = 0", [person_id]
        ).fetchone()
        if person is None:
            return []
        cards = self._db.execute("SELECT code FROM fact_card WHERE person_id = ?", [person_id]).fetchall()
        texts = [*person, *(code for (code,) in cards)]
        return [form for form in (search_form(text) for text in texts if text) if form]

    def _remove(self, person_id: str) -> None:
        row = self._db.execute("DELETE FROM person_text WHERE person_id = ? RETURNING position", [person_id]).fetchone()
        if row is not None:
            for table in ("person_gram", "person_trigram"):
                self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", [row[0]])


def _match(wanted: list[str]) -> tuple[str, str]:
    """Which index is asked what. A short word sends all words to the index of pairs: joining two
    indexes walks the whole list of the commoner word, which takes seconds in a million people."""
    if all(len(form) >= _TRIGRAM for form in wanted):
        return "person_trigram", _all_of(piece for form in wanted for piece in _pieces(form, _TRIGRAM))
    return "person_gram", _all_of(piece for form in wanted for piece in _pieces(form, 2))


def _pieces(form: str, length: int) -> list[str]:
    return [form[at : at + length] for at in range(max(1, len(form) - length + 1))]


def _all_of(pieces: Iterable[str]) -> str:
    return " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
