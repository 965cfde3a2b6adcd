"""A list as an office sends it, looked at before it is taken in, and afterwards. Everybody in it is invented."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import xlsxwriter
from PySide6.QtCore import QEventLoop

from desktop.ui.screens.importing.view import ImportScreen
from tools.screenshot_stage import Stage

_ROWS: tuple[tuple[str | int, ...], ...] = (
    ("令和8年度 スマホ相談会 申込者名簿",),
    (),
    ("No.", "氏名", "フリガナ", "ＴＥＬ", "生年月日", "備考"),
    (1, "小松 節子", "ｺﾏﾂ ｾﾂｺ", "042-461-0101", "S23.5.3", "はじめて"),
    (2, "平野 勇", "ヒラノ イサム", 9000000102, "昭和25年11月9日", ""),
    (3, "岩崎 和子", "イワサキ", "461-0", "1946/7/21", ""),
    (4, "西田 清", "ニシダ キヨシ", "042-461-0104", "S22.2.30", "送迎"),
    (5, "久保 幸子", "クボ サチコ", "042-461-0105 / 090-0000-0105", "S19.12.1", ""),
    ("合計", "", "", "", "", "5人"),
)
_CONSULTATIONS: tuple[tuple[str | int, ...], ...] = (
    ("相談日", "開始", "終了", "整理番号", "相談内容", "結果", "担当", "年代"),
    ("R8.11.20", "13:05", "13:20", "A501", "Wi-Fi接続", "解決", "石井", "七十代"),
    ("R8.11.20", "13:20", "13:50", "A502", "スマホ決済", "携帯ショップ", "石井", "六十代"),
    ("R8.11.20", "13:40", "13:30", "A503", "スマホ", "解決", "", "80代以上"),
    ("R8.11.20", "14:00", "14:10", "A504", "LINE、地図", "一部解決", "", "70代"),
)
_RESULTS: tuple[tuple[str | int, ...], ...] = (
    ("定期相談会・体験会 開催実績",),
    ("年度", "事業", "自治体", "か所", "開催回数", "参加者数"),
    ("令和4年度（2/28まで）", "定期相談会", "小金井市", 1, 16, 125),
    ("令和4年度（2/28まで）", "定期相談会", "西東京市", 1, 14, 103),
    ("令和4年度（2/28まで）", "体験会", "", "", "約1,700", "約11,000"),
    ("令和4年度（2/28まで）", "おしゃべり会", "西東京市", 1, 3, 20),
    ("令和4年度（2/28まで）", "定期相談会", "131110", 11, 65, 433),
    ("合計", "", "", "", 202, "1,360"),
)


def look_at_table(stage: Stage) -> None:
    """What the list would bring."""
    screen = cast(ImportScreen, stage.open("import_people"))
    with tempfile.TemporaryDirectory() as folder:
        _until(screen, lambda: screen.open_file(_write(Path(folder) / "申込者名簿.xlsx")))
    stage.rest()


def take_table_in(stage: Stage) -> None:
    """What became of it."""
    screen = cast(ImportScreen, stage.window.current())
    _until(screen, screen.take_in)
    stage.rest()


def choose_kind(stage: Stage) -> None:
    """Nothing is chosen yet: what the table holds."""
    stage.open("import_attendance")
    stage.rest()


def take_consultations_in(stage: Stage) -> None:
    """A day that was kept in a table, taken in; it can be taken back as a whole."""
    screen = cast(ImportScreen, stage.open("import_consultations"))
    with tempfile.TemporaryDirectory() as folder:
        _until(screen, lambda: screen.open_file(_write(Path(folder) / "相談の記録.xlsx", _CONSULTATIONS)))
    _until(screen, screen.take_in)
    stage.rest()


def look_at_results(stage: Stage) -> None:
    """What an office counted in a past year, with 約, and two rows that cannot be read."""
    screen = cast(ImportScreen, stage.open("import_results"))
    with tempfile.TemporaryDirectory() as folder:
        _until(screen, lambda: screen.open_file(_write(Path(folder) / "開催実績.xlsx", _RESULTS)))
    stage.rest()


def _until(screen: ImportScreen, begin: Callable[[], object]) -> None:
    """One answer asks the next question: wait for the last."""
    loop = QEventLoop()
    for over in (screen.run.compared, screen.run.finished, screen.run.refused):
        over.connect(loop.quit)
    begin()
    loop.exec()


def _write(path: Path, rows: tuple[tuple[str | int, ...], ...] = _ROWS) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名簿")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path
