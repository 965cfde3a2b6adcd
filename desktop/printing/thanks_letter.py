"""感謝状 and お礼状: what a supporter did in a period, with thanks, to be sealed and handed over."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.paper.fonts import BOLD, REGULAR
from core.paper.furniture import draw_seals
from core.paper.layout import A4, INK, KEY, QUIET, Sheet, mm
from core.paper.wrapping import size_that_fits, wrap, wrap_at_most
from core.wareki import wareki

Form = Literal["award", "letter"]
TITLES: dict[Form, str] = {"award": "感謝状", "letter": "お礼状"}
_EDGE = 14 * mm
_LEFT = 34 * mm
_WIDTH = A4[0] - 2 * _LEFT
_BODY = 14.0
_TEXTS: dict[Form, tuple[str, ...]] = {
    "award": (
        "あなたは　地域の皆さまが　安心してスマートフォンなどを使えるよう　{label}として　親身に支えてこられました",
        "その活動は　多くの方の　日々の安心につながっています",
        "ここに　そのご尽力をたたえ　深く感謝の意を表します",
    ),
    "letter": (
        "日ごろから、{label}としてご協力いただき、まことにありがとうございます。",
        "おかげさまで、多くの方が安心してスマートフォンなどを使えるようになりました。"
        "お一人おひとりに寄りそうお気持ちに、心からお礼を申し上げます。",
        "これからも、お体を大切に、お力添えくださいますようお願いいたします。",
    ),
}
"""An award has no punctuation, as is the custom."""


@dataclass(frozen=True, slots=True)
class ThanksLetter:
    """`signed_by` stands beside the seal, a line of it above the other; `minutes` and `sessions` are of the period."""

    name: str
    first: date
    last: date
    minutes: int
    sessions: int
    days: int
    dated: date
    signed_by: tuple[str, ...]
    label: str = "サポーター"
    form: Form = "award"


def thanks_letter_pdf(letter: ThanksLetter) -> bytes:
    """One A4 page. The same values make the same file."""
    sheet = Sheet(A4, TITLES[letter.form])
    if letter.form == "award":
        _draw_frame(sheet)
    top = A4[1]
    title = "　".join(TITLES[letter.form])
    sheet.text(A4[0] / 2, top - 58 * mm, title, 38, font=BOLD, colour=INK, align="centre")
    name = f"{letter.name}　様"
    size = size_that_fits(name, BOLD, _WIDTH, 24, 13)
    y = sheet.lines(_LEFT, top - 84 * mm, wrap_at_most(name, BOLD, size, _WIDTH, 2), size, font=BOLD)
    y -= 8 * mm
    for text in _TEXTS[letter.form]:
        lines = wrap(f"　{text.format(label=letter.label)}", REGULAR, _BODY, _WIDTH)
        y = sheet.lines(_LEFT, y, lines, _BODY, leading=1.9) - 2 * mm
    _draw_record(sheet, letter, y - 6 * mm)
    _draw_signature(sheet, letter)
    return sheet.finish()


def hours_text(minutes: int) -> str:
    """「36時間30分」."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}時間{rest}分" if hours and rest else f"{hours}時間" if hours else f"{rest}分"


def _draw_frame(sheet: Sheet) -> None:
    for inset, weight in ((_EDGE, 2.4), (_EDGE + 2.2 * mm, 0.6)):
        sheet.box(inset, inset, A4[0] - 2 * inset, A4[1] - 2 * inset, colour=KEY, weight=weight)


def _draw_record(sheet: Sheet, letter: ThanksLetter, y: float) -> None:
    rows = (
        ("期間", f"{wareki(letter.first)}から{wareki(letter.last)}まで"),
        ("活動の回数", f"{letter.sessions}回（{letter.days}日）"),
        ("活動の時間", hours_text(letter.minutes)),
    )
    for label, text in rows:
        sheet.text(_LEFT + 4 * mm, y, label, 11.5, colour=QUIET)
        sheet.text(_LEFT + 34 * mm, y, text, 12.5)
        sheet.rule(_LEFT, y - 2.6 * mm, _WIDTH)
        y -= 10 * mm


def _draw_signature(sheet: Sheet, letter: ThanksLetter) -> None:
    bottom = 40 * mm
    sheet.text(_LEFT, bottom + 26 * mm, wareki(letter.dated), 13)
    right = A4[0] - _LEFT
    draw_seals(sheet, right, bottom + 20 * mm, ("印",))
    width = _WIDTH - 28 * mm
    y = bottom + 10 * mm
    for line in letter.signed_by:
        size = size_that_fits(line, BOLD, width, 16, 10)
        y = sheet.lines(_LEFT, y, wrap_at_most(line, BOLD, size, width, 2), size, font=BOLD)
