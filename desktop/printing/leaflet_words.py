"""What every leaflet says around its handouts, in both registers; marked text, with ruby in the easy one."""

from dataclasses import dataclass
from datetime import date, time

from core.handouts import Register
from core.marked_text import Span, Spans
from core.wareki import WEEKDAYS, clock, era_of, era_year, weekday


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of one register."""

    head: str
    asked: str
    your_phone: str
    trouble: str
    never: str
    more: str
    scan: str
    again: str
    next_time: str
    number: str
    ask_here: str
    note: str


STANDARD = Words(
    head="スマホの相談　お持ち帰りの紙",
    asked="きょう聞いたこと",
    your_phone="お使いのスマホ",
    trouble="こまったときは",
    never="しないこと",
    more="もっと知りたいとき",
    scan="四角い模様を、スマホのカメラで写すと開きます。",
    again="また聞きたいとき",
    next_time="次の相談",
    number="予約番号",
    ask_here="わからないことは、この会場の担当者にお聞きください。",
    note="メモ",
)
EASY = Words(
    head="スマホの {相談|そうだん}の {紙|かみ}",
    asked="{今日|きょう} {聞|き}いた こと",
    your_phone="あなたの スマホ",
    trouble="{困|こま}った とき",
    never="しない こと",
    more="もっと {知|し}りたい とき",
    scan="{四角|しかく}い {模様|もよう}を カメラで {写|うつ}します。",
    again="また {聞|き}きたい とき",
    next_time="{次|つぎ}の {相談|そうだん}",
    number="{予約|よやく}の {番号|ばんごう}",
    ask_here="わからない ことは、ここの {人|ひと}に {聞|き}いて ください。",
    note="メモ",
)

_ERAS = {"令和": "れいわ", "平成": "へいせい"}
_WEEKDAYS = dict(zip(WEEKDAYS, ("げつ", "か", "すい", "もく", "きん", "ど", "にち"), strict=True))


def words(register: Register) -> Words:
    """The fixed words of this register."""
    return EASY if register is Register.EASY else STANDARD


def day_in_words(day: date, register: Register) -> Spans:
    """「令和8年（2026年）11月21日（土）」, with ruby in the easy register."""
    era, year = era_of(day).name, era_year(day)
    parts = [
        Span(era, _ERAS.get(era, "")),
        Span("元", "がん") if year == 1 else Span(str(year)),
        Span("年", "ねん"),
        Span(f"（{day.year}"),
        Span("年", "ねん"),
        Span("）"),
        *_month_and_day(day),
    ]
    return _spoken(parts, register)


def next_time(day: date, starts: time | None, register: Register) -> Spans:
    """「12月5日（土）10:00から」, or the day alone."""
    return _spoken([*_month_and_day(day), *([Span(f" {clock(starts)}から")] if starts else [])], register)


def _month_and_day(day: date) -> list[Span]:
    name = weekday(day)
    return [
        Span(str(day.month)),
        Span("月", "がつ"),
        Span(str(day.day)),
        Span("日", "にち"),
        Span("（"),
        Span(name, _WEEKDAYS[name]),
        Span("）"),
    ]


def _spoken(parts: list[Span], register: Register) -> Spans:
    if register is Register.EASY:
        return tuple(parts)
    return (Span("".join(part.text for part in parts)),)
