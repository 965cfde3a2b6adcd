"""What one questionnaire said: for each question its answers with a bar, a number and a share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from core.reports.surveys import QuestionCount, SurveyCount
from core.surveys import Ask
from desktop.ui import theme
from desktop.ui.i18n import named, tr
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.text import Text

_BAR_HEIGHT = 16
_LEAST_BAR = 120
_FIGURE = 96


class Bar(QWidget):
    """A share from 0 to 1. It says nothing that the number beside it does not."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setMinimumWidth(theme.px(_LEAST_BAR))
        self.setFixedHeight(theme.px(_BAR_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("ground"))
        painter.fillRect(QRectF(0, 0, self.width() * self._share, self.height()), theme.color("key"))


class SurveyCard(Card):
    """One questionnaire with the number of its sheets."""

    def __init__(self, count: SurveyCount) -> None:
        super().__init__()
        self.title.setText(named(count.survey))
        self.title.show()
        self.add(Text(_sheets(count), "muted"))
        for number, question in enumerate(count.questions, start=1):
            if question.question.ask is not Ask.WORDS:
                self.add(_QuestionCounts(number, question))


class _QuestionCounts(QWidget):
    def __init__(self, number: int, count: QuestionCount) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        asked = Text("", "strong")
        asked.setText(f"{tr('問{n}', n=number)}　{named(count.question)}")
        column.addWidget(asked)
        column.addWidget(Text("{sheets}枚のうち、答えた用紙 {n}枚", "caption", sheets=count.sheets, n=count.answered))
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        column.addLayout(self._rows)
        is_large = theme.scale() >= theme.LARGE
        for row, (choice, times) in enumerate(zip(count.question.choices, count.counts, strict=True)):
            answer = Text("")
            answer.setText(f"{choice.code}　{named(choice)}")
            answer.setMinimumWidth(0 if is_large else theme.px(300))
            share = count.share(times)
            figure = Text("{n}　{percent}%", "strong", wrap=False, n=times, percent=f"{share * 100:.0f}")
            figure.setMinimumWidth(theme.px(_FIGURE))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if is_large:  # the words above, the bar below
                self._rows.addWidget(answer, 2 * row, 0, 1, 3)
            else:
                self._rows.addWidget(answer, row, 0)
            place = 2 * row + 1 if is_large else row
            self._rows.addWidget(Bar(share), place, 1)
            self._rows.addWidget(figure, place, 2)


def _sheets(count: SurveyCount) -> str:
    versions = "・".join(tr("第{n}版 {sheets}枚", n=version, sheets=sheets) for version, sheets in count.versions)
    told = tr("用紙 {n}枚（{versions}）", n=count.sheets, versions=versions)
    if count.unknown:
        told += "　" + tr("この端末がまだ知らない版 {n}枚は、下の数に入っていません。", n=count.unknown)
    return told
