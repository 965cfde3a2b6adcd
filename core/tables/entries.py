"""Rows read by their layout: who is told of, and when; or why that cannot be read."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Protocol, TypeVar

from core.age_band import AgeBand, age_band_on
from core.card_code import Code, CodeKind, parse
from core.number_guard import refusal
from core.tables.cells import REPLACEMENT, Cell, Row, Sheet, has_gaiji, is_error, text_of
from core.tables.dates import has_time, read_age_band, read_birth_date, read_day, read_time
from core.tables.layout import Layout
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from core.tables.texts import LONGEST_NAME, is_nothing, read_name, read_phones

T = TypeVar("T")
_TOTALS = ("合計", "総計", "小計", "総合計", "計", "total")
_LABELS = (Meaning.PROGRAMME, Meaning.STRAND, Meaning.MUNICIPALITY)
"""Where tables of results write 小計."""
_REMARKS = ("※", "＊", "*", "注)", "注：", "注:", "(注")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row tells. `row` is its number in the file; `faults` that refuse it leave the rest as far as read."""

    row: int
    name: str | None = None
    kana: str | None = None
    phone: str | None = None
    birth_date: date | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    card: str | None = None
    day: date | None = None
    begins: time | None = None
    title: str = ""
    venue: str = ""
    faults: tuple[Fault, ...] = ()
    left_out: frozenset[str] = frozenset()
    """Names of the personal fields that are told but not kept."""

    @property
    def refused(self) -> bool:
        """Whether the row cannot be taken."""
        return any(fault.reason.weight == "refused" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a site keeps of visitors (names of fields), and the day by which ages are reckoned."""

    fields: frozenset[str]
    today: date


@dataclass
class Skipped:
    """Rows that tell of nobody: empty ones, totals and remarks, headings once more."""

    empty: int = 0
    totals: int = 0
    headings: int = 0


class Reader(Protocol):
    """How one row becomes an entry."""

    def entry(self) -> Entry:
        """What the row tells."""


MakeReader = Callable[[Row, tuple[str, ...], Mapping[Meaning, tuple[int, ...]], Kept], Reader]


def entries(
    sheet: Sheet, layout: Layout, kept: Kept, skipped: Skipped | None = None, reader: "MakeReader | None" = None
) -> Iterator[Entry]:
    """One entry for each row that tells of somebody, in order; `reader` reads the rows of other tables."""
    make = reader or RowReader
    passed = skipped if skipped is not None else Skipped()
    used = [column for column in layout.columns if column.meaning not in (Meaning.NOTHING, Meaning.SECRET)]
    places = [column.place for column in used]
    by_meaning = {meaning: layout.places(meaning) for meaning in layout.understood()}
    headings = {(column.place, column.heading) for column in used}
    labels = [place for meaning in _LABELS for place in by_meaning.get(meaning, ())]
    for row in sheet.rows[layout.heading_rows :]:
        texts = tuple(map(text_of, row.cells))
        told = [(place, texts[place]) for place in places if place < len(texts) and texts[place]]
        if _is_total(texts, labels):
            passed.totals += 1
        elif not told:
            passed.empty += 1
        elif headings.issuperset(told):
            passed.headings += 1
        else:
            yield make(row, texts, by_meaning, kept).entry()


def _is_total(cells: tuple[str, ...], labels: Iterable[int] = ()) -> bool:
    """A row of sums, told by its first cell or one of these, or a remark below the table."""
    texts = [text for text in cells if text]
    if not texts:
        return False
    if any(
        _plain_label(text) in _TOTALS for text in (texts[0], *(cells[each] for each in labels if each < len(cells)))
    ):
        return True
    return len(set(texts)) == 1 and texts[0].startswith(_REMARKS)


def _plain_label(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").lower().rstrip("0123456789人名件:")


@dataclass
class RowReader:
    """One row of people or bookings."""

    row: Row
    texts: tuple[str, ...]
    places: Mapping[Meaning, tuple[int, ...]]
    kept: Kept
    faults: list[Fault] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def entry(self) -> Entry:
        born, band = self._age()
        day, begins = self.when()
        return Entry(
            row=self.row.number,
            name=self._name("name", Meaning.NAME, Meaning.SURNAME, Meaning.GIVEN_NAME),
            kana=self._name("kana", Meaning.KANA, Meaning.SURNAME_KANA, Meaning.GIVEN_NAME_KANA),
            phone=self._phone(),
            birth_date=born,
            age_band=band,
            card=self.read(Meaning.CARD, Reason.CARD, _card),
            day=day,
            begins=begins,
            title=self.text(Meaning.TITLE),
            venue=self.text(Meaning.VENUE),
            faults=tuple(self.faults),
            left_out=frozenset(self.left_out),
        )

    def cells(self, meaning: Meaning) -> list[Cell]:
        """What the columns of a meaning hold; a failed formula is told and holds nothing."""
        cells = []
        for place in self._filled(meaning):
            if is_error(self.texts[place]):
                self.fault(Reason.FORMULA, meaning)
            else:
                cells.append(self.row.cells[place])
        return cells

    def _filled(self, meaning: Meaning) -> list[int]:
        """The columns of a meaning in which something is told."""
        places = self.places.get(meaning, ())
        return [place for place in places if place < len(self.texts) and not is_nothing(self.texts[place])]

    def _name(self, field_name: str, whole: Meaning, *parts: Meaning) -> str | None:
        if field_name not in self.kept.fields:
            self._leave_out(field_name, whole, *parts)
            return None
        words: list[str] = []
        used: list[Meaning] = []
        for meaning in (whole, *parts):
            for cell in self.cells(meaning):
                words.append(text_of(cell))
                used.append(meaning)
            if meaning is whole and words:
                break
        return self._kept_text(" ".join(words), tuple(used)) if words else None

    def _kept_text(self, text: str, meanings: tuple[Meaning, ...]) -> str | None:
        if len(text) > LONGEST_NAME:
            self.fault(Reason.TOO_LONG, *meanings)
            return None
        if self.guarded(text, meanings):
            return None
        try:
            name = read_name(text)
        except ValueError:
            self.fault(Reason.NAME, *meanings)
            return None
        if REPLACEMENT in name:
            self.fault(Reason.LOST_LETTER, *meanings)
        if has_gaiji(name):
            self.fault(Reason.GAIJI, *meanings)
        return name

    def _phone(self) -> str | None:
        if "phone" not in self.kept.fields:
            self._leave_out("phone", Meaning.PHONE)
            return None
        cells = self.cells(Meaning.PHONE)
        if not cells:
            return None
        found: list[str] = []
        for cell in cells:
            try:
                found += [phone for phone in read_phones(cell) if phone not in found]
            except ValueError:
                if not self.guarded(text_of(cell), (Meaning.PHONE,)):
                    self.fault(Reason.PHONE, Meaning.PHONE)
                return None
        if len(found) > 1:
            self.fault(Reason.MORE_PHONES, Meaning.PHONE)
        return found[0]

    def _age(self) -> tuple[date | None, AgeBand]:
        """The birth date if it is kept, and the age band by it or by what is told of the age."""
        keeps = "birth_date" in self.kept.fields
        band = self.read(Meaning.AGE, Reason.AGE, read_age_band)
        if not keeps:
            self._leave_out("birth_date", Meaning.BIRTH_DATE)
        cells = self.cells(Meaning.BIRTH_DATE) if keeps or band is None else []
        if not cells:
            return None, band or AgeBand.UNKNOWN
        whole: Cell = cells[0] if len(cells) == 1 else ".".join(map(text_of, cells))
        born = self.tried(Meaning.BIRTH_DATE, Reason.BIRTH_DATE, self._born, whole)
        if born is None:
            return None, AgeBand.UNKNOWN
        return born if keeps else None, age_band_on(born, self.kept.today)

    def _born(self, cell: Cell) -> date:
        return read_birth_date(cell, self.kept.today)

    def when(self) -> tuple[date | None, time | None]:
        """The day and the time of the row."""
        day = self.read(Meaning.DAY, Reason.DAY, self._on_day)
        begins = self.read(Meaning.TIME, Reason.TIME, read_time)
        cells = self.cells(Meaning.DAY) if begins is None else []
        if cells and has_time(cells[0]):
            begins = self.tried(Meaning.DAY, Reason.TIME, read_time, cells[0])
        return day, begins

    def _on_day(self, cell: Cell) -> date:
        return read_day(cell, self.kept.today)

    def read(self, meaning: Meaning, reason: Reason, read: Callable[[Cell], T]) -> T | None:
        """The first cell of a meaning, read."""
        cells = self.cells(meaning)
        return self.tried(meaning, reason, read, cells[0]) if cells else None

    def tried(self, meaning: Meaning, reason: Reason, read: Callable[[Cell], T], cell: Cell) -> T | None:
        try:
            return read(cell)
        except (ValueError, OverflowError):
            self.fault(reason, meaning)
            return None

    def text(self, meaning: Meaning) -> str:
        """Words that only say what is meant: they are compared, never kept."""
        return " ".join(map(text_of, self.cells(meaning)))[:_LONGEST]

    def guarded(self, text: str, meanings: tuple[Meaning, ...]) -> bool:
        """Whether a text must not be kept; then it is told which sort of number stands there."""
        refused = refusal(text)
        if refused is not None:
            self.fault(Reason(refused.code.value), *meanings)
        return refused is not None

    def _leave_out(self, field_name: str, *meanings: Meaning) -> None:
        if any(map(self._filled, meanings)):
            self.left_out.add(field_name)

    def fault(self, reason: Reason, *meanings: Meaning) -> None:
        """Tell what is the matter, once."""
        fault = Fault(self.row.number, reason, tuple(dict.fromkeys(meanings)))
        if fault not in self.faults:
            self.faults.append(fault)


def _card(cell: Cell) -> str:
    code = parse(text_of(cell))
    if not isinstance(code, Code) or code.kind is not CodeKind.CARD:
        raise ValueError("not a card of ours")
    return code.text
