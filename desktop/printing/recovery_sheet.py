"""復旧用紙: the paper from which a site is restored when its laptops are gone (DESIGN section 6).

The QR holds the site root key, sealed by a code that the screen shows once and that is copied here by hand:
neither the file nor the printer's memory opens anything without it.
"""

from dataclasses import dataclass
from datetime import date

from core.paper.fonts import BOLD, REGULAR
from core.paper.layout import A4, INK, KEY, MARGIN, QUIET, Sheet, mm
from core.paper.qr import LEVEL_M
from core.paper.wrapping import size_that_fits, wrap, wrap_at_most
from core.wareki import wareki_with_weekday

TITLE = "復旧用紙"
COPIES = 2

_WIDTH = A4[0] - 2 * MARGIN
_QR_SIDE = 84 * mm
_BODY = 11.0
_CELL = 8.4 * mm
_GROUP_GAP = 3.6 * mm

_PURPOSE = (
    "パソコンがこわれたとき、なくなったときに、この用紙で拠点の記録を元にもどします。"
    "用紙と手書きのコードの両方がないと、記録は読めません。"
)
_KEEPING = (
    "2枚とも、鍵のかかる金庫か書庫に、別々の場所で保管してください。",
    "写真にとらないでください。コピー・スキャン・メールもしないでください。",
    "パソコンといっしょに置いたり、持ち歩いたりしないでください。",
    "なくしたときは、すぐに本部へ連絡し、新しい用紙を作ってください。",
)
_USING = (
    "新しいパソコンで Madoguchi を開き、「復旧用紙から始める」を選びます。",
    "右上の二次元コードを読み取り、手書きのコードを入力します。",
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """`sealed_root` is the text of the QR; the code written by hand has `code_groups` of `group_length`."""

    site: str
    site_id: str
    sealed_root: str
    made_on: date
    code_groups: int = 4
    group_length: int = 4


def recovery_sheet_pdf(recovery: RecoverySheet, copies: int = COPIES) -> bytes:
    """One page for each copy, numbered, each with the same QR and its own empty boxes."""
    sheet = Sheet(A4, TITLE)
    for copy in range(1, copies + 1):
        if copy > 1:
            sheet.next_page()
        _draw_head(sheet, recovery, f"{copy}枚目（全{copies}枚）")
        _draw_code_boxes(sheet, recovery, A4[1] - 128 * mm)
        y = _draw_steps(sheet, "保管のしかた", _KEEPING, A4[1] - 172 * mm)
        _draw_steps(sheet, "使うとき", _USING, y - 5 * mm)
        _draw_foot(sheet)
    return sheet.finish()


def _draw_head(sheet: Sheet, recovery: RecoverySheet, copy: str) -> None:
    top = A4[1]
    text_width = _WIDTH - _QR_SIDE
    sheet.qr(recovery.sealed_root, MARGIN + text_width + 5 * mm, top - 20 * mm - _QR_SIDE, _QR_SIDE, LEVEL_M)
    sheet.box(MARGIN, top - 26.6 * mm, 1.8 * mm, 8 * mm, fill=KEY, weight=0)
    sheet.text(MARGIN + 5 * mm, top - 25.6 * mm, TITLE, 22, font=BOLD, colour=KEY)
    sheet.text(MARGIN, top - 34 * mm, copy, 11, font=BOLD)
    size = size_that_fits(recovery.site, BOLD, text_width, 15, 11)
    site = wrap_at_most(recovery.site, BOLD, size, text_width, 3)
    y = sheet.lines(MARGIN, top - 46 * mm, site, size, font=BOLD, leading=1.3)
    y = sheet.lines(MARGIN, y - 1 * mm, wrap(recovery.site_id, REGULAR, 9, text_width), 9, colour=QUIET)
    sheet.text(MARGIN, y - 2 * mm, f"作成日　{wareki_with_weekday(recovery.made_on)}", _BODY)
    sheet.paragraph(MARGIN, y - 14 * mm, text_width, _PURPOSE, _BODY)


def _draw_code_boxes(sheet: Sheet, recovery: RecoverySheet, top: float) -> None:
    """An empty box for each character; the boxes shrink when a long code would not fit."""
    sheet.rule(MARGIN, top + 10 * mm, _WIDTH, colour=KEY, weight=1)
    sheet.text(MARGIN, top, "手書きのコード", 13, font=BOLD)
    sheet.text(MARGIN, top - 7 * mm, "画面に出ているコードを、ペンではっきり書き写してください。", _BODY)
    gaps = (recovery.code_groups - 1) * _GROUP_GAP
    cell = min(_CELL, (_WIDTH - gaps) / (recovery.code_groups * recovery.group_length))
    for group in range(recovery.code_groups):
        for place in range(recovery.group_length):
            left = MARGIN + group * (recovery.group_length * cell + _GROUP_GAP) + place * cell
            sheet.box(left, top - 25 * mm, cell, 12 * mm, colour=INK, weight=0.8)


def _draw_steps(sheet: Sheet, title: str, steps: tuple[str, ...], y: float) -> float:
    sheet.text(MARGIN, y, title, 13, font=BOLD)
    y -= 8 * mm
    for number, step in enumerate(steps, start=1):
        sheet.text(MARGIN, y, f"{number}", _BODY, font=BOLD, colour=KEY)
        y = sheet.paragraph(MARGIN + 7 * mm, y, _WIDTH - 7 * mm, step, _BODY) - 1.6 * mm
    return y


def _draw_foot(sheet: Sheet) -> None:
    y = 18 * mm
    sheet.rule(MARGIN, y + 8 * mm, _WIDTH)
    for x, label in ((0.0, "保管場所"), (86 * mm, "責任者")):
        sheet.text(MARGIN + x, y, label, _BODY)
        sheet.rule(MARGIN + x + 18 * mm, y - 1.5 * mm, 62 * mm, colour=QUIET)
