"""Every part on one screen, for looking at: `python -m tools.gallery [--size 200] [--language en] [--screen ID]`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from core.problem import Problem
from desktop.ui import i18n, theme
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Screen, ScreenSpec, Shell, StaffChoice, Status
from desktop.ui.sounds import Sounds
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.fields import NoteField, SearchField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, EmptyState, InfoRow, Notice, StatusPill, Tone
from desktop.ui.widgets.pin import PinPanel
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.result import RESULTS, ResultAction, ResultCode, ResultPanel, ResultView
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.tiles import Tile, TileGrid

_TONES: tuple[Tone, ...] = ("success", "warning", "error", "info", "quiet")
_ROWS = [(f"A{n}", f"10:{n:02d}", "60代", "スマートフォンの使い方") for n in range(1, 13)]


class GalleryScreen(Screen):
    """Buttons, tiles, fields, table."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "部品の見本")
        self.tools.addWidget(SecondaryButton("問題を見せる", self._trouble, icon="warning"))
        self.tools.addWidget(PrimaryButton("受け付ける", self._act, icon="check"))
        for card in (_buttons(), _tiles(), _fields(), _states(), _table(), PinPanel("設定を開くため、確認します。")):
            self.add(card)

    def _act(self) -> None:
        self.shell.tell("整理番号 A12 を受け付けました", lambda: self.shell.tell("A12 の受付を取り消しました"))

    def _trouble(self) -> None:
        problem = Problem("printer_off", "印刷できませんでした。", "プリンターの電源を確かめてください。")
        self.shell.tell_problem(problem)


class ResultsScreen(Screen):
    """The eight results at the door."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "受付の八つの答え")
        self.add(ResultPanel())
        for code in RESULTS:
            panel = ResultPanel()
            panel.show_result(_view(code))
            self.add(panel)


def _view(code: ResultCode) -> ResultView:
    actions = {
        "received": ("相談を記録する", "consultation"),
        "already": ("相談を記録する", "consultation"),
        "other_session": ("この回で受け付ける", "check"),
        "unknown": ("新しく登録する", "plus"),
        "revoked": ("新しいカードを作る", "card_new"),
        "full": ("受け付ける", "check"),
        "not_eligible": ("受け付ける", "check"),
        "unreadable": ("番号を入力する", "search"),
    }
    title, icon = actions[code]
    ticket = "A12" if code in ("received", "already") else ""
    name = "山田 花子 さん" if ticket else ""
    sentence = "受付済みです（10時12分）" if code == "already" else ""
    return ResultView(code, ticket, sentence, name, "", (ResultAction(title, lambda: None, icon),))


class _Plain(Screen):
    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__(shell, title)
        self.add(EmptyState("まだ何もありません", "はじめに、開場してください。", action=("開場する", lambda: None)), 1)


def demo_specs() -> Sequence[ScreenSpec]:
    """The nine places, two of them filled."""
    places = (
        ("today", "今日", ""),
        ("reception", "受付", ""),
        ("consultation", "相談", ""),
        ("people", "来場者をさがす", "さがす"),
        ("sessions", "予定", ""),
        ("print", "印刷", ""),
        ("reports", "集計・報告", "集計"),
        ("send", "本部へ送る", "送る"),
        ("settings", "設定", ""),
    )
    made: dict[str, Callable[[Shell], Screen]] = {"today": GalleryScreen, "reception": ResultsScreen}
    return [
        ScreenSpec(name, title, name, made.get(name) or partial(_Plain, title=title), short)
        for name, title, short in places
    ]


def demo_window(parent_jobs: Jobs | None = None) -> MainWindow:
    """A window with made-up words in it, on the first screen."""
    jobs = parent_jobs or Jobs()
    shell = Shell(jobs, Commands(), Sounds())
    shell.set_status(Status("高津市民館", "相談会 午前の部", date(2026, 11, 21), True, "山田", 3, False))
    shell.set_staff_choices([StaffChoice("s1", "山田"), StaffChoice("s2", "佐藤"), StaffChoice("s3", "鈴木")])
    window = MainWindow(shell, demo_specs())
    window.open("today")
    return window


def _row(*parts: QWidget) -> FlowRow:
    return FlowRow(*parts)


def _buttons() -> Card:
    card = Card("ボタン")
    off = PrimaryButton("今は押せません")
    off.setEnabled(False)
    plus = SecondaryButton("追加する", icon="plus")
    card.add(_row(PrimaryButton("進む"), plus, Button("表示"), TextButton("やめる"), off))
    minutes = [("15", "15分"), ("30", "30分"), ("45", "45分"), ("60", "60分")]
    card.add(SegmentedChoice("時間", minutes, "30"))
    return card


def _tiles() -> Card:
    card = Card("相談の内容")
    words = ["Wi-Fi・通信", "マイナンバーカード", "決済・キャッシュレス", "スマートフォンの基本", "LINE・連絡"]
    tiles = [Tile(word, "よくある相談", key_hint=str(n), icon="phone") for n, word in enumerate(words, 1)]
    card.add(TileGrid(tiles, tile_width=220))
    return card


def _fields() -> Card:
    card = Card("入力")
    card.add(SearchField("来場者をさがす", "お名前、ふりがな、カード番号"))
    note = NoteField("メモ", guard=lambda text: "12桁の番号は書けません。" if "1234" in text else None)
    note.set_text("番号は 1234 です")
    card.add(note)
    return card


def _states() -> Card:
    card = Card("状態")
    words = {"success": "開場中", "warning": "要確認", "error": "止まっています", "info": "未送信", "quiet": "閉場"}
    card.add(_row(*(StatusPill(words[tone], tone) for tone in _TONES)))
    card.add(Notice("本部につながりません。受付はこのまま続けられます。", "warning"))
    card.add(Notice("予備の保存が終わりました。", "success"))
    card.add(InfoRow("前回の送信", "11月20日 16:05", Button("今すぐ送る", icon="send")))
    progress = ProgressStrip(lambda: None)
    progress.show_progress("{total}枚のうち{done}枚を作りました", 4, 10)
    card.add(progress)
    return card


def _table() -> Card:
    card = Card("今日の受付")
    columns: list[Column[tuple[str, str, str, str]]] = [
        Column("整理番号", lambda row: row[0]),
        Column("時刻", lambda row: row[1], number=True),
        Column("年代", lambda row: row[2]),
        Column("内容", lambda row: row[3], stretch=True),
    ]
    table = DataTable("今日の受付", columns, empty="まだ受付がありません")
    table.show_rows(_ROWS)
    table.setMinimumHeight(320)
    card.add(table)
    return card


def main() -> int:
    """Open it, or with --out write a picture of it."""
    parser = argparse.ArgumentParser(prog="python -m tools.gallery")
    parser.add_argument("--size", type=int, default=100, choices=theme.TEXT_SIZES)
    parser.add_argument("--language", default="ja", choices=("ja", "en"))
    parser.add_argument("--screen", default="today")
    parser.add_argument("--training", action="store_true")
    chosen = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme.apply(app, chosen.size)
    i18n.install(chosen.language)
    window = demo_window()
    if chosen.training:
        window.shell.set_status(Status("高津市民館", "", date(2026, 11, 21), True, "山田", 3, True))
    window.open(chosen.screen)
    window.show()
    code = app.exec()
    window.shell.jobs.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
