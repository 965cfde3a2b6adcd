"""相談票: the slip on which a table without a laptop writes one consultation, A5 or two to an A4 sheet.

Topics stand in the order of the catalogue, each choice behind the digits that are typed for it
(`core.slip_digits`), from top to bottom in the order in which they are typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from core.paper.fonts import BOLD, REGULAR, text_width
from core.paper.layout import A4_LANDSCAPE, A5, KEY, QUIET, RULE, TINT, Sheet, mm
from core.paper.wrapping import size_that_fits, wrap_at_most, wrap_phrases
from desktop.printing.visit_paper import VisitPaper

NUMBER_WARNING = "マイナンバー（12桁の番号）や暗証番号は書かないでください。"

_INSET = 7 * mm
_WIDTH = A5[0] - 2 * _INSET
_COLUMNS = 3
_GUTTER = 3 * mm
_COLUMN_WIDTH = (_WIDTH - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
_TYPE = 8
_BOX = 3 * mm
_DIGITS = 7
_DIGITS_WIDTH = 3.7 * mm
_LABEL_GAP = 1 * mm
_LABEL_LEFT = _DIGITS_WIDTH + _BOX + _LABEL_GAP
_LINE = 3.4 * mm
_ENTRY_GAP = 0.55 * mm
_GROUP_GAP = 1.3 * mm
_HEAD = A5[1] - 36 * mm


class SlipPaper(Enum):
    """What the slips are printed on."""

    A5 = "a5"
    TWO_ON_A4 = "two_on_a4"


@dataclass(frozen=True, slots=True)
class SlipChoice:
    """A label to tick and the digits that are typed for it; empty where it has none."""

    label: str
    digits: str


@dataclass(frozen=True, slots=True)
class SlipGroup:
    """A group of topics to tick."""

    title: str
    topics: tuple[SlipChoice, ...]


@dataclass(frozen=True, slots=True)
class SlipForm:
    """What every slip of a print run offers: topics by group, and outcomes, in the catalogue's order.

    Minutes are ticked where a table has no clock. Age bands are asked here only where no laptop at the door asks
    for them. Without any the line is left out.
    """

    groups: tuple[SlipGroup, ...]
    outcomes: tuple[SlipChoice, ...]
    minutes: tuple[SlipChoice, ...] = ()
    age_bands: tuple[SlipChoice, ...] = ()


def slip_pdf(visits: Sequence[VisitPaper], form: SlipForm, paper: SlipPaper = SlipPaper.A5) -> bytes:
    """One slip for each visit, with its number and its QR."""
    if paper is SlipPaper.A5:
        return _on_a5(visits, form)
    return _two_on_a4(visits, form)


def _on_a5(visits: Sequence[VisitPaper], form: SlipForm) -> bytes:
    sheet = Sheet(A5, "相談票")
    for position, visit in enumerate(visits):
        if position:
            sheet.next_page()
        _draw_slip(sheet, visit, form)
    return sheet.finish()


def _two_on_a4(visits: Sequence[VisitPaper], form: SlipForm) -> bytes:
    sheet = Sheet(A4_LANDSCAPE, "相談票")
    middle = A4_LANDSCAPE[0] / 2
    for position, visit in enumerate(visits):
        if position and position % 2 == 0:
            sheet.next_page()
        with sheet.moved_to(middle * (position % 2), 0):
            _draw_slip(sheet, visit, form)
        if position % 2 == 0:
            sheet.line(middle, 0, middle, A4_LANDSCAPE[1], dash=True)
    return sheet.finish()


def _draw_slip(sheet: Sheet, visit: VisitPaper, form: SlipForm) -> None:
    _draw_head(sheet, visit)
    y = _HEAD
    if form.age_bands:
        y = _draw_choices(sheet, "年代", form.age_bands, y, rule=False)
    y = _draw_topics(sheet, form, y)
    y = _draw_choices(sheet, "結果", form.outcomes, y)
    if form.minutes:
        y = _draw_choices(sheet, "何分", form.minutes, y)
    _draw_times(sheet, y)
    _draw_notes(sheet, y - 10.5 * mm)


def _draw_head(sheet: Sheet, visit: VisitPaper) -> None:
    top = A5[1]
    qr_side = 32 * mm
    text_right = _WIDTH - qr_side
    sheet.qr(visit.code, _INSET + _WIDTH - qr_side + 4.4 * mm, top - qr_side - 3.5 * mm, qr_side)
    sheet.box(_INSET, top - 14.6 * mm, 1.4 * mm, 5.4 * mm, fill=KEY, weight=0)
    sheet.text(_INSET + 3.4 * mm, top - 13.6 * mm, "相談票", 14, font=BOLD, colour=KEY)
    sheet.text(_INSET + text_right - 4 * mm, top - 19 * mm, visit.ticket, 34, font=BOLD, align="right")
    sheet.text(_INSET, top - 22.5 * mm, visit.day_in_words, 10.5)
    size = size_that_fits(visit.venue, REGULAR, text_right, 10.5, 9)
    sheet.lines(_INSET, top - 28.5 * mm, wrap_at_most(visit.venue, REGULAR, size, text_right, 2), size, leading=1.3)
    sheet.rule(_INSET, _HEAD, _WIDTH, colour=KEY, weight=1)


def _draw_topics(sheet: Sheet, form: SlipForm, top: float) -> float:
    """The topics in three columns; where the lowest one ends."""
    if form.age_bands:
        sheet.rule(_INSET, top, _WIDTH)
    sheet.text(_INSET, top - 4 * mm, "相談の内容", 9, font=BOLD)
    sheet.text(_INSET + 24 * mm, top - 4 * mm, "あてはまるものに ✓", 8, colour=QUIET)
    ends = []
    for column, groups in enumerate(_columns(form.groups)):
        x, y = _INSET + column * (_COLUMN_WIDTH + _GUTTER), top - 8.8 * mm
        for group in groups:
            y = _draw_group(sheet, group, x, y)
        ends.append(y)
    return min(ends) + 2 * mm


def _draw_group(sheet: Sheet, group: SlipGroup, x: float, y: float) -> float:
    sheet.box(x, y - 1.1 * mm, _COLUMN_WIDTH, 4.1 * mm, fill=TINT, weight=0)
    sheet.text(x + 1 * mm, y, group.title, _TYPE, font=BOLD)
    y -= _LINE + _ENTRY_GAP + 0.6 * mm
    for topic in group.topics:
        y = _draw_topic(sheet, topic, x, y) - _ENTRY_GAP
    return y - _GROUP_GAP


def _draw_topic(sheet: Sheet, topic: SlipChoice, x: float, y: float) -> float:
    _draw_box(sheet, topic, x, y, _DIGITS_WIDTH)
    for line in _label_lines(topic):
        sheet.text(x + _LABEL_LEFT, y, line, _TYPE)
        y -= _LINE
    return y


def _draw_box(sheet: Sheet, choice: SlipChoice, x: float, y: float, digits_width: float) -> None:
    sheet.text(x + digits_width - 0.5 * mm, y, choice.digits, _DIGITS, font=BOLD, colour=KEY, align="right")
    sheet.tick_box(x + digits_width, y, _BOX)


def _label_lines(topic: SlipChoice) -> tuple[str, ...]:
    return wrap_phrases(topic.label, REGULAR, _TYPE, _COLUMN_WIDTH - _LABEL_LEFT)


def _height(group: SlipGroup) -> float:
    lines = sum(len(_label_lines(topic)) for topic in group.topics)
    return (lines + 1) * _LINE + (len(group.topics) + 1) * _ENTRY_GAP + 0.6 * mm + _GROUP_GAP


def _columns(groups: Sequence[SlipGroup]) -> list[Sequence[SlipGroup]]:
    """The groups in columns, each whole and in order, cut where the longest column is shortest."""
    cuts = combinations(range(len(groups) + 1), _COLUMNS - 1)
    divisions = ([groups[:first], groups[first:second], groups[second:]] for first, second in cuts)
    return min(divisions, key=lambda columns: max(sum(map(_height, column)) for column in columns))


def _draw_choices(sheet: Sheet, label: str, choices: Sequence[SlipChoice], y: float, *, rule: bool = True) -> float:
    """A label and its tick boxes, in a row or in as many as they need; where the last one ends."""
    if rule:
        sheet.rule(_INSET, y, _WIDTH)
    y -= 4.7 * mm
    sheet.text(_INSET, y, label, 9, font=BOLD)
    digits_width = _DIGITS_WIDTH / 2 + 0.4 * mm
    label_left = digits_width + _BOX + _LABEL_GAP
    left = x = _INSET + 10 * mm
    for choice in choices:
        width = label_left + text_width(choice.label, REGULAR, _TYPE)
        if x + width > _INSET + _WIDTH:
            x, y = left, y - 4.9 * mm
        _draw_box(sheet, choice, x, y, digits_width)
        sheet.text(x + label_left, y, choice.label, _TYPE)
        x += width + 2.8 * mm
    return y - 2.4 * mm


def _draw_times(sheet: Sheet, y: float) -> None:
    sheet.rule(_INSET, y, _WIDTH)
    baseline = y - 6.5 * mm
    for x, label, width in ((0.0, "開始　　　：", 29), (36 * mm, "終了　　　：", 29), (74 * mm, "担当", 56)):
        sheet.text(_INSET + x, baseline, label, 10.5)
        sheet.rule(_INSET + x + 9 * mm, baseline - 1.4 * mm, (width - 9) * mm)


def _draw_notes(sheet: Sheet, y: float) -> None:
    sheet.text(_INSET, y - 1.5 * mm, "メモ", 9, font=BOLD)
    sheet.text(_INSET + 12 * mm, y - 1.5 * mm, NUMBER_WARNING, 8.5)
    line = y - 9 * mm
    while line > 6.5 * mm:
        sheet.rule(_INSET, line, _WIDTH, colour=RULE, weight=0.4)
        line -= 7.2 * mm
