"""A handout's wording as lines that people type: before its colon a line says what it is.

    題名：Wi-Fi につなぐ
    手順（歯車）：「設定」を押します。
    iPhone：画面の上のほうにあります。

So a step is moved, added or taken out as any line of a letter is. Every fault is told with its line.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from core.handouts import LONGEST_BASE, MOST_ITEMS, MOST_STEPS, Picture, Step, Wording
from core.marked_text import Spans, parse_marked, told_forms
from core.number_guard import refusal
from core.problem import Problem

PICTURE_NAMES: dict[Picture, str] = {
    Picture.ARROW: "矢印",
    Picture.BELL: "ベル",
    Picture.BATTERY: "電池",
    Picture.CAMERA: "カメラ",
    Picture.CARD: "カード",
    Picture.CHECK: "チェック",
    Picture.CLOCK: "時計",
    Picture.DOWNLOAD: "取り込む",
    Picture.FACE: "顔",
    Picture.FINGER: "指",
    Picture.GEAR: "歯車",
    Picture.HANG_UP: "電話を切る",
    Picture.HOME: "ホーム",
    Picture.HOUSE: "家",
    Picture.KEY: "鍵",
    Picture.LETTERS: "文字",
    Picture.MAP: "地図",
    Picture.PADLOCK: "錠",
    Picture.PAPER: "紙",
    Picture.PEN: "ペン",
    Picture.PEOPLE: "人",
    Picture.PHONE: "電話",
    Picture.QR: "四角い模様",
    Picture.QUESTION: "はてな",
    Picture.SEARCH: "虫めがね",
    Picture.SHIELD: "盾",
    Picture.SHOP: "店",
    Picture.SPEECH: "吹き出し",
    Picture.STOP: "止まれ",
    Picture.TALK: "話す",
    Picture.WARNING: "注意",
    Picture.WATER: "水",
    Picture.WIFI: "電波",
    Picture.YEN: "お金",
}
USUAL_PICTURE = Picture.FINGER


class Part(StrEnum):
    """What a line can be; the word that stands before its colon."""

    TITLE = "題名"
    LEAD = "はじめのことば"
    STEP = "手順"
    ANDROID = "Android"
    IPHONE = "iPhone"
    TROUBLE = "こまったとき"
    NEVER = "しないこと"
    PAGE = "ページの名前"


class FaultKind(StrEnum):
    """What can be wrong with a line. The last three are advice: such a text can be kept."""

    NO_PART = "no_part"
    PICTURE = "picture"
    EMPTY = "empty"
    TWICE = "twice"
    MISSING = "missing"
    NO_STEP = "no_step"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    MARK = "mark"
    LONG_RUBY = "long_ruby"
    GUARDED = "guarded"
    ADDRESS = "address"
    DAY = "day"
    NO_RUBY = "no_ruby"
    LONG_SENTENCE = "long_sentence"
    LOAN_WORD = "loan_word"


ADVICE = frozenset({FaultKind.NO_RUBY, FaultKind.LONG_SENTENCE, FaultKind.LOAN_WORD})
LONGEST = {Part.TITLE: 100, Part.PAGE: 100, Part.STEP: 200, Part.ANDROID: 200, Part.IPHONE: 200}
"""Characters with their marks, as `core.handouts` takes them; 300 for the rest."""
_LONGEST_SENTENCES = 300
_ONCE = (Part.TITLE, Part.LEAD, Part.PAGE)
_LINE = re.compile(r"\s*([^:：（(]+?)\s*(?:[（(]([^（）()]*)[）)])?\s*[:：](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line (from 1; 0 for the whole). `word` is the one that it is about."""

    kind: FaultKind
    line: int
    word: str = ""

    @property
    def is_advice(self) -> bool:
        """Whether the text can be kept all the same."""
        return self.kind in ADVICE


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its number, what it is, its marked text."""

    number: int
    part: Part
    text: str
    spans: Spans = ()
    picture: Picture = USUAL_PICTURE


@dataclass(frozen=True, slots=True)
class LinesRead:
    """What was understood. `wording` is None while a fault that is no advice stands."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    wording: Wording | None


def lines_of(wording: Wording) -> str:
    """The lines that `read_lines` makes this wording of; a text of several lines stands in one."""
    return "\n".join(" ".join(line.split("\n")) for line in _written(wording)) + "\n"


def read_lines(text: str) -> LinesRead:
    """Understand every line, and tell all that is wrong at once. Raises nothing."""
    reading = _Reading()
    for number, written in enumerate(text.split("\n"), start=1):
        if written.strip():
            reading.take(number, written)
    reading.look_at_whole()
    faults = tuple(sorted(reading.faults, key=lambda fault: fault.line))
    return LinesRead(tuple(reading.lines), faults, None if faults else _wording(reading.lines))


