"""The leaflet that a visitor takes home: one handout or several on A4, steps to press with their pictures.

Nothing that the visitor reads is smaller than 14 points (ruby is half of what it stands over). A step is never parted
by a page's end; what is left of the last page is ruled for the supporter's hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.handouts import Handout, Picture, Register, Step
from core.marked_text import Span, Spans, parse_marked
from core.paper import qr
from core.paper.flow import Block, Drawn, Pages, Placed, draw_pages
from core.paper.fonts import BOLD
from core.paper.layout import A4, KEY, MARGIN, RULE, TINT, Sheet, mm
from desktop.printing.leaflet import Leaflet
from desktop.printing.leaflet_words import Words, day_in_words, next_time, words
from desktop.printing.paragraphs import BODY, LEAST, USUAL, Paragraph, Type
from desktop.printing.pictures import draw_picture

_WIDTH = A4[0] - 2 * MARGIN
_TOP = A4[1] - 15 * mm
_BOTTOM = 20 * mm
_FOOT = 11 * mm
_NUMBER = 26.0
_APART = 2.0  # between what all press and what one kind of phone presses
_QR = 32 * mm  # the symbol itself, without its quiet zone
_NOTE_LINE = 11 * mm


@dataclass(frozen=True, slots=True)
class _Room:
    """How much air there is, in points: around a step, its picture, its type, and the note for a hand."""

    gap: float
    picture: float
    body: float
    note: float

    @property
    def step_left(self) -> float:
        return _NUMBER + self.picture + 22


_ROOMS = (_Room(11, 42, BODY, 46 * mm), _Room(6, 34, USUAL, 32 * mm))


def handout_pdf(leaflet: Leaflet) -> bytes:
    """The leaflet: the handouts in their order under one head, as many pages as they need."""
    titles = "・".join(handout.title for handout in leaflet.handouts)
    sheet = Sheet(A4, titles)
    # Less air only where it saves a page; the first of equals is the airier one.
    pages = min((_filled(leaflet, room) for room in _ROOMS), key=len)

    def furnish(page: int, page_count: int) -> None:
        if page_count > 1:
            sheet.text(A4[0] / 2, _FOOT, f"{page} / {page_count}", LEAST, align="centre")

    draw_pages(sheet, pages, MARGIN, furnish)
    return sheet.finish()


def _filled(leaflet: Leaflet, room: _Room) -> list[list[Placed]]:
    blocks = list(_Layout(leaflet, room).blocks())
    return Pages(first_top=_TOP, top=_TOP, bottom=_BOTTOM).fill(blocks)


class _Layout:
    """Cuts a leaflet into blocks that stand one below the other."""

    def __init__(self, leaflet: Leaflet, room: _Room) -> None:
        self._leaflet = leaflet
        self._room = room
        self._words: Words = words(leaflet.register)
        self._type = Type(leaflet.register is Register.EASY)

    def blocks(self) -> Iterator[Block]:
        yield self._head()
        for handout in self._leaflet.handouts:
            yield from self._handout(handout)
        yield self._again()
        yield self._note()

    def _handout(self, handout: Handout) -> Iterator[Block]:
        wording = handout.wording(self._leaflet.register)
        yield self._title(wording.title, wording.lead)
        for number, step in enumerate(wording.steps, start=1):
            yield self._step(number, step)
        yield from self._list(self._words.trouble, Picture.QUESTION, wording.trouble, Picture.CHECK)
        yield from self._list(self._words.never, Picture.STOP, wording.never, Picture.STOP)
        yield self._page(handout.url, wording.page)

    def _head(self) -> Block:
        parts = [self._set(self._words.head, size=17, bold=True)]
        parts.append(self._type.set(day_in_words(self._leaflet.day, self._leaflet.register), LEAST, _WIDTH))
        parts.append(self._type.set((Span(self._leaflet.venue),), LEAST, _WIDTH))
        if self._leaflet.asked:
            parts.append(self._asked())
        if any(step.android for each in self._leaflet.handouts for step in each.wording(self._leaflet.register).steps):
            parts.append(
                self._set(
                    f"*{self._words.your_phone}*　□ Android（アンドロイド）　□ iPhone（アイフォーン）", size=LEAST
                )
            )
        height = sum(part.height for part in parts) + 12

        def draw(sheet: Sheet, x: float, top: float) -> None:
            y = top
            for part in parts:
                part.draw(sheet, x, y)
                y -= part.height
            sheet.rule(x, y - 4, _WIDTH, colour=KEY, weight=1.6)

        return Drawn(height, draw)

    def _asked(self) -> Paragraph:
        spans = [*_bold(parse_marked(self._words.asked)), Span("　")]
        for number, title in enumerate(self._leaflet.asked):
            spans += [Span("、"), *title] if number else title
        return self._type.set(tuple(spans), LEAST, _WIDTH)

    def _title(self, title: str, lead: str) -> Block:
        above = self._set(title, size=21, bold=True, width=_WIDTH - 14)
        below = self._set(lead)

        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.box(x, top - 8 - above.height, 5, above.height, fill=KEY, weight=0)
            above.draw(sheet, x + 14, top - 8)
            below.draw(sheet, x, top - 12 - above.height)

        return Drawn(above.height + below.height + 18, draw, is_heading=True)

    def _step(self, number: int, step: Step) -> Block:
        room, picture = self._room, self._room.picture
        width = _WIDTH - room.step_left
        named = (("Android", step.android), ("iPhone", step.iphone))
        parts = [self._set(step.text, size=room.body, width=width)]
        parts += [self._set(f"*{name}*　{text}", width=width) for name, text in named if text]
        words = sum(part.height for part in parts) + _APART * (len(parts) - 1)

        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.rule(x, top, _WIDTH)
            middle = top - room.gap / 2 - picture / 2
            _draw_number(sheet, number, x + _NUMBER / 2, middle)
            draw_picture(sheet, step.icon, x + _NUMBER + 11, middle - picture / 2, picture)
            y = top - room.gap / 2 - max(0.0, (picture - words) / 2)
            for part in parts:
                part.draw(sheet, x + room.step_left, y)
                y -= part.height + _APART

        return Drawn(max(picture, words) + room.gap, draw)

    def _list(self, title: str, beside: Picture, items: tuple[str, ...], mark: Picture) -> Iterator[Block]:
        """A heading and its items: on one page, unless they are very many."""
        if not items:
            return
        parts: list[Block] = [self._heading(title, beside), *(self._item(item, mark) for item in items)]
        if sum(part.height for part in parts) > (_TOP - _BOTTOM) / 2:
            yield from parts
            return

        def draw(sheet: Sheet, x: float, top: float) -> None:
            for part in parts:
                part.draw(sheet, x, top)
                top -= part.height

        yield Drawn(sum(part.height for part in parts), draw)

    def _heading(self, title: str, beside: Picture) -> Block:
        words = self._set(title, size=16, bold=True)

        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.box(x, top - 8 - words.height, _WIDTH, words.height + 4, fill=TINT, weight=0, radius=3)
            draw_picture(sheet, beside, x + 6, top - 6 - words.first_middle - 9, 18)
            words.draw(sheet, x + 32, top - 6)

        return Drawn(words.height + 12, draw, is_heading=True)

    def _item(self, item: str, mark: Picture) -> Block:
        words = self._set(item, width=_WIDTH - 32)

        def draw(sheet: Sheet, x: float, top: float) -> None:
            draw_picture(sheet, mark, x + 8, top - words.first_middle - 7, 14)
            words.draw(sheet, x + 32, top)

        return Drawn(words.height + 3, draw)

    def _page(self, url: str, name: str) -> Block:
        modules = len(qr.qr_matrix(url))
        side = _QR * (modules + 2 * qr.QUIET_ZONE) / modules
        quiet = (side - _QR) / 2
        width = _WIDTH - side
        parts = [self._set(self._words.more, size=16, bold=True, width=width)]
        parts += [self._set(text, width=width) for text in (name, self._words.scan)]
        parts.append(self._type.set((Span(url),), LEAST, width))

        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.qr(url, x - quiet, top - side, side)
            y = top - quiet
            for part in parts:
                part.draw(sheet, x + side, y)
                y -= part.height

        return Drawn(max(side, quiet + sum(part.height for part in parts)) + 6, draw)

    def _again(self) -> Block:
        title = self._heading(self._words.again, Picture.CLOCK)
        words = self._next()

        def draw(sheet: Sheet, x: float, top: float) -> None:
            title.draw(sheet, x, top)
            words.draw(sheet, x + 8, top - title.height)

        return Drawn(title.height + words.height + 6, draw, is_heading=True)

    def _next(self) -> Paragraph:
        coming = self._leaflet.next_session
        if coming is None:
            return self._set(self._words.ask_here, width=_WIDTH - 16)
        when = next_time(coming.day, coming.starts, self._leaflet.register)
        label = _bold(parse_marked(self._words.next_time))
        venue = (Span(f"　{coming.venue}"),) if coming.venue else ()
        number = (*parse_marked(self._words.number), Span(f" {coming.number}")) if coming.number else ()
        parts = (*label, Span("　"), *when, *venue, *((Span("　"), *number) if number else ()))
        return self._type.set(parts, LEAST, _WIDTH - 16)

    def _note(self) -> Block:
        title = self._set(self._words.note, size=16, bold=True)

        def draw(sheet: Sheet, x: float, top: float) -> None:
            title.draw(sheet, x, top - 4)
            line = top - title.height - _NOTE_LINE * 0.6
            while line >= _BOTTOM:
                sheet.rule(x, line, _WIDTH, colour=RULE, weight=0.8)
                line -= _NOTE_LINE

        return Drawn(self._room.note, draw)

    def _set(self, marked: str, *, size: float = USUAL, width: float = _WIDTH, bold: bool = False) -> Paragraph:
        spans = parse_marked(marked)
        return self._type.set(_bold(spans) if bold else spans, size, width)


def _bold(spans: Spans) -> Spans:
    return tuple(Span(span.text, span.ruby, strong=True) for span in spans)


def _draw_number(sheet: Sheet, number: int, x: float, y: float) -> None:
    sheet.box(x - _NUMBER / 2, y - _NUMBER / 2, _NUMBER, _NUMBER, fill=KEY, weight=0, radius=_NUMBER / 2)
    sheet.text(x, y - 5.4, str(number), 15, font=BOLD, colour="white", align="centre")
