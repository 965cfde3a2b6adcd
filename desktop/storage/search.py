"""Finding people by any part of name, kana, card or phone ending, from one character on.

Three and more characters go to a trigram index, one or two to an index of single characters and pairs;
what the trigrams let through is then compared with the text itself.
"""

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
        matches = _matches(wanted)
        first = matches[0][0]
        joins = "".join(f" JOIN {table} ON {table}.rowid = {first}.rowid" for table, _ in matches[1:])
        conditions = " AND ".join(f"{table} MATCH ?" for table, _ in matches)
        checks = " AND instr(person_text.text, ?) > 0" * len(wanted)
        rows = self._db.execute(
            f"SELECT person_id FROM {first} JOIN person_text ON position = {first}.rowid{joins}"
            f" WHERE {conditions}{checks} ORDER BY {first}.rowid DESC LIMIT ?",
            [*(match for _, match in matches), *wanted, limit],
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
        row = self._db.execute(
            "DELETE FROM person_text WHERE person_id = ? RETURNING position", [person_id]
        ).fetchone()
        if row is not None:
            for table in ("person_gram", "person_trigram"):
                self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", [row[0]])


def _trigrams(form: str) -> list[str]:
    return [form[at : at + _TRIGRAM] for at in range(len(form) - _TRIGRAM + 1)]


def _matches(wanted: list[str]) -> list[tuple[str, str]]:
    """Which index is asked what: the longer words first, since they let the least through."""
    long = [piece for form in wanted if len(form) >= _TRIGRAM for piece in _trigrams(form)]
    short = [form for form in wanted if len(form) < _TRIGRAM]
    asked = (("person_trigram", long), ("person_gram", short))
    return [(table, " AND ".join(map(_quoted, pieces))) for table, pieces in asked if pieces]


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'
