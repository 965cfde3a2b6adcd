"""紙の相談票を入力: a pile of ticked slips, one scan and a few digits each. A whole slip is on record at once."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QWidget

from core.card_code import CodeKind
from core.facts import Attendance, Consultation, Day, Fact
from core.problem import Problem
from core.slip_code import Slip
from desktop.app.desk import Changed
from desktop.app.slip_entry import SlipWritten, close_again
from desktop.app.slips import SlipDay, SlipVisit, find_number, find_slip, slip_day, slip_days
from desktop.app.waiting import LogLine
from desktop.ui import theme
from desktop.ui.i18n import told, tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.consultations.slip_deeds import SlipDeeds
from desktop.ui.screens.consultations.slip_panel import SlipPanel
from desktop.ui.screens.consultations.slip_sheet import SlipSheet, missing_word, new_sheet, number, topic_title
from desktop.ui.screens.consultations.slip_side import SlipSide
from desktop.ui.screens.printing.model import day_words
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.widgets.stack import Pages
from desktop.ui.workplace import Workplace

_SHOWN: frozenset[type[Fact]] = frozenset({Consultation, Attendance, Day})
_SIDE_BY_SIDE = 900
_BACK = "\b"


class SlipScreen(Screen):
    """`sheet` is the slip under the keyboard; `day` is whose slips are entered."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "紙の相談票を入力")
        self._workplace = workplace
        self.day: date | None = None
        self.sheet: SlipSheet | None = None
        self._today: date | None = None
        self.deeds = SlipDeeds(workplace, self)
        self._unfinished: dict[Slip, str] = {}
        self._reopened: set[date] = set()
        self._elsewhere: SlipVisit | None = None
        self.days, self.supporter = DropDown("どの日の相談票か", letters=17), DropDown("担当者", letters=10)
        self.number = LineField("相談票の番号", "番号 A501")
        self.back: Button = SecondaryButton("相談へ戻る", partial(shell.go, "consultation"), icon="back")
        self.enter_there: Button = SecondaryButton("この日の分として入力する", self._go_there, icon="sessions")
        self.other_day, self.notice = Notice("", "warning", self.enter_there), Notice()
        self.empty = EmptyState(
            "相談票の四角い模様を読み取ってください",
            "読み取ったら、印のある四角の左の数字を、上から順に打ちます。模様が読めないときは、上の欄に番号を打ちます。",
            icon="scan",
        )
        self.panel, self.side = SlipPanel(), SlipSide()
        self._arrange()
        self._connect()

    def first_focus(self) -> QWidget:
        return self.panel if self.sheet is not None else self.number

    def shown(self) -> None:
        self._workplace.do(slip_days).then(self._offer_days, owner=self)

    def retranslate(self) -> None:
        if self.sheet is not None:
            self.panel.show_sheet(self.sheet)
        if self.isVisible():
            self.shown()

    def take_scan(self, code: str) -> bool:
        """A slip comes under the keyboard; a card is the door's."""
        if not code.startswith(CodeKind.SLIP):
            return False
        self.deeds.look(self._workplace.do(find_slip, code))
        return True

    def take_misread(self) -> bool:
        """Nothing of it is kept."""
        self.notice.show_notice(
            "読み取れませんでした。もう一度読み取るか、相談票の番号（A501 など）を打ってください。", "warning"
        )
        self.number.setFocus()
        return True

    def press(self, key: str) -> None:
        """One digit of the slip; a whole slip is recorded at once."""
        if self.deeds.busy:
            self.deeds.hold(key)
            return
        if self.sheet is not None and self.sheet.asks_age and self.sheet.band_of(key):
            self.deeds.tell_age(self.sheet, self.sheet.band_of(key))
            return
        sheet = self.sheet.pressed(key) if self.sheet is not None else None
        if sheet is None:
            self.shell.sounds.play("not_read")
            return
        self._show(sheet)
        if sheet.whole:
            self.shell.begin()
            self.deeds.record(sheet, self.supporter.value() or None)

    def take_key_back(self) -> None:
        """The last digit was wrong."""
        if self.deeds.busy:
            self.deeds.hold(_BACK)
        elif self.sheet is not None and self.sheet.keys:
            self._show(self.sheet.taken_back())

    def void(self) -> None:
        """The slip that is shown was not to be entered."""
        if self.sheet is not None:
            self.deeds.void(self.sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers the question of the other day: a button takes only the space key by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.enter_there.hasFocus():
            self._go_there()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _arrange(self) -> None:
        bar, self._columns = QWidget(), QHBoxLayout()
        bar.setLayout(FlowRow(self.days, self.supporter, self.number, self.back, gap=8))
        self.number.setMinimumWidth(theme.px(120))
        self._sheets = Pages(self.empty, self.panel)
        self._columns.setSpacing(24)
        self._columns.addWidget(self._sheets, 3)
        self._columns.addWidget(self.side, 2)
        for part in (bar, self.other_day, self.notice):
            self.add(part)
        self.add(self._columns, 1)

    def _connect(self) -> None:
        self.deeds.found.connect(self._found)
        self.deeds.not_found.connect(self._not_found)
        self.deeds.recorded.connect(self._recorded)
        self.deeds.refused.connect(self._refused)
        self.deeds.taken_back.connect(self._taken_back)
        self.panel.pressed.connect(self.press)
        self.panel.taken_back.connect(self.take_key_back)
        self.panel.voided.connect(self.void)
        self.number.submitted.connect(self._typed_number)
        self.days.activated.connect(lambda _index: self._choose_day(date.fromisoformat(self.days.value())))
        self.side.opened.connect(self._open_line)
        self.side.closing.connect(self._close_again)
        self._workplace.changed.connect(self._something_changed)

    def _offer_days(self, days: list[date]) -> None:
        self._today = days[0]
        self._fill_days({*days, *((self.day,) if self.day else ())})
        self._choose_day(self.day or self._today)
        code, self.shell.slip = self.shell.slip, ""
        if code:
            self.take_scan(code)

    def _fill_days(self, days: set[date]) -> None:
        assert self._today is not None  # days are offered with it
        self.days.clear()
        for day in sorted(days, reverse=True):
            self.days.addItem(day_words(day, self._today), day.isoformat())

    def _choose_day(self, day: date) -> None:
        if day != self.day:
            self._put_aside()
            self._show(None)
            self.other_day.show_notice("")
            self.notice.show_notice("")
        self.day = day
        if self.days.findData(day.isoformat()) < 0:
            self._fill_days({day, *(date.fromisoformat(self.days.itemData(at)) for at in range(self.days.count()))})
        self.days.set_value(day.isoformat())
        self._fetch()

    def _fetch(self) -> None:
        if self.day is not None:
            self._workplace.do(slip_day, self.day).then(self._show_day, owner=self)

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & _SHOWN:
            self._fetch()

    def _show_day(self, shown: SlipDay) -> None:
        if shown.day != self.day:
            return
        if shown.closed and shown.day not in self._reopened:
            self._reopened.add(shown.day)
            self.notice.show_notice(
                "この日は締めてあります。入力すると、締める前に戻ります。終わったら、もう一度締めてください。"
            )
        self.side.show_day(shown, reopened=shown.day in self._reopened)
        chosen = self.supporter.value()
        self.supporter.clear()
        self.supporter.addItem(tr("担当者を選ばない"), "")
        for each in shown.supporters:
            self.supporter.addItem(each.display_name, each.supporter_id)
        self.supporter.set_value(chosen)

    def _typed_number(self, text: str) -> None:
        if text.strip() and self.day is not None:
            self.number.clear()
            self.deeds.look(self._workplace.do(find_number, self.day, text))

    def _open_line(self, line: LogLine) -> None:
        if line.consultation.voided:
            self.notice.show_notice("取り消した相談票です。もう一度入力するときは、読み取り直してください。", "info")
        elif self.day is not None:
            self.deeds.look(self._workplace.do(find_number, self.day, line.ticket))

    def _not_found(self, problem: Problem) -> None:
        """What was under the keyboard stays there."""
        self.shell.sounds.play("please_look")
        self.notice.show_notice("{why}", "warning", why=partial(told, problem))

    def _found(self, found: SlipVisit) -> None:
        self._elsewhere = None
        self.other_day.show_notice("")
        if self.day is not None and found.slip.day != self.day:
            self._elsewhere = found
            self.deeds.forget_keys()
            self.shell.sounds.play("please_look")
            words = day_words(found.slip.day, self._today or found.slip.day)
            self.other_day.show_notice("{day} の相談票です。", "warning", day=words)
            self.enter_there.setFocus()
            return
        self._open(found)

    def _go_there(self) -> None:
        found, self._elsewhere = self._elsewhere, None
        if found is not None:
            self._choose_day(found.slip.day)
            self._open(found)

    def _open(self, found: SlipVisit) -> None:
        if self.sheet is None or self.sheet.found.slip != found.slip:
            self.notice.show_notice("")
            self._put_aside()
        if found.consultation is not None and found.slip not in self._unfinished:
            self.notice.show_notice(
                "{number} は、もう入力してあります。直すときは、数字を打ち直してください。",
                number=str(found.slip.ticket),
            )
        self._show(new_sheet(found, self._unfinished.pop(found.slip, "")))
        self.panel.setFocus()
        self._go_on()

    def _go_on(self) -> None:
        """Keys that were pressed while something was under way are read now."""
        for key in self.deeds.release():
            if key == _BACK:
                self.take_key_back()
            else:
                self.press(key)

    def _put_aside(self) -> None:
        """What was typed of an unfinished slip is kept until it is read again, and that is said."""
        sheet = self.sheet
        if sheet is None or not sheet.pending:
            return
        self._unfinished[sheet.found.slip] = sheet.keys
        self.shell.sounds.play("please_look")
        self.notice.show_notice(
            "{number} は、まだ記録していません（{missing}がありません）。もう一度読み取ると、続きから打てます。"
            if sheet.written is None
            else "{number} は、前の内容のままです（{missing}がありません）。もう一度読み取ると、続きから直せます。",
            "warning",
            number=number(sheet),
            missing=missing_word(sheet),
        )

    def _show(self, sheet: SlipSheet | None) -> None:
        self.sheet = sheet
        if sheet is not None:
            self.panel.show_sheet(sheet)
        self._sheets.show_page(self.panel if sheet is not None else self.empty)
        QTimer.singleShot(0, self, self._bring_question_into_view)

    def _bring_question_into_view(self) -> None:
        """With large text the digits would stand below what is seen."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None and self.sheet is not None:
            page.ensureWidgetVisible(self.panel.keys, 0, theme.px(12))
            page.ensureWidgetVisible(self.panel.question, 0, theme.px(12))

    def _recorded(self, sheet: SlipSheet, written: SlipWritten) -> None:
        if self.sheet is sheet:
            self._show(sheet.recorded(written))
        topic = topic_title(sheet.found.catalogue, written.consultation.topic)
        sentence = tr("{number}「{topic}」を記録しました", number=number(sheet), topic=topic)
        undo = partial(self.deeds.take_back, written) if sheet.written is None or sheet.asks_age else None
        self.shell.tell(sentence, undo)
        self._go_on()

    def _refused(self, problem: Problem) -> None:
        """Nothing was written: the last digit can be put right."""
        self.notice.show_notice("{why}", "warning", why=partial(told, problem))
        if self.sheet is not None and self.sheet.written is None:
            self._show(self.sheet.taken_back())

    def _taken_back(self, written: SlipWritten) -> None:
        if self.sheet is not None and self.sheet.found.slip == written.slip:
            self._show(None)
            self.number.setFocus()
        self.shell.tell(tr("{number} の相談票を取り消しました", number=str(written.slip.ticket)))

    def _close_again(self) -> None:
        if self.day is not None:
            self._workplace.do(close_again, self.day).then(self._closed, owner=self)

    def _closed(self, _changed: Changed) -> None:
        if self.day is not None:
            self.shell.tell(tr("{day} をもう一度締めました", day=day_words(self.day, self._today or self.day)))
