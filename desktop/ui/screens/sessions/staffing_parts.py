"""The parts of 担当: what is asked for, who serves, and who else fits with reasons in words."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import supporter_words
from core.facts import StaffRequest
from core.kinds import StaffRequestFields
from core.programme_parts import StaffingRule
from core.staff_fit import Fit
from desktop.app.staffing_board import RequestLine, StaffingLine, State, state_of
from desktop.ui import theme
from desktop.ui.i18n import listed, named, tr
from desktop.ui.screens.supporters.form import SmallForm
from desktop.ui.screens.supporters.model import duty_title, points_text, who
from desktop.ui.widgets.buttons import Button, SecondaryButton, TextButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice, StatusPill, Tone
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.labelled import Labelled
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.stepper import Stepper
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text

STATES: dict[State, tuple[str, Tone]] = {
    "matched": ("担当", "success"),
    "applied": ("応募", "info"),
    "declined": ("お断り", "quiet"),
    "cancelled": ("担当なし", "quiet"),
}
_DEEDS: dict[State, tuple[tuple[str, State], ...]] = {
    "matched": (("この回からはずす", "cancelled"),),
    "applied": (("担当に決める", "matched"), ("お断りにする", "declined")),
    "declined": (("担当に決める", "matched"),),
    "cancelled": (("担当に決める", "matched"),),
}
_TABLE = 232


class Requests(Card):
    """`wanted()`, `changing(StaffRequest)`, `withdrawn(StaffRequest)`."""

    wanted = Signal()
    changing = Signal(object)
    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__("依頼")
        self.add_button = SecondaryButton("人を依頼する", self.wanted.emit, icon="plus")
        self.header.addWidget(self.add_button)
        self.rules = Text("", "muted")
        self.add(self.rules)
        self._lines: list[QWidget] = []

    def show_rules(self, rules: Sequence[StaffingRule]) -> None:
        """What the session's programme asks of its staff."""
        self.rules.say("事業の決まり：{rules}" if rules else "", rules=partial(_rules, rules))
        self.rules.setVisible(bool(rules))

    def show_lines(self, lines: Sequence[RequestLine]) -> None:
        """Each with how it stands and what can be done."""
        _clear(self, self._lines)
        self._lines = [_request(line, self) for line in lines] or [Text("まだ依頼がありません", "muted")]
        for part in self._lines:
            self.add(part)


