"""Finding people by any part of name, kana, romaji, card or phone ending, from one character on.

It is asked from the best to the least: whole names first, then what begins a name or ends a number, then any
part; newest first in each. Any part of three and more characters goes to a trigram index, all else to an index of
single characters, pairs and marks (`core.search_tokens`); what an index lets through is compared with the text.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from core.search_text import Wanted, forms_of, wanted
from core.search_tokens import EDGE, asked, at_the_edge, exactly, pieces, searched_text, tokens

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_TRIGRAM = 3
_PIECES = 8  # of one form
_WORDS = 8
_Forms = tuple[str, ...]


class PersonSearch:
    """The search of one open file."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def refresh(self, person_id: str) -> None:
        """Index the present text of a person, taking out what stood there."""
        self._remove(person_id)
        forms = forms_of(self._texts(person_id))
        if not forms:
            return
        text = searched_text(forms)
        written = self._db.execute("INSERT INTO person_text (person_id, text) VALUES (?, ?)", [person_id, text])
        position = written.lastrowid
        self._db.execute("INSERT INTO person_gram (rowid, grams) VALUES (?, ?)", [position, " ".join(tokens(forms))])
        self._db.execute("INSERT INTO person_trigram (rowid, text) VALUES (?, ?)", [position, text])

    def find(self, words: str, limit: int = 50) -> list[str]:
        """Ids of the people whose text holds every word, the best matches first; at most `limit`."""
        typed = [word for word in map(wanted, words.split()[:_WORDS]) if word is not None]
        found: dict[str, None] = {}
        for forms in _from_the_best(typed) if typed else ():
            found.update(dict.fromkeys(self._ask(forms, limit)))
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM person_text")
        for table in ("person_gram", "person_trigram"):
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")

    def _ask(self, words: list[_Forms], limit: int) -> list[str]:
        """Those whose text holds one form of each word, newest first."""
        table, match = _match(words)
        checks = "".join(f" AND ({' OR '.join(['instr(person_text.text, ?) > 0'] * len(forms))})" for forms in words)
        rows = self._db.execute(
            f"SELECT person_id FROM {table} JOIN person_text ON position = {table}.rowid"
            f" WHERE {table} MATCH ?{checks} ORDER BY {table}.rowid DESC LIMIT ?",
            [match, *(form for forms in words for form in forms), limit],
        )
        return [person_id for (person_id,) in rows]

    def _texts(self, person_id: str) -> list[str]:
        person = self._db.execute(
            "SELECT name, kana, phone FROM fact_person WHERE person_id = ? AND erased = 0", [person_id]
        ).fetchone()
        if person is None:
            return []
        cards = self._db.execute("SELECT code FROM fact_card WHERE person_id = ?", [person_id]).fetchall()
        return [text for text in (*person, *(code for (code,) in cards)) if text]

    def _remove(self, person_id: str) -> None:
        row = self._db.execute("SELECT position FROM person_text WHERE person_id = ?", [person_id]).fetchone()
        if row is not None:
            self._db.execute("DELETE FROM person_text WHERE position = ?", row)
            for table in ("person_gram", "person_trigram"):
                self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", row)


def _from_the_best(typed: list[Wanted]) -> Iterator[list[_Forms]]:
    """What to ask, one after the other, until there are enough."""
    strict, loose = [word.strict for word in typed], [word.loose for word in typed]
    for shape in (exactly, at_the_edge):
        yield _shaped(shape, strict)
        if loose != strict:
            yield _shaped(shape, loose)
    yield loose


def _shaped(shape: Callable[[str], _Forms], words: list[_Forms]) -> list[_Forms]:
    return [tuple(each for form in forms for each in shape(form)) for forms in words]


def _match(words: list[_Forms]) -> tuple[str, str]:
    """Which index is asked what. A short form sends all words to the index of pairs: joining two
    indexes walks the whole list of the commoner word, which takes seconds in a million people."""
    is_long = all(len(form) >= _TRIGRAM and EDGE not in form for forms in words for form in forms)
    table, cut = ("person_trigram", _trigrams) if is_long else ("person_gram", asked)
    return table, " AND ".join(f"({' OR '.join(_all_of(cut(form)) for form in forms)})" for forms in words)


def _trigrams(form: str) -> list[str]:
    return pieces(form, _TRIGRAM)


def _all_of(words: Iterable[str]) -> str:
    return f"({' AND '.join(_quoted(word) for word in islice(words, _PIECES))})"


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'
