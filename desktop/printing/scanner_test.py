"""読み取りテスト: a page to try a scanner on before a session, as large as on a card."""

from core.card_code import pretty
from core.paper.fonts import BOLD
from core.paper.layout import A4, KEY, MARGIN, QUIET, Sheet, mm
from core.typed_forms import LAYOUT_SAMPLE

TITLE = "読み取りテスト"

_WIDTH = A4[0] - 2 * MARGIN
_BODY = 12.0
_QR_SIDE = 33.35 * mm  # as on a visitor card
_SIZE_NOTE = "受付カードと同じ大きさです"
_STEPS = (
    "Madoguchi の「設定」を開き、「読み取り機」を押します。",
    "読み取り機を、下の二次元コードから10〜15センチはなしてかざします。",
    "画面に「読み取れました」と出れば、そのまま受付に使えます。直すとよいところがあれば、その下に出ます。",
)
_ADVICE = (
    "反応がないとき：読み取り機のケーブルを抜き、もう一度さしてください。",
    "英数入力でなくても、Caps Lock がオンでも読み取れます。設定を直すと、より確かになります。",
    "それでも読めないとき：受付番号や名前でも受付できます。会は予定どおり始めてください。",
)


def scanner_test_pdf(code: str) -> bytes:
    """One A4 page; `code` is a code of kind SCANNER_TEST, which no check-in takes for a visitor."""
    sheet = Sheet(A4, TITLE)
    top = A4[1]
    sheet.box(MARGIN, top - 26.6 * mm, 1.8 * mm, 8 * mm, fill=KEY, weight=0)
    sheet.text(MARGIN + 5 * mm, top - 25.6 * mm, TITLE, 22, font=BOLD, colour=KEY)
    y = top - 44 * mm
    for number, step in enumerate(_STEPS, start=1):
        sheet.text(MARGIN, y, f"{number}", _BODY, font=BOLD, colour=KEY)
        y = sheet.paragraph(MARGIN + 8 * mm, y, _WIDTH - 8 * mm, step, _BODY) - 2 * mm
    _draw_code(sheet, code, y - 10 * mm)
    y -= _QR_SIDE + 36 * mm
    sheet.rule(MARGIN, y + 10 * mm, _WIDTH)
    for advice in _ADVICE:
        y = sheet.paragraph(MARGIN, y, _WIDTH, advice, 11) - 2 * mm
    return sheet.finish()


def _draw_code(sheet: Sheet, code: str, top: float) -> None:
    middle = A4[0] / 2
    sheet.qr(LAYOUT_SAMPLE + code, middle - _QR_SIDE / 2, top - _QR_SIDE, _QR_SIDE)
    sheet.text(middle, top - _QR_SIDE - 4.5 * mm, pretty(code), 12, align="centre")
    sheet.text(middle, top - _QR_SIDE - 11 * mm, _SIZE_NOTE, 10.5, colour=QUIET, align="centre")