def _written(wording: Wording) -> Iterator[str]:
    yield f"{Part.TITLE}：{wording.title}"
    yield f"{Part.LEAD}：{wording.lead}"
    for step in wording.steps:
        yield f"{Part.STEP}（{PICTURE_NAMES[step.icon]}）：{step.text}"
        if step.android:
            yield f"{Part.ANDROID}：{step.android}"
        if step.iphone:
            yield f"{Part.IPHONE}：{step.iphone}"
    yield from (f"{Part.TROUBLE}：{text}" for text in wording.trouble)
    yield from (f"{Part.NEVER}：{text}" for text in wording.never)
    yield f"{Part.PAGE}：{wording.page}"


@dataclass
class _Reading:
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take(self, number: int, written: str) -> None:
        """One line, with every fault that it has by itself."""
        parted = _LINE.fullmatch(written)
        part = _PARTS.get(_form(parted[1])) if parted else None
        if parted is None or part is None:
            self.faults.append(Fault(FaultKind.NO_PART, number))
            return
        text = parted[3].strip()
        spans = self._spans(number, part, text)
        self.lines.append(Line(number, part, text, spans, self._picture(number, parted[2])))

    def look_at_whole(self) -> None:
        """What only all lines together show."""
        for part in _ONCE:
            found = [line for line in self.lines if line.part is part]
            if not found:
                self.faults.append(Fault(FaultKind.MISSING, 0, part))
            self.faults += [Fault(FaultKind.TWICE, line.number, part) for line in found[1:]]
        if not any(line.part is Part.STEP for line in self.lines):
            self.faults.append(Fault(FaultKind.MISSING, 0, Part.STEP))
        for part, most in ((Part.STEP, MOST_STEPS), (Part.TROUBLE, MOST_ITEMS), (Part.NEVER, MOST_ITEMS)):
            beyond = [line for line in self.lines if line.part is part][most:]
            self.faults += [Fault(FaultKind.TOO_MANY, line.number, str(most)) for line in beyond[:1]]
        self._look_at_phones()

    def _look_at_phones(self) -> None:
        seen: set[Part] | None = None
        for line in self.lines:
            if line.part is Part.STEP:
                seen = set()
            elif line.part in (Part.ANDROID, Part.IPHONE):
                if seen is None or line.part in seen:
                    self.faults.append(Fault(FaultKind.NO_STEP, line.number, line.part))
                else:
                    seen.add(line.part)
            else:
                seen = None

    def _spans(self, number: int, part: Part, text: str) -> Spans:
        if not text:
            self.faults.append(Fault(FaultKind.EMPTY, number, part))
        longest = LONGEST.get(part, _LONGEST_SENTENCES)
        if len(text) > longest:
            self.faults.append(Fault(FaultKind.TOO_LONG, number, str(longest)))
        if any(map(refusal, told_forms(text))):
            self.faults.append(Fault(FaultKind.GUARDED, number))
        try:
            spans = parse_marked(text)
        except Problem:
            self.faults.append(Fault(FaultKind.MARK, number, _stray(text)))
            return ()
        wide = (span.text for span in spans if span.ruby and max(len(span.text), len(span.ruby) / 2) > LONGEST_BASE)
        self.faults += [Fault(FaultKind.LONG_RUBY, number, text) for text in wide]
        return spans

    def _picture(self, number: int, name: str | None) -> Picture:
        if not name or not name.strip():
            return USUAL_PICTURE
        found = _PICTURES.get(_form(name))
        if found is None:
            self.faults.append(Fault(FaultKind.PICTURE, number, name.strip()[:20]))
        return found or USUAL_PICTURE


def _wording(lines: list[Line]) -> Wording:
    def texts(part: Part) -> tuple[str, ...]:
        return tuple(line.text for line in lines if line.part is part)

    (title,), (lead,), (page,) = (texts(part) for part in _ONCE)
    return Wording(title, lead, _steps(lines), texts(Part.TROUBLE), texts(Part.NEVER), page)


def _steps(lines: list[Line]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for place, line in enumerate(lines):
        if line.part is Part.STEP:
            beside = {each.part: each.text for each in lines[place + 1 : place + 3] if _belongs(lines, place, each)}
            steps.append(Step(line.picture, line.text, beside.get(Part.ANDROID), beside.get(Part.IPHONE)))
    return tuple(steps)


def _belongs(lines: list[Line], step: int, line: Line) -> bool:
    between = lines[step + 1 : lines.index(line) + 1]
    return all(each.part in (Part.ANDROID, Part.IPHONE) for each in between)


def _stray(text: str) -> str:
    return next((mark for mark in "{}|*\\" if mark in text), "")


def _form(word: str) -> str:
    """However it is typed: wide or narrow letters, capitals or not, blanks."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


_PARTS = {_form(part): part for part in Part} | {
    _form(word): part
    for word, part in (
        ("はじめに", Part.LEAD),
        ("困ったとき", Part.TROUBLE),
        ("こまったときは", Part.TROUBLE),
        ("アンドロイド", Part.ANDROID),
        ("アイフォーン", Part.IPHONE),
        ("アイフォン", Part.IPHONE),
        ("ページ", Part.PAGE),
    )
}
_PICTURES = {_form(name): picture for picture, name in PICTURE_NAMES.items()}
