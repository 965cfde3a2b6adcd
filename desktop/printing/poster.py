"""The poster of a session, A4 or A3: what, when and where in type that is read from across a room.

Only what the session has stands there; what is left of the page goes into larger type, so nothing lacks visibly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from core.handouts import Register
from core.marked_text import Span, Spans, parse_marked
from core.paper.layout import A3, A4, KEY, RULE, TINT, Sheet, mm
from core.paper.wrapping import clipped
from core.wareki import clock
from desktop.printing.leaflet_words import day_in_words
from desktop.printing.paragraphs import Paragraph, Type
from desktop.printing.poster_words import own_words, poster_words
from desktop.printing.typesetting import set_paragraph

_MARGIN = 16 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_TOP = A4[1] - 19 * mm
_BOTTOM = 13 * mm
_BAR = 8 * mm
_PAD = 6 * mm
_QR = 44 * mm
_SIZES = tuple(percent / 100 for percent in range(200, 44, -5))
_TITLE, _DAY, _TIME, _PLACE, _LABEL, _VALUE, _PHONE, _SMALL = 46.0, 31.0, 40.0, 25.0, 17.0, 20.0, 32.0, 11.0
_MOST_DAYS = 12
_TITLE_LINES = 3
_LONGEST_TITLE, _LONGEST_VALUE = 80, 160
_LEAST_GAP, _LARGEST_GAP = 3.5 * mm, 14 * mm


@dataclass(frozen=True, slots=True)
class Poster:
    """A session as it is announced. Empty texts, None and 0 are left out; `fee` is in yen, None where nobody says.

    `days` are those of the course that it begins or belongs to; `programme` is left out where the title says it.
    """

    title: str
    day: date
    starts: time
    ends: time
    kind: str = ""
    venue: str = ""
    online: bool = False
    target: str = ""
    conditions: tuple[str, ...] = ()
    fee: int | None = None
    fee_with_loan: int | None = None
    lends: bool = False
    quota: int = 0
    bring: str = ""
    phone: str = ""
    bookable: bool = False
    url: str = ""
    organiser: str = ""
    co_organiser: str = ""
    programme: str = ""
    days: tuple[date, ...] = ()
    register: Register = Register.STANDARD


def poster_pdf(poster: Poster, *, a3: bool = False) -> bytes:
    """One page."""
    sheet = Sheet(A3 if a3 else A4, poster.title)
    if a3:
        sheet.canvas.scale(A3[0] / A4[0], A3[1] / A4[1])
    blocks = next((fit for size in _SIZES if _needed(fit := _Layout(poster, size).blocks()) <= _TOP - _BOTTOM), None)
    blocks = blocks or _Layout(poster, _SIZES[-1]).blocks()
    sheet.box(0, A4[1] - _BAR, A4[0], _BAR, fill=KEY, weight=0)
    left = _TOP - _BOTTOM - sum(block.height for block in blocks)
    gap = min(_LARGEST_GAP, left / max(1, len(blocks) - 1))
    y = _TOP
    for block in blocks:
        block.draw(sheet, y)
        y -= block.height + gap
    return sheet.finish()


def _needed(blocks: "list[_Block]") -> float:
    return sum(block.height for block in blocks) + _LEAST_GAP * (len(blocks) - 1)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Paragraphs below each other, in a tinted frame if `pad` gives it room."""

    parts: tuple[Paragraph, ...]
    pad: float = 0.0

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts) + 2 * self.pad

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.pad:
            sheet.box(_MARGIN, top - self.height, _WIDTH, self.height, fill=TINT, weight=0, radius=8)
        y = top - self.pad
        for part in self.parts:
            part.draw(sheet, _MARGIN + self.pad, y)
            y -= part.height


@dataclass(frozen=True, slots=True)
class _Rows:
    """Labels and what stands beside them, ruled."""

    rows: tuple[tuple[Paragraph, Paragraph], ...]
    indent: float
    air: float

    @property
    def height(self) -> float:
        return sum(self._height(row) for row in self.rows)

    def draw(self, sheet: Sheet, top: float) -> None:
        for label, value in self.rows:
            first = max(label.first_middle, value.first_middle)
            label.draw(sheet, _MARGIN, top - self.air - first + label.first_middle)
            value.draw(sheet, _MARGIN + self.indent, top - self.air - first + value.first_middle)
            top -= self._height((label, value))
            sheet.rule(_MARGIN, top, _WIDTH, colour=RULE)

    def _height(self, row: tuple[Paragraph, Paragraph]) -> float:
        first = max(part.first_middle for part in row)
        return max(part.height + first - part.first_middle for part in row) + 2 * self.air


@dataclass(frozen=True, slots=True)
class _Foot:
    """Whom to call, the QR with its words, and who holds the session."""

    call: tuple[Paragraph, ...]
    page: tuple[Paragraph, ...]
    url: str

    @property
    def height(self) -> float:
        return max(sum(part.height for part in (*self.call, *self.page)), _QR if self.url else 0.0)

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.url:
            sheet.qr(self.url, A4[0] - _MARGIN - _QR, top - _QR, _QR)
        y = top
        for part in (*self.call, *self.page):
            part.draw(sheet, _MARGIN, y)
            y -= part.height


_Block = _Lines | _Rows | _Foot


