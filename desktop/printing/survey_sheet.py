"""The questionnaire to fill in: A4, large type, numbers to circle, lines for words, no place for a name.

Nothing is smaller than 14 points, the code of the paper at the foot too. A question is never parted from its answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.handouts import Register
from core.marked_text import Span, Spans, parse_marked
from core.paper.flow import Block, Drawn, Pages, Placed, draw_pages
from core.paper.fonts import BOLD
from core.paper.layout import A4, KEY, MARGIN, QUIET, RULE, TINT, Sheet, mm
from core.surveys import Ask, Choice, Question, Survey
from desktop.printing.leaflet_words import day_in_words
from desktop.printing.paragraphs import LEAST, USUAL, Paragraph, Type

_WIDTH = A4[0] - 2 * MARGIN
_TOP = A4[1] - 15 * mm
_BOTTOM = 20 * mm
_FOOT = 11 * mm
_INDENT = 12 * mm
_CIRCLE = 11.0  # radius in points: room for a circle drawn by hand around the number
_GAP = 4 * mm
_WORDS_LINE = 11 * mm
_WORDS_LINES = (4, 3, 2)
"""Lines for words: fewer only where that saves a page."""
_MANY = 5


@dataclass(frozen=True, slots=True)
class SurveyPaper:
    """What is printed; without `day` there is room to write one."""

    survey: Survey
    register: Register
    day: date | None
    venue: str


@dataclass(frozen=True, slots=True)
class _Words:
    circle: str
    no_name: str
    one: str
    many: str
    day: str
    thanks: str


_STANDARD = _Words(
    circle="あてはまる*番号*を、○で囲んでください。書きたくない質問は、そのままでかまいません。",
    no_name="*お名前・電話番号・マイナンバーなどの番号は、書かないでください。*",
    one="（ひとつ）",
    many="（いくつでも）",
    day="　　　年　　　月　　　日",
    thanks="ご協力、ありがとうございました。出口の箱に入れてください。",
)
_EASY = _Words(
    circle="{番号|ばんごう}に *○* を {書|か}いて ください。{書|か}きたくない ところは、{書|か}かなくて いいです。",
    no_name="{名前|なまえ}、{電話番号|でんわばんごう}、マイナンバーは {書|か}かないで ください。",
    one="（1つ）",
    many="（いくつでも）",
    day="　　　　{年|ねん}　　　{月|がつ}　　　{日|にち}",
    thanks="ありがとうございました。{出口|でぐち}の {箱|はこ}に {入|い}れて ください。",
)


def survey_pdf(paper: SurveyPaper) -> bytes:
    """The sheet: one page where the questions fit."""
    sheet = Sheet(A4, paper.survey.ja)
    pages = min((_filled(paper, lines) for lines in _WORDS_LINES), key=len)

    def furnish(page: int, page_count: int) -> None:
        code = f"{paper.survey.id}　第{paper.survey.version}版"
        sheet.text(MARGIN, _FOOT, code, LEAST, colour=QUIET)
        if page_count > 1:
            sheet.text(A4[0] - MARGIN, _FOOT, f"{page} / {page_count}", LEAST, align="right")

    draw_pages(sheet, pages, MARGIN, furnish)
    return sheet.finish()


def _filled(paper: SurveyPaper, lines: int) -> list[list[Placed]]:
    blocks = list(_Layout(paper, lines).blocks())
    return Pages(first_top=_TOP, top=_TOP, bottom=_BOTTOM).fill(blocks)


class _Layout:
    """Cuts a questionnaire into blocks that stand one below the other."""

    def __init__(self, paper: SurveyPaper, lines: int) -> None:
        self._paper, self._lines = paper, lines
        self._is_easy = paper.register is Register.EASY
        self._words = _EASY if self._is_easy else _STANDARD
        self._type = Type(self._is_easy)

    def blocks(self) -> Iterator[Block]:
        yield self._head()
        for number, question in enumerate(self._paper.survey.questions, start=1):
            yield self._question(number, question)
        yield self._thanks()

    def _head(self) -> Block:
        survey = self._paper.survey
        day = parse_marked(self._words.day)
        if self._paper.day is not None:
            day = day_in_words(self._paper.day, self._paper.register)
        title = self._set(self._text(survey), 20, bold=True)
        where = self._type.set((*day, Span(f"　{self._paper.venue}")), LEAST, _WIDTH)
        how = self._set(parse_marked(self._words.circle), LEAST)
        no_name = self._set(parse_marked(self._words.no_name), LEAST, width=_WIDTH - 16)
        height = title.height + where.height + how.height + no_name.height + 18

        def draw(sheet: Sheet, x: float, top: float) -> None:
            for part in (title, where, how):
                part.draw(sheet, x, top)
                top -= part.height
            sheet.box(x, top - no_name.height - 6, _WIDTH, no_name.height + 6, fill=TINT, weight=0, radius=3)
            no_name.draw(sheet, x + 8, top - 2)

        return Drawn(height, draw)

    def _question(self, number: int, question: Question) -> Block:
        hint = {Ask.ONE: self._words.one, Ask.MANY: self._words.many, Ask.WORDS: ""}[question.ask]
        asked = self._set((*self._text(question), Span(hint)), USUAL, width=_WIDTH - _INDENT, bold=True)
        rows = [] if question.ask is Ask.WORDS else self._rows(question.choices)
        below = sum(map(_height, rows)) if rows else self._lines * _WORDS_LINE
        height = asked.height + below + _GAP

        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.text(x, top - asked.first_middle - 6, f"問{number}", USUAL, font=BOLD, colour=KEY)
            asked.draw(sheet, x + _INDENT, top)
            top -= asked.height
            if not rows:
                for line in range(1, self._lines + 1):
                    sheet.rule(x + _INDENT, top - line * _WORDS_LINE + 4, _WIDTH - _INDENT, colour=RULE)
            for row in rows:
                _draw_row(sheet, row, x + _INDENT, top)
                top -= _height(row)

        return Drawn(height, draw)

    def _rows(self, choices: Sequence[Choice]) -> list["_Row"]:
        """Side by side where every answer stands on one line; many answers in two columns, also if some wrap."""
        for columns, most_lines in ((3, 1), (2, 2 if len(choices) >= _MANY else 1), (1, 9)):
            width = (_WIDTH - _INDENT) / columns
            answers = [self._set(self._text(each), LEAST, width=width - 2 * _CIRCLE - 12) for each in choices]
            if all(len(each.lines) <= most_lines for each in answers):
                break
        cells = [(choice.code, words) for choice, words in zip(choices, answers, strict=True)]
        return [_Row(width, tuple(cells[start : start + columns])) for start in range(0, len(cells), columns)]

    def _thanks(self) -> Block:
        words = self._set(parse_marked(self._words.thanks), LEAST)
        return Drawn(words.height, words.draw)

    def _text(self, named: Survey | Question | Choice) -> Spans:
        return parse_marked(named.easy) if self._is_easy else (Span(named.ja),)

    def _set(self, spans: Spans, size: float, *, width: float = _WIDTH, bold: bool = False) -> Paragraph:
        strong = tuple(Span(each.text, each.ruby, bold or each.strong) for each in spans)
        return self._type.set(strong, size, width)


@dataclass(frozen=True, slots=True)
class _Row:
    """Answers side by side, each in a column of `width`."""

    width: float
    cells: tuple[tuple[str, Paragraph], ...]


def _height(row: _Row) -> float:
    return max(2 * _CIRCLE + 2, *(words.height + 4 for _, words in row.cells))


def _draw_row(sheet: Sheet, row: _Row, x: float, top: float) -> None:
    for code, words in row.cells:
        middle = top - words.first_middle - 3
        sheet.text(x + _CIRCLE, middle - 5.5, code, USUAL, font=BOLD, align="centre")
        words.draw(sheet, x + 2 * _CIRCLE + 2, top - 3)
        x += row.width
