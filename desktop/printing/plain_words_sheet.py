"""言いかえ: everyday words for what phones say, to lie on the table. A4, to be read beside a conversation."""

from core.everyday_words import EverydayWord, EverydayWords, WordGroup
from core.paper.flow import Drawn, Pages, draw_pages
from core.paper.fonts import BOLD, REGULAR
from core.paper.layout import A4, KEY, MARGIN, QUIET, TINT, Sheet, mm
from core.paper.wrapping import size_that_fits, wrap

TITLE = "言いかえの一覧"

_LEAD = "左のことばを、右のように言いかえてお話しください。「　」は、そのまま言える文です。"
_WIDTH = A4[0] - 2 * MARGIN
_TOP = A4[1] - 15 * mm
_BOTTOM = 16 * mm
_LEFT = 52 * mm
_SAY, _EXAMPLE, _ENGLISH = 12.5, 11.0, 10.0
_LINE = 1.32
_PADDING = 2.6


def plain_words_pdf(words: EverydayWords) -> bytes:
    """Every word under its group; no word is parted by a page's end."""
    sheet = Sheet(A4, TITLE)
    blocks = [_head()]
    for group in words.groups:
        blocks += [_group(group), *map(_word, group.words)]
    pages = Pages(first_top=_TOP, top=_TOP, bottom=_BOTTOM).fill(blocks)

    def furnish(page: int, page_count: int) -> None:
        sheet.text(A4[0] / 2, 10 * mm, f"{TITLE}　{page} / {page_count} ページ", _ENGLISH, colour=QUIET, align="centre")

    draw_pages(sheet, pages, MARGIN, furnish)
    return sheet.finish()


def _head() -> Drawn:
    lead = wrap(_LEAD, REGULAR, _EXAMPLE, _WIDTH)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x, top - 24, 5, 22, fill=KEY, weight=0)
        sheet.text(x + 13, top - 21, TITLE, 20, font=BOLD, colour=KEY)
        sheet.lines(x, top - 44, lead, _EXAMPLE, leading=_LINE)

    return Drawn(38 + len(lead) * _EXAMPLE * _LINE, draw)


def _group(group: WordGroup) -> Drawn:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x, top - 31, _WIDTH, 20, fill=TINT, weight=0, radius=3)
        sheet.text(x + 6, top - 25.5, group.ja, 12, font=BOLD)
        sheet.text(x + _WIDTH - 6, top - 25.5, group.en, _ENGLISH, colour=QUIET, align="right")

    return Drawn(35, draw, is_heading=True)


def _word(word: EverydayWord) -> Drawn:
    room = _WIDTH - _LEFT
    say = wrap(word.say, BOLD, _SAY, room)
    example = wrap(f"「{word.example}」", REGULAR, _EXAMPLE, room)
    also = wrap("・".join((*word.also, word.en)), REGULAR, _ENGLISH, _LEFT - 12)
    right = (len(say) * _SAY + len(example) * _EXAMPLE) * _LINE
    left = (_SAY + len(also) * _ENGLISH) * _LINE
    height = max(left, right) + 2 * _PADDING

    def draw(sheet: Sheet, x: float, top: float) -> None:
        first = top - _PADDING - _SAY
        size = size_that_fits(word.word, BOLD, _LEFT - 12, _SAY, 9)
        y = sheet.lines(x + 6, first, [word.word], size, font=BOLD, leading=_LINE)
        sheet.lines(x + 6, y, also, _ENGLISH, colour=QUIET, leading=_LINE)
        y = sheet.lines(x + _LEFT, first, say, _SAY, font=BOLD, leading=_LINE)
        sheet.lines(x + _LEFT, y, example, _EXAMPLE, leading=_LINE)
        sheet.rule(x, top - height, _WIDTH)

    return Drawn(height, draw)