class _Layout:
    """The parts of a poster at one size of type."""

    def __init__(self, poster: Poster, size: float) -> None:
        self._poster, self._size = poster, size
        self._words = poster_words(poster.register)
        self._type = Type(poster.register is Register.EASY)

    def blocks(self) -> list[_Block]:
        blocks: list[_Block] = [self._title(), self._when()]
        rows = tuple(self._spans())
        if rows:
            blocks.append(self._rows(rows))
        foot = self._foot()
        return [*blocks, foot] if foot.height else blocks

    def _title(self) -> _Lines:
        """In at most three lines, and enlarged only as far as it takes no more lines for it."""
        spans = _bold(self._own(self._poster.title, _LONGEST_TITLE))
        lines = min(_TITLE_LINES, len(set_paragraph(spans, _TITLE * min(1.0, self._size), _WIDTH)))
        size = _TITLE * self._size
        while size > _VALUE and len(set_paragraph(spans, size, _WIDTH)) > lines:
            size *= 0.94
        return _Lines((self._type.set(spans, size, _WIDTH),))

    def _when(self) -> _Lines:
        poster, width = self._poster, _WIDTH - 2 * _PAD
        hours = (Span(f"{clock(poster.starts)} 〜 {clock(poster.ends)}", "", strong=True),)
        parts = [
            self._one_line(_bold(day_in_words(poster.day, poster.register)), _DAY, width),
            self._one_line(hours, _TIME, width),
        ]
        if poster.venue:
            parts.append(self._narrow(_bold(self._own(poster.venue)), width, _PLACE))
        if poster.online:
            parts.append(self._narrow(_bold(parse_marked(self._words.online)), width, _PLACE))
        return _Lines(tuple(parts), _PAD)

    def _rows(self, rows: tuple[tuple[str, Spans], ...]) -> _Rows:
        labels = [self._type.set(_bold(parse_marked(label)), _LABEL * self._size, _WIDTH * 0.4) for label, _ in rows]
        indent = max(map(_reach, labels)) + 7 * mm
        values = [self._narrow(value, _WIDTH - indent) for _label, value in rows]
        return _Rows(tuple(zip(labels, values, strict=True)), indent, 2.2 * mm)

    def _spans(self) -> Iterator[tuple[str, Spans]]:
        """Label and value of what the session has."""
        poster, words = self._poster, self._words
        if poster.kind in words.what:
            yield words.what_label, parse_marked(words.what[poster.kind])
        if poster.days:
            yield words.days, self._days()
        if poster.target:
            yield words.for_whom, self._own(poster.target)
        if poster.conditions:
            yield words.conditions, self._own("\n".join(poster.conditions))
        if poster.fee is not None:
            yield words.fee, self._fee(poster.fee)
        if poster.quota:
            yield words.places, (Span(f"{poster.quota}"), *parse_marked(words.persons))
        if poster.bring:
            yield words.bring, self._own(poster.bring)

    def _days(self) -> Spans:
        days = self._poster.days
        shown = "・".join(f"{each.month}/{each.day}" for each in days[:_MOST_DAYS])
        return (Span(shown + ("…" if len(days) > _MOST_DAYS else "")),)

    def _fee(self, fee: int) -> Spans:
        poster, words = self._poster, self._words
        spans = parse_marked(words.free) if fee == 0 else (Span(f"{fee:,}"), *self._yen())
        if poster.lends and poster.fee_with_loan is not None and poster.fee_with_loan != fee:
            spans += (Span("\n"), *parse_marked(words.with_loan), Span(f" {poster.fee_with_loan:,}"), *self._yen())
        elif poster.lends:
            spans += (Span("\n"), *parse_marked(words.lends))
        return spans

    def _yen(self) -> Spans:
        return (Span("円", "えん" if self._poster.register is Register.EASY else ""),)

    def _foot(self) -> _Foot:
        poster, words = self._poster, self._words
        width = _WIDTH - (_QR + 6 * mm if poster.url else 0)
        call, page = [], []
        if poster.phone:
            title = words.book if poster.bookable else words.ask
            call.append(self._narrow(_bold(parse_marked(title)), width, _LABEL))
            phone = (*parse_marked(words.phone), Span(f" {poster.phone}"))
            call.append(self._one_line(_bold(phone), _PHONE, width))
        if poster.url:
            page.append(self._narrow(parse_marked(words.page), width, _LABEL))
            page.append(self._type.set((Span(poster.url),), _SMALL, width))
        for label, text in (
            (words.organiser, poster.organiser),
            (words.co_organiser, poster.co_organiser),
            (words.programme, poster.programme),
        ):
            if text:
                spans = (*parse_marked(label), Span("　"), *self._own(text))
                page.append(self._narrow(spans, width, _LABEL))
        return _Foot(tuple(call), tuple(page), poster.url)

    def _own(self, text: str, longest: int = _LONGEST_VALUE) -> Spans:
        return own_words(clipped(text, longest), self._poster.register)

    def _narrow(self, spans: Spans, width: float, size: float = _VALUE) -> Paragraph:
        return self._type.set(spans, size * self._size, width)

    def _one_line(self, spans: Spans, size: float, width: float) -> Paragraph:
        """As large as it stands on one line."""
        wanted = size * self._size
        while wanted > _SMALL and len(set_paragraph(spans, wanted, width)) > 1:
            wanted *= 0.97
        return self._type.set(spans, wanted, width)


def _reach(paragraph: Paragraph) -> float:
    """How far its widest line goes."""
    return max((line[-1].x + line[-1].width for line in paragraph.lines if line), default=0.0)


def _bold(spans: Spans) -> Spans:
    return tuple(replace(span, strong=True) for span in spans)