class People(Card):
    """`wanted(supporter_id, state)`."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("この回の方")
        self._lines: list[QWidget] = []

    def show_lines(self, lines: Sequence[StaffingLine]) -> None:
        """Each with state, concerns and deeds."""
        _clear(self, self._lines)
        self._lines = [_person(line, self.wanted.emit) for line in lines] or [Text("まだ誰もいません", "muted")]
        for part in self._lines:
            self.add(part)


class Candidates(Card):
    """`wanted(supporter_id, state, request_id)`: the best first; of the chosen one all reasons in full.

    Where several requests stand, one of them is chosen: it says what somebody does there. Empty for no request.
    """

    wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("合う方")
        columns: list[Column[Fit]] = [
            Column("お名前", lambda fit: who(fit.candidate.supporter)),
            Column("理由", lambda fit: _sign(fit) + points_text(fit.points), stretch=True),
            Column("今年度", lambda fit: tr("{n}回", n=fit.candidate.sessions), number=True, gives_way=1),
        ]
        self.table = DataTable("合う方", columns, empty="ほかに登録されている方はいません")
        self.table.setFixedHeight(theme.px(_TABLE))
        self.why = Text("", "muted")
        self.request = DropDown("どの依頼に", letters=12)
        self.which = Labelled("どの依頼に", self.request)
        self.add(self.which)
        self.match = SecondaryButton("担当に決める", partial(self._want, "matched"), icon="check")
        self.apply = SecondaryButton("応募を記録", partial(self._want, "applied"), icon="plus")
        self.add(self.table)
        self.add(self.why)
        row = QWidget()
        row.setLayout(FlowRow(self.match, self.apply))
        self.add(row)
        self.table.picked.connect(lambda _fit: self._offer())
        self.table.opened.connect(lambda _fit: self._want("matched"))

    def show_fits(self, fits: Sequence[Fit], requests: Sequence[RequestLine]) -> None:
        """Show these; a request that still lacks somebody comes before those that are met."""
        self.table.show_rows(fits)
        chosen = self.request.value()
        self.request.clear()
        for line in sorted(requests, key=lambda each: not each.missing):
            self.request.addItem(_request_text(line.request), line.request.request_id)
        if any(line.request.request_id == chosen and line.missing for line in requests):
            self.request.set_value(chosen)
        self.which.setVisible(len(requests) > 1)
        self._offer()

    def _offer(self) -> None:
        fit = self.table.selected()
        for button in (self.match, self.apply):
            button.setEnabled(fit is not None)
        if fit is None:
            self.why.say("一覧から選んで、Enter キーか下のボタンを押します。")
        else:
            self.why.say("{name}: {why}", name=who(fit.candidate.supporter), why=partial(points_text, fit.points))

    def _want(self, state: State) -> None:
        fit = self.table.selected()
        if fit is not None:
            self.wanted.emit(fit.candidate.supporter.supporter_id, state, self.request.value())


class RequestForm(SmallForm):
    """`request(session_id)` is what stands there. A new one begins with what `lacking`, a rule, still asks for."""

    def __init__(
        self, before: StaffRequest | None, leave: Callable[[], object], lacking: StaffingRule | None = None
    ) -> None:
        super().__init__("依頼を直す" if before else "人を依頼する", leave)
        self.role, self.needed = DropDown("役割"), Stepper("人数", 1, 99, before.needed if before else 1)
        self.badge = SegmentedChoice(
            "オープンバッジ",
            (("no", "なくてもよい"), ("yes", "必要")),
            "yes" if before and before.needs_badge else "no",
        )
        self.remark = FreeLine("ひとこと")
        for word in supporter_words.duties():
            self.role.addItem(named(word), word.code)
        if before is not None:
            self.role.set_value(before.role)
            self.remark.setText(before.remark or "")
        elif lacking is not None:
            self.role.set_value(lacking.role or "")
            self.needed.set_value(lacking.number)
            self.badge.set_value("yes")
        self.row("役割", self.role)
        self.row("人数", self.needed)
        self.row("オープンバッジ", self.badge)
        self.row("ひとこと", self.remark)
        self.finish(self.needed)

    def request(self, session_id: str) -> StaffRequestFields:
        """As the use case wants it."""
        return StaffRequestFields(
            session_id=session_id,
            role=self.role.value(),
            needed=self.needed.value(),
            needs_badge=self.badge.value() == "yes",
            remark=self.remark.text(),
        )


def _rules(rules: Sequence[StaffingRule]) -> str:
    return listed(map(named, rules))


def _request_text(request: StaffRequest) -> str:
    needs = tr("（オープンバッジが必要）") if request.needs_badge else ""
    return tr("{role} {n}人{needs}", role=duty_title(request.role), n=request.needed, needs=needs)


def _request(line: RequestLine, card: Requests) -> QWidget:
    request = line.request
    told = _request_text(request)
    buttons = (
        TextButton("直す", partial(card.changing.emit, request)),
        TextButton("取り下げる", partial(card.withdrawn.emit, request)),
    )
    parts: list[QWidget] = [Text("{told}", "strong", wrap=False, told=told), _standing(line)]
    if request.remark:
        parts.append(Text("{remark}", "muted", remark=request.remark))
    return _row(told, parts, buttons)


def _standing(line: RequestLine) -> StatusPill:
    pill = StatusPill()
    if line.over:
        pill.show_state("{n}人多くなっています", "warning", n=line.over)
    elif line.missing:
        pill.show_state("{n}人足りません", "warning", n=line.missing)
    else:
        pill.show_state("そろいました", "success")
    return pill


def _person(line: StaffingLine, want: Callable[[str, str], object]) -> QWidget:
    state = state_of(line.staffing)
    source, tone = STATES[state]
    key = line.supporter.supporter_id
    buttons = [TextButton(deed, partial(want, key, wanted)) for deed, wanted in _DEEDS[state]]
    told = who(line.supporter)
    parts: list[QWidget] = [Text("{name}", "strong", wrap=False, name=told), StatusPill(source, tone)]
    concerns = line.fit.at_once if state in ("matched", "applied") else ()
    row = _row(told, parts, buttons)
    if not concerns:
        return row
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(row)
    notice = Notice()
    column.addWidget(notice)
    notice.show_notice("{why}", "warning", why=partial(points_text, concerns))
    return both


def _row(told: str, parts: Sequence[QWidget], buttons: Sequence[Button]) -> QWidget:
    for button in buttons:
        button.setAccessibleDescription(told)
    row = QWidget()
    row.setLayout(FlowRow(*parts, *buttons))
    return row


def _sign(fit: Fit) -> str:
    return "△ " if fit.concerns else "○ "


def _clear(card: Card, parts: list[QWidget]) -> None:
    for part in parts:
        card.body.removeWidget(part)
        part.hide()
        part.deleteLater()
